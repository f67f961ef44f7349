"""What people do with an exercise, and what they write down. Theirs alone: never in the beheer."""

import uuid
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from knowledge.models import KnowledgeItem
from tools.reflection.models.exercise import Exercise
from tools.sessions.models import Seat, ToolSession

if TYPE_CHECKING:
    from tools.reflection.script import Script

MOST_TEXT = 5_000


class ExerciseVersion(models.Model):
    """An exercise as somebody began it; what a curator changes later, changes nothing here."""

    exercise = models.ForeignKey(
        Exercise, models.SET_NULL, null=True, related_name="versions", verbose_name="oefening"
    )
    digest = models.CharField("kenmerk", max_length=64, unique=True)
    content = models.JSONField("inhoud")
    made_at = models.DateTimeField("gemaakt op", default=timezone.now)

    class Meta:
        verbose_name = "versie van een oefening"
        verbose_name_plural = "versies van oefeningen"

    def __str__(self) -> str:
        return str(self.content.get("title", ""))

    @cached_property
    def script(self) -> "Script":
        from tools.reflection.script import Script  # noqa: PLC0415 -- it reads these models

        return Script.read(self.content)


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    def of(self, user: Any) -> Self:
        """Return where ``user`` has a seat, the last one first."""
        seats = Seat.objects.filter(user=user, withdrawn_at__isnull=True)
        found = self.filter(session__in=seats.values("session"))
        return found.select_related("session", "version__exercise").order_by(
            "-session__changed_at", "-pk"
        )


class Reflection(models.Model):
    """An exercise that is being done, or was."""

    class Form(models.TextChoices):
        ALONE = "alone", "alleen"
        DUO = "duo", "met een collega"
        TEAM = "team", "in het team"

    session = models.OneToOneField(
        ToolSession,
        models.CASCADE,
        primary_key=True,
        related_name="reflection",
        verbose_name="sessie",
    )
    version = models.ForeignKey(
        ExerciseVersion, models.PROTECT, related_name="reflections", verbose_name="versie"
    )
    form = models.CharField("vorm", max_length=5, choices=Form)
    # What two colleagues conclude together; goes up at every save.
    conclusion = models.TextField("gezamenlijke conclusie", max_length=MOST_TEXT, blank=True)
    conclusion_version = models.PositiveIntegerField(default=0, editable=False)
    finished_at = models.DateTimeField("afgerond op", null=True, blank=True)

    objects: ClassVar = ReflectionQuerySet.as_manager()

    class Meta:
        verbose_name = "reflectie"
        verbose_name_plural = "reflecties"

    def __str__(self) -> str:
        return f"reflectie {self.pk}"

    @property
    def script(self) -> "Script":
        return self.version.script


