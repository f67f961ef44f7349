import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from knowledge.models import KnowledgeItem
from tools.conversation.models.conversation import Conversation, MailWish
from tools.conversation.models.talk import Note

# So many are shown on top: more than that, nobody does.
MOST_ON_TOP = 7


class ActionQuerySet(models.QuerySet["Action"]):
    def open(self) -> Self:
        return self.exclude(status__in=Action.OVER)


class Action(models.Model):
    """Something that the people at the table are going to do."""

    class Status(models.TextChoices):
        IDEA = "idea", "idee"
        AGREED = "agreed", "afgesproken"
        BUSY = "busy", "bezig"
        DONE = "done", "klaar"
        STOPPED = "stopped", "gestopt"

    class Reach(models.TextChoices):
        NOW = "now", "meteen doen"
        YEAR = "year", "dit jaar"
        LONG = "long", "lange adem"

    class Residents(models.TextChoices):
        TOLD = "told", "geïnformeerd"
        ASKED = "asked", "geraadpleegd"
        THINK = "think", "denkt mee"
        DECIDE = "decide", "beslist mee"
        DO = "do", "voert uit"

    OVER: ClassVar = (Status.DONE, Status.STOPPED)

    conversation = models.ForeignKey(
        Conversation, models.CASCADE, related_name="actions", verbose_name="gesprek"
    )
    # Made by who sends it: what is sent twice, is there once.
    key = models.UUIDField("sleutel", default=uuid.uuid4)
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    theme = models.CharField("thema", max_length=1, blank=True)
    # What it comes from: a statement of the questionnaire, a note, an item that it rests on.
    statement = models.CharField("stelling", max_length=40, blank=True)
    note = models.ForeignKey(
        Note, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="aantekening"
    )
    item = models.ForeignKey(
        KnowledgeItem,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="rust op",
    )
    reason = models.CharField("aanleiding", max_length=500, blank=True)
    wanted = models.CharField("gewenste situatie", max_length=500, blank=True)
    text = models.CharField("actie", max_length=300)
    reach = models.CharField("soort", max_length=4, choices=Reach, blank=True)
    lead = models.CharField("trekker", max_length=120, blank=True)
    colleagues = models.CharField("betrokken collega's", max_length=300, blank=True)
    partners = models.CharField("partners", max_length=300, blank=True)
    residents = models.CharField(
        "rol van inwoners of ervaringsdeskundigen", max_length=6, choices=Residents, blank=True
    )
    means = models.CharField("benodigde uren en geld", max_length=300, blank=True)
    decision = models.CharField("besluit nodig van", max_length=200, blank=True)
    starts_on = models.DateField("start", null=True, blank=True)
    ready_on = models.DateField("klaar", null=True, blank=True)
    seen_by = models.CharField("waaraan zien we het", max_length=500, blank=True)
    first_step = models.CharField("eerste stap binnen twee weken", max_length=300, blank=True)
    review_on = models.DateField("terugkijken op", null=True, blank=True)
    status = models.CharField("status", max_length=7, choices=Status, default=Status.IDEA)
    stopped_why = models.CharField("waarom gestopt", max_length=300, blank=True)
    # Goes up at every change: who changes an older one than there is, is told.
    edit_version = models.PositiveIntegerField(default=1, editable=False)
    made_at = models.DateTimeField("gemaakt op", default=timezone.now)
    changed_at = models.DateTimeField("gewijzigd op", default=timezone.now)

    objects: ClassVar = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = "actie"
        verbose_name_plural = "acties"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "key"],
                name="action_once",
                violation_error_message="Deze actie is er al.",
            ),
            models.CheckConstraint(
                name="action_says",
                condition=~Q(text=""),
                violation_error_message="Schrijf op wat de actie is.",
            ),
            models.CheckConstraint(
                name="action_agreed_with_whom_and_when",
                condition=Q(status__in=("idea", "stopped"))
                | (~Q(lead="") & ~Q(first_step="") & Q(review_on__isnull=False)),
                violation_error_message=(
                    "Afgesproken is een actie pas met een trekker, een eerste stap en een datum om "
                    "terug te kijken."
                ),
            ),
            models.CheckConstraint(
                name="action_stopped_with_reason",
                condition=~Q(status="stopped") | ~Q(stopped_why=""),
                violation_error_message="Schrijf op waarom de actie stopt.",
            ),
            models.CheckConstraint(
                name="action_ready_after_start",
                condition=Q(starts_on__isnull=True)
                | Q(ready_on__isnull=True)
                | Q(ready_on__gte=F("starts_on")),
                violation_error_message="Klaar zijn kan niet vóór het begin.",
            ),
        ]

    def __str__(self) -> str:
        return f"actie {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status not in self.OVER


class ReviewMail(models.Model):
    """That somebody was reminded to look back at an action on a day: once, also after a crash."""

    action = models.ForeignKey(
        Action, models.CASCADE, related_name="review_mails", verbose_name="actie"
    )
    wish = models.ForeignKey(
        MailWish, models.CASCADE, related_name="review_mails", verbose_name="wens om mail"
    )
    review_on = models.DateField("terugkijken op")

    class Meta:
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"
        constraints = [
            models.UniqueConstraint(
                fields=["action", "wish", "review_on"],
                name="review_mail_once",
                violation_error_message="Deze herinnering is al verstuurd.",
            ),
        ]

    def __str__(self) -> str:
        return f"herinnering {self.pk}"
