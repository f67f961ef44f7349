from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from search.text import fold


class Province(models.Model):
    code = models.CharField("CBS-code", max_length=4, unique=True)
    name = models.CharField("naam", max_length=40, unique=True)
    slug = models.SlugField("naam in het adres", max_length=40, unique=True)
    abbreviation = models.CharField("afkorting", max_length=2, unique=True)

    class Meta:
        verbose_name = "provincie"
        verbose_name_plural = "provincies"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="province_code_is_cbs",
                condition=Q(code__startswith="PV"),
                violation_error_message="Een provinciecode begint met PV, zoals PV20.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('practices:list')}?provincie={self.slug}"


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def valid(self) -> Self:
        """Municipalities that exist today."""
        return self.filter(valid_until__isnull=True)


class Municipality(models.Model):
    """A gemeente as Statistics Netherlands (CBS) lists it."""

    code = models.CharField("CBS-code", max_length=6, unique=True)
    name = models.CharField("naam", max_length=60, unique=True)
    slug = models.SlugField("naam in het adres", max_length=60, unique=True)
    province = models.ForeignKey(
        Province, models.PROTECT, related_name="municipalities", verbose_name="provincie"
    )
    valid_from = models.DateField("bestaat sinds", null=True, blank=True)
    valid_until = models.DateField("opgeheven op", null=True, blank=True)

    objects: ClassVar = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="municipality_code_is_cbs",
                condition=Q(code__startswith="GM"),
                violation_error_message="Een gemeentecode begint met GM, zoals GM0014.",
            ),
            models.CheckConstraint(
                name="municipality_ends_after_start",
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gt=F("valid_from")),
                violation_error_message="De gemeente is opgeheven voordat zij begon.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MunicipalityName(models.Model):
    """A former or other name by which a municipality is still found."""

    class Kind(models.TextChoices):
        FORMER = "former", "vroegere gemeente"
        OTHER = "other", "andere naam"

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="other_names", verbose_name="gemeente"
    )
    name = models.CharField("naam", max_length=60)
    kind = models.CharField("soort", max_length=6, choices=Kind, default=Kind.FORMER)
    code = models.CharField("CBS-code", max_length=6, blank=True)
    valid_until = models.DateField("opgeheven op", null=True, blank=True)
    folded = models.CharField(max_length=120, editable=False, default="")

    class Meta:
        verbose_name = "andere gemeentenaam"
        verbose_name_plural = "andere gemeentenamen"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="municipality_name_once",
                violation_error_message="Deze gemeente heeft deze naam al.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (nu {self.municipality})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.name)
        super().save(*args, **kwargs)
