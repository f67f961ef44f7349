from django.db import models
from django.db.models import Q


class Organisation(models.Model):
    """Who runs or supports a practice: a gemeente, a foundation, a university."""

    name = models.CharField("naam", max_length=160, unique=True)

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="organisation_named",
                condition=~Q(name=""),
                violation_error_message="Een organisatie heeft een naam.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