class Answer(models.Model):
    """One row for each seat and question; see Prompt for what ``value`` looks like."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="answers", verbose_name="plaats")
    prompt = models.CharField("vraag", max_length=40)
    value = models.JSONField("antwoord")
    changed_at = models.DateTimeField("gewijzigd op", default=timezone.now)

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "prompt"],
                name="answer_once_for_each_seat",
                violation_error_message="Op deze vraag is al antwoord gegeven.",
            ),
        ]

    def __str__(self) -> str:
        return f"antwoord {self.pk}"


class TeamMeeting(models.Model):
    """
    How far a team is.

    ``agenda`` is made at the start (see tools/reflection/team/agenda.py),
    ``position`` counts from 0, ``opened`` has the keys of the questions of which all may see
    the answers. ``version`` goes up at everything the facilitator does.
    """

    class Minutes(models.IntegerChoices):
        SHORT = 15, "15 minuten"
        HALF = 30, "30 minuten"
        LONG = 45, "45 minuten"

    reflection = models.OneToOneField(
        Reflection,
        models.CASCADE,
        primary_key=True,
        related_name="meeting",
        verbose_name="reflectie",
    )
    minutes = models.PositiveSmallIntegerField("minuten", choices=Minutes)
    people = models.PositiveSmallIntegerField("aantal mensen")
    agenda = models.JSONField("agenda")
    position = models.PositiveSmallIntegerField("onderdeel", default=0)
    # While the clock runs: since when, and what was left then. Else only what is left.
    runs_since = models.DateTimeField("klok loopt sinds", null=True, blank=True)
    seconds_left = models.IntegerField("seconden over", default=0)
    opened = models.JSONField("getoonde vragen", default=list, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "teamoverleg"
        verbose_name_plural = "teamoverleggen"
        constraints = [
            models.CheckConstraint(
                name="meeting_length_known",
                condition=Q(minutes__in=(15, 30, 45)),
                violation_error_message="Kies 15, 30 of 45 minuten.",
            ),
            models.CheckConstraint(
                name="meeting_people_plausible",
                condition=Q(people__range=(2, 60)),
                violation_error_message="Vul een aantal in van 2 tot 60 mensen.",
            ),
        ]

    def __str__(self) -> str:
        return f"teamoverleg {self.pk}"


class CardGroup(models.Model):
    reflection = models.ForeignKey(
        Reflection, models.CASCADE, related_name="card_groups", verbose_name="reflectie"
    )
    prompt = models.CharField("vraag", max_length=40)
    title = models.CharField("titel", max_length=80)
    position = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "groep kaartjes"
        verbose_name_plural = "groepen kaartjes"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="card_group_titled",
                condition=~Q(title=""),
                violation_error_message="Een groep heeft een titel.",
            ),
        ]

    def __str__(self) -> str:
        return f"groep {self.pk}"


class Card(models.Model):
    """Words that somebody in a team gave; nobody is told whose. Withdrawn is deleted."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="cards", verbose_name="plaats")
    prompt = models.CharField("vraag", max_length=40)
    # Made by who sends it: what is sent twice, is there once.
    key = models.UUIDField("sleutel", default=uuid.uuid4)
    text = models.CharField("tekst", max_length=280)
    group = models.ForeignKey(
        CardGroup,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="cards",
        verbose_name="groep",
    )
    made_at = models.DateTimeField("gemaakt op", default=timezone.now)

    class Meta:
        verbose_name = "kaartje"
        verbose_name_plural = "kaartjes"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "key"],
                name="card_once",
                violation_error_message="Dit kaartje is er al.",
            ),
            models.CheckConstraint(
                name="card_says",
                condition=~Q(text=""),
                violation_error_message="Schrijf iets op het kaartje.",
            ),
        ]

    def __str__(self) -> str:
        return f"kaartje {self.pk}"


class Agreement(models.Model):
    """What was agreed: alone the one thing to do, in a team what, who and when."""

    reflection = models.ForeignKey(
        Reflection, models.CASCADE, related_name="agreements", verbose_name="reflectie"
    )
    key = models.UUIDField("sleutel", default=uuid.uuid4)
    text = models.CharField("wat", max_length=500)
    who = models.CharField("wie", max_length=80, blank=True)
    due_on = models.DateField("wanneer", null=True, blank=True)
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    changed_at = models.DateTimeField("gewijzigd op", default=timezone.now)

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["reflection", "key"],
                name="agreement_once",
                violation_error_message="Deze afspraak is er al.",
            ),
            models.CheckConstraint(
                name="agreement_says",
                condition=~Q(text=""),
                violation_error_message="Schrijf op wat de afspraak is.",
            ),
        ]

    def __str__(self) -> str:
        return f"afspraak {self.pk}"


class TakenItem(models.Model):
    """An item that somebody takes along to an action; kept on the report."""

    reflection = models.ForeignKey(
        Reflection, models.CASCADE, related_name="taken_items", verbose_name="reflectie"
    )
    item = models.ForeignKey(KnowledgeItem, models.CASCADE, related_name="+", verbose_name="item")

    class Meta:
        verbose_name = "meegenomen item"
        verbose_name_plural = "meegenomen items"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["reflection", "item"],
                name="item_taken_once",
                violation_error_message="Dit item is al meegenomen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} in {self.reflection}"
