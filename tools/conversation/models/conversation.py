"""A conversation, and who takes part in it."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from knowledge.models import Municipality
from tools.conversation.models.questionnaire import QuestionnaireVersion
from tools.conversation.roles import Role
from tools.sessions.models import Seat, ToolSession

if TYPE_CHECKING:
    from tools.conversation.questionnaire import Questionnaire

# Long enough to hold the same conversation again.
KEPT_MONTHS = 24
KEPT_DAYS = 730
MOST_THEMES = 6


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def of(self, user: Any) -> Self:
        """Return where ``user`` has a seat, the last one first."""
        seats = Seat.objects.filter(user=user, withdrawn_at__isnull=True)
        found = self.filter(session__in=seats.values("session"))
        return found.select_related("session").order_by("-session__changed_at", "-pk")


class Conversation(models.Model):
    """
    A municipality, or a few together, at one round of the Gesprekstool.

    ``edit_version`` goes up at everything the facilitator does. While the phase is
    SCORING nobody sees an outcome of this scoring; see Outcome for what is seen after it.
    """

    class Phase(models.TextChoices):
        PREPARING = "preparing", "voorbereiden"
        SCORING = "scoring", "scoren"
        TALKING = "talking", "in gesprek"
        AGENDA = "agenda", "afspreken"
        CLOSED = "closed", "afgesloten"

    session = models.OneToOneField(
        ToolSession,
        models.CASCADE,
        primary_key=True,
        related_name="conversation",
        verbose_name="sessie",
    )
    version = models.ForeignKey(
        QuestionnaireVersion,
        models.PROTECT,
        related_name="conversations",
        verbose_name="versie van de vragenlijst",
    )
    title = models.CharField("titel", max_length=120)
    municipalities = models.ManyToManyField(
        Municipality, blank=True, related_name="+", verbose_name="gemeenten"
    )
    region = models.CharField("naam van de regio", max_length=80, blank=True)
    phase = models.CharField("fase", max_length=9, choices=Phase, default=Phase.PREPARING)
    is_named = models.BooleanField("met naam", default=False)
    meets_at = models.DateTimeField("datum en tijd", null=True, blank=True)
    place = models.CharField("plaats", max_length=160, blank=True)
    # Values of Role.
    invited_roles = models.JSONField("wie u uitnodigt", default=list, blank=True)
    message = models.TextField("uw eigen woorden", max_length=1_000, blank=True)
    round = models.PositiveSmallIntegerField("ronde", default=1, validators=[MinValueValidator(1)])
    predecessor = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="successor",
        verbose_name="vorige ronde",
    )
    # Letters, in the order of talking; and those of which the deepening scores may be seen.
    chosen_themes = models.JSONField("gekozen thema's", default=list, blank=True)
    opened_themes = models.JSONField("getoonde thema's", default=list, blank=True)
    # The part of the script (see tools/conversation/talk/) that the clock counts down for.
    part = models.PositiveSmallIntegerField("onderdeel", default=0)
    runs_since = models.DateTimeField("klok loopt sinds", null=True, blank=True)
    seconds_left = models.IntegerField("seconden over", default=0)
    reopened_at = models.DateTimeField("scoren heropend op", null=True, blank=True)
    # When whoever leads was told by mail that it will go.
    warned_at = models.DateTimeField("gewaarschuwd op", null=True, blank=True)
    edit_version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = "gesprek"
        verbose_name_plural = "gesprekken"
        constraints = [
            models.CheckConstraint(
                name="conversation_titled",
                condition=~Q(title=""),
                violation_error_message="Geef het gesprek een titel.",
            ),
            models.CheckConstraint(
                name="conversation_round_counts",
                condition=Q(round__gte=1),
                violation_error_message="De eerste ronde is nummer 1.",
            ),
            models.CheckConstraint(
                name="conversation_phase_known",
                condition=Q(phase__in=("preparing", "scoring", "talking", "agenda", "closed")),
                violation_error_message="Deze fase bestaat niet.",
            ),
        ]

    def __str__(self) -> str:
        return f"gesprek {self.pk}"

    @property
    def questionnaire(self) -> "Questionnaire":
        return self.version.questionnaire


class Participant(models.Model):
    """Somebody at a seat who said from where they look. Who leads has no row, unless at a seat."""

    seat = models.OneToOneField(
        Seat,
        models.CASCADE,
        primary_key=True,
        related_name="participant",
        verbose_name="plaats",
    )
    role = models.CharField("rol", max_length=8, choices=Role)
    # Of a conversation with names: when they agreed that all see theirs.
    agreed_at = models.DateTimeField("akkoord met naam op", null=True, blank=True)
    # Whoever leads made another link: what was answered before is not shown to who has that.
    hidden_before = models.DateTimeField("eerder niet te zien dan", null=True, blank=True)

    class Meta:
        verbose_name = "deelnemer"
        verbose_name_plural = "deelnemers"
        constraints = [
            models.CheckConstraint(
                name="participant_role_known",
                condition=Q(role__in=Role.values),
                violation_error_message="Kies een van de rollen.",
            ),
        ]

    def __str__(self) -> str:
        return f"deelnemer {self.pk}"


class MailWish(models.Model):
    """An address that mail about a conversation goes to, once its owner confirmed it."""

    seat = models.OneToOneField(
        Seat, models.CASCADE, related_name="mail_wish", verbose_name="plaats"
    )
    email = models.EmailField("e-mailadres")
    key = models.CharField("sleutel", max_length=43, unique=True)
    asked_at = models.DateTimeField("gevraagd op")
    confirmed_at = models.DateTimeField("bevestigd op", null=True, blank=True)

    class Meta:
        verbose_name = "wens om mail"
        verbose_name_plural = "wensen om mail"

    def __str__(self) -> str:
        return f"wens om mail {self.pk}"
