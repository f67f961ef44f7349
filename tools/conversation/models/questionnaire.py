"""What a conversation asks, as curators edit it, and as it was when it was issued."""

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from knowledge.kinds import Kind
from knowledge.models import Concept, KnowledgeItem, KnowledgeItemQuerySet
from knowledge.models.item import IN_BODY
from search.analysis import Field

if TYPE_CHECKING:
    from tools.conversation.questionnaire import Questionnaire

# A mean has two decimals: a band of 1,75 begins exactly where the one before it ends.
LOWEST, HIGHEST = 1, 4


class ThemeQuerySet(KnowledgeItemQuerySet["ConversationTheme"]):
    def for_index(self) -> Self:
        return self.prefetch_related("statements", "questions")

    def for_detail(self) -> Self:
        return super().for_detail().prefetch_related("statements__concepts", "questions")

    def in_order(self) -> Self:
        return self.order_by("letter")


class ConversationTheme(KnowledgeItem):
    """A subject of the Gesprekstool; ``body`` says in a few sentences what it is about."""

    KIND: ClassVar = Kind(
        name="conversation-theme",
        slug="gespreksthema",
        singular="gespreksthema",
        plural="gespreksthema's",
        icon="messages",
        list_url="conversation:start",
        detail_url="conversation:theme",
        position=28,
    )
    # No source of knowledge to be weighed: it is for talking about.
    IS_WEIGHED: ClassVar = False

    letter = models.CharField("letter", max_length=1, unique=True, help_text="A tot en met F.")

    objects: ClassVar = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = "gespreksthema"
        verbose_name_plural = "gespreksthema's"
        constraints = [
            models.CheckConstraint(
                name="theme_lettered",
                condition=~Q(letter=""),
                violation_error_message="Een gespreksthema heeft een letter.",
            ),
        ]

    def search_fields(self) -> list[Field]:
        statements = [one.text for one in self.statements.all()]
        questions = [one.text for one in self.questions.all()]
        return [*super().search_fields(), Field(" ".join([*statements, *questions]), IN_BODY)]

    def missing_facts(self) -> list[str]:
        if not (self.pk and self.statements.exists() and self.questions.exists()):
            return ["stellingen en gespreksvragen"]
        return []


class Statement(models.Model):
    """Something a municipality may have arranged; everybody says how far it is."""

    class Step(models.TextChoices):
        BALANCE = "balance", "de balans"
        DEEPENING = "deepening", "verdieping"

    theme = models.ForeignKey(
        ConversationTheme, models.CASCADE, related_name="statements", verbose_name="gespreksthema"
    )
    # Answers are kept by it: the same key in the next version is the same statement.
    key = models.SlugField("sleutel", max_length=40, unique=True)
    step = models.CharField("stap", max_length=9, choices=Step)
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    text = models.CharField("stelling", max_length=300)
    concepts = models.ManyToManyField(
        Concept,
        blank=True,
        related_name="statements",
        verbose_name="begrippen",
        help_text="Hiermee vinden wij voorbeelden en oefeningen bij een lage score.",
    )

    class Meta:
        verbose_name = "stelling"
        verbose_name_plural = "stellingen"
        # the balance before the deepening
        ordering = ["step", "position", "id"]
        constraints = [
            models.CheckConstraint(
                name="statement_says",
                condition=~Q(text="") & ~Q(key=""),
                violation_error_message="Een stelling heeft een tekst en een sleutel.",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class TalkQuestion(models.Model):
    """A question to talk about together; there is no score to it."""

    theme = models.ForeignKey(
        ConversationTheme, models.CASCADE, related_name="questions", verbose_name="gespreksthema"
    )
    key = models.SlugField("sleutel", max_length=40, unique=True)
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    text = models.CharField("vraag", max_length=300)

    class Meta:
        verbose_name = "gespreksvraag"
        verbose_name_plural = "gespreksvragen"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="talk_question_asks",
                condition=~Q(text="") & ~Q(key=""),
                violation_error_message="Een gespreksvraag heeft een tekst en een sleutel.",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ScalePoint(models.Model):
    """A point of the scale with its anchor: what must be so to choose it."""

    value = models.PositiveSmallIntegerField("waarde", unique=True)
    label = models.CharField("label", max_length=40)
    anchor = models.CharField("uitleg", max_length=200)

    class Meta:
        verbose_name = "punt van de schaal"
        verbose_name_plural = "schaal"
        ordering = ["value"]
        constraints = [
            models.CheckConstraint(
                name="scale_point_on_scale",
                condition=Q(value__range=(LOWEST, HIGHEST)),
                violation_error_message="De schaal loopt van 1 tot en met 4.",
            ),
            models.CheckConstraint(
                name="scale_point_says",
                condition=~Q(label="") & ~Q(anchor=""),
                violation_error_message="Een punt heeft een label en een uitleg.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.label}"


class ResultBand(models.Model):
    """What a mean says in words; it ends where the next one begins."""

    starts_at = models.DecimalField("vanaf", max_digits=3, decimal_places=2, unique=True)
    label = models.CharField("label", max_length=40)
    text = models.CharField("tekst", max_length=300)

    class Meta:
        verbose_name = "uitkomst in woorden"
        verbose_name_plural = "uitkomsten in woorden"
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                name="band_on_scale",
                condition=Q(starts_at__range=(LOWEST, HIGHEST)),
                violation_error_message="Een uitkomst begint tussen 1 en 4.",
            ),
            models.CheckConstraint(
                name="band_says",
                condition=~Q(label="") & ~Q(text=""),
                violation_error_message="Een uitkomst heeft een label en een tekst.",
            ),
        ]

    def __str__(self) -> str:
        return f"vanaf {self.starts_at} {self.label}"


class QuestionnaireVersion(models.Model):
    """
    All of the above as it was issued; a conversation keeps the one that it began with.

    The texts that curators edit are asked of nobody until they issue them.
    """

    number = models.PositiveIntegerField("nummer", unique=True)
    digest = models.CharField("kenmerk", max_length=64)
    content = models.JSONField("inhoud")
    note = models.CharField("wat is er anders", max_length=300, blank=True)
    issued_at = models.DateTimeField("uitgegeven op", default=timezone.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="uitgegeven door",
    )

    class Meta:
        verbose_name = "versie van de vragenlijst"
        verbose_name_plural = "versies van de vragenlijst"
        ordering = [F("number").desc()]
        constraints = [
            models.CheckConstraint(
                name="questionnaire_numbered",
                condition=Q(number__gte=1),
                violation_error_message="De eerste versie is nummer 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"versie {self.number}"

    @cached_property
    def questionnaire(self) -> "Questionnaire":
        from tools.conversation.questionnaire import (  # noqa: PLC0415 -- it reads these models
            Questionnaire,
        )

        return Questionnaire.read(self.content)
