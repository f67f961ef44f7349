"""Ways through the exercises: series that belong together, and the keuzehulp."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from tools.reflection.models.exercise import Exercise
from tools.reflection.needs import Need


class Combination(models.Model):
    """Exercises that are well done after one another."""

    slug = models.SlugField("naam in het adres", max_length=80, unique=True)
    title = models.CharField("titel", max_length=120)
    summary = models.CharField("voor wie", max_length=300)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "combinatie"
        verbose_name_plural = "combinaties"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="combination_titled",
                condition=~Q(title="") & ~Q(slug="") & ~Q(summary=""),
                violation_error_message="Een combinatie heeft een titel, een adres en een uitleg.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CombinationStep(models.Model):
    combination = models.ForeignKey(
        Combination, models.CASCADE, related_name="steps", verbose_name="combinatie"
    )
    exercise = models.ForeignKey(
        Exercise, models.CASCADE, related_name="combination_steps", verbose_name="oefening"
    )
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    reason = models.CharField("waarom hier", max_length=300)

    class Meta:
        verbose_name = "oefening in een combinatie"
        verbose_name_plural = "oefeningen in een combinatie"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["combination", "exercise"],
                name="exercise_once_in_combination",
                violation_error_message="Deze oefening staat al in de combinatie.",
            ),
            models.CheckConstraint(
                name="combination_step_has_reason",
                condition=~Q(reason=""),
                violation_error_message="Schrijf op waarom deze oefening hier past.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exercise} in {self.combination}"


class GuideQuestion(models.Model):
    """A question of the keuzehulp; ``asks`` is what its options choose."""

    class Asks(models.TextChoices):
        NEED = "need", "leerbehoefte"
        FORM = "form", "met wie"
        MINUTES = "minutes", "hoeveel minuten"

        def refusal_of(self, value: str) -> str:
            """Return, in Dutch, why no answer to this question means ``value``, or ""."""
            number = int(value) if value.isascii() and value.isdecimal() else None
            if self is self.NEED and number not in Need.values:
                return "Kies het nummer van een leerbehoefte: 1 tot en met 5."
            if self is self.FORM and value not in GuideOption.FORMS:
                return f"Kies een vorm: {', '.join(GuideOption.FORMS)}."
            if self is self.MINUTES and number not in GuideOption.MINUTES:
                return "Vul een aantal minuten in van 5 tot en met 600."
            return ""

    asks = models.CharField("wat kies je", max_length=8, choices=Asks, unique=True)
    text = models.CharField("vraag", max_length=160)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "vraag van de keuzehulp"
        verbose_name_plural = "vragen van de keuzehulp"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text


class GuideOption(models.Model):
    """
    An answer in the keuzehulp.

    ``value`` is a number of a leerbehoefte, a form ("alone", "duo", "team",
    "partners") or a number of minutes, as the question asks.
    """

    FORMS: ClassVar = ("alone", "duo", "team", "partners")
    MINUTES: ClassVar = range(5, 601)

    question = models.ForeignKey(
        GuideQuestion, models.CASCADE, related_name="options", verbose_name="vraag"
    )
    slug = models.SlugField("naam in het adres", max_length=40)
    label = models.CharField("antwoord", max_length=160)
    value = models.CharField("waarde", max_length=10)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "antwoord in de keuzehulp"
        verbose_name_plural = "antwoorden in de keuzehulp"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "slug"],
                name="guide_option_once",
                violation_error_message="Dit antwoord is er al.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        asks = self.question.asks
        if asks in GuideQuestion.Asks and (
            message := GuideQuestion.Asks(asks).refusal_of(self.value)
        ):
            raise ValidationError({"value": message})
