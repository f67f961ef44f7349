"""What participants answer, and what of it everybody sees."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from tools.conversation.models.conversation import Conversation
from tools.sessions.models import Seat

MOST_REMARK = 1_000


class Score(models.Model):
    """One row for each seat and statement; the last write of that seat wins."""

    class Importance(models.IntegerChoices):
        LOW = 1, "laag"
        MIDDLE = 2, "midden"
        HIGH = 3, "hoog"

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="scores", verbose_name="plaats")
    statement = models.CharField("stelling", max_length=40)
    # 1 to 4, or 0 for who cannot say (questionnaire.UNKNOWN).
    value = models.PositiveSmallIntegerField("antwoord", null=True, blank=True)
    importance = models.PositiveSmallIntegerField(
        "belang komend jaar", null=True, blank=True, choices=Importance
    )
    remark = models.TextField("toelichting", max_length=MOST_REMARK, blank=True)
    changed_at = models.DateTimeField("gewijzigd op", default=timezone.now)

    class Meta:
        verbose_name = "score"
        verbose_name_plural = "scores"
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "statement"],
                name="score_once_for_each_seat",
                violation_error_message="Op deze stelling is al geantwoord.",
            ),
            models.CheckConstraint(
                name="score_on_scale",
                condition=Q(value__isnull=True) | Q(value__range=(0, 4)),
                violation_error_message="Kies 1 tot en met 4, of weet ik niet.",
            ),
            models.CheckConstraint(
                name="score_importance_on_scale",
                condition=Q(importance__isnull=True) | Q(importance__range=(1, 3)),
                violation_error_message="Kies laag, midden of hoog.",
            ),
        ]

    def __str__(self) -> str:
        return f"score {self.pk}"


class Outcome(models.Model):
    """
    What everybody sees of a scoring, as it was counted when whoever leads ended it.

    It is never counted again from the rows: who leaves later would be seen in the
    difference. ``part`` is "balance", or the letter of a theme that was deepened;
    ``release`` is what tools/conversation/outcome/release.py reads.
    """

    conversation = models.ForeignKey(
        Conversation, models.CASCADE, related_name="outcomes", verbose_name="gesprek"
    )
    part = models.CharField("deel", max_length=7)
    number = models.PositiveSmallIntegerField("nummer", default=1)
    # How many seats it was counted from: fewer rows of OutcomeSeat tell that somebody left.
    people = models.PositiveSmallIntegerField("aantal mensen")
    release = models.JSONField("wat te zien is")
    published_at = models.DateTimeField("geteld op", default=timezone.now)

    class Meta:
        verbose_name = "uitkomst"
        verbose_name_plural = "uitkomsten"
        ordering = ["part", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "part", "number"],
                name="outcome_once",
                violation_error_message="Deze uitkomst is er al.",
            ),
        ]

    def __str__(self) -> str:
        return f"uitkomst {self.pk}"


class OutcomeSeat(models.Model):
    """What a seat had answered when an outcome was counted: to see what another would betray."""

    outcome = models.ForeignKey(
        Outcome, models.CASCADE, related_name="seats", verbose_name="uitkomst"
    )
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+", verbose_name="plaats")
    role = models.CharField("rol", max_length=8)
    # {statement: [value, importance, digest of the remark]}, None where nothing was chosen.
    answers = models.JSONField("antwoorden")

    class Meta:
        verbose_name = "plaats in een uitkomst"
        verbose_name_plural = "plaatsen in een uitkomst"
        ordering: ClassVar = ["seat"]
        constraints = [
            models.UniqueConstraint(
                fields=["outcome", "seat"],
                name="outcome_seat_once",
                violation_error_message="Deze plaats is al geteld.",
            ),
        ]

    def __str__(self) -> str:
        return f"plaats {self.seat_id} in uitkomst {self.outcome_id}"
