"""What editors and authors say to each other about an item, and who works on what."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from knowledge.models.concept import Concept, ConceptScheme
from knowledge.models.item import KnowledgeItem


class FieldCommentQuerySet(models.QuerySet["FieldComment"]):
    def open(self) -> Self:
        """Comments that still wait for an answer of the author."""
        return self.filter(answered_at__isnull=True, closed_at__isnull=True)


class FieldComment(models.Model):
    """A question of an editor about one field of an item, with the answer of its author."""

    item = models.ForeignKey(
        KnowledgeItem, models.CASCADE, related_name="comments", verbose_name="item"
    )
    field = models.CharField("veld", max_length=40, blank=True, help_text="Leeg: over het geheel.")
    question = models.TextField("vraag", max_length=2_000)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="gevraagd door",
    )
    asked_at = models.DateTimeField("gevraagd op", auto_now_add=True)
    answer = models.TextField("antwoord", max_length=2_000, blank=True)
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    closed_at = models.DateTimeField("afgehandeld op", null=True, blank=True)

    objects: ClassVar = FieldCommentQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag bij een veld"
        verbose_name_plural = "vragen bij velden"
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="comment_asks_something",
                condition=~Q(question=""),
                violation_error_message="Schrijf op wat u de inzender vraagt.",
            ),
            models.CheckConstraint(
                name="comment_answered_with_words",
                condition=Q(answered_at__isnull=True) | ~Q(answer=""),
                violation_error_message="Een antwoord bestaat uit woorden.",
            ),
        ]

    def __str__(self) -> str:
        return self.question[:60]


class PublicChange(models.Model):
    """What an editor tells visitors of a change: "gewijzigd op 3 maart: …"."""

    item = models.ForeignKey(
        KnowledgeItem, models.CASCADE, related_name="public_changes", verbose_name="item"
    )
    changed_on = models.DateField("gewijzigd op")
    note = models.CharField("wat er veranderde", max_length=300)

    class Meta:
        verbose_name = "wijziging voor bezoekers"
        verbose_name_plural = "wijzigingen voor bezoekers"
        ordering = ["-changed_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="public_change_says_what",
                condition=~Q(note=""),
                violation_error_message="Schrijf op wat er veranderde.",
            ),
        ]

    def __str__(self) -> str:
        return self.note


class Editing(models.Model):
    """That somebody has an item open in the beheer; forgotten when ``seen_at`` is old."""

    item = models.ForeignKey(
        KnowledgeItem, models.CASCADE, related_name="open_with", verbose_name="item"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="redacteur"
    )
    seen_at = models.DateTimeField("het laatst gezien op")

    class Meta:
        verbose_name = "geopend item"
        verbose_name_plural = "geopende items"
        constraints = [
            models.UniqueConstraint(fields=["item", "user"], name="editing_once_per_user"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.item}"


class ConceptProposal(models.Model):
    """A concept that somebody missed while describing an item; editors decide on it."""

    class Decision(models.TextChoices):
        OPEN = "open", "open"
        ACCEPTED = "accepted", "nieuw begrip"
        MAPPED = "mapped", "bestaat al"
        REJECTED = "rejected", "niet overgenomen"

    name = models.CharField("voorgesteld begrip", max_length=100)
    note = models.CharField("toelichting", max_length=300, blank=True)
    scheme = models.ForeignKey(
        ConceptScheme,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name="begrippenlijst",
    )
    item = models.ForeignKey(
        KnowledgeItem,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="concept_proposals",
        verbose_name="item",
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="voorgesteld door",
    )
    proposed_at = models.DateTimeField("voorgesteld op", auto_now_add=True)
    decision = models.CharField("besluit", max_length=8, choices=Decision, default=Decision.OPEN)
    concept = models.ForeignKey(
        Concept,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name="geworden",
    )
    answer = models.CharField("antwoord", max_length=300, blank=True)
    decided_at = models.DateTimeField("besloten op", null=True, blank=True)

    class Meta:
        verbose_name = "voorgesteld begrip"
        verbose_name_plural = "voorgestelde begrippen"
        ordering = ["proposed_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="proposal_named",
                condition=~Q(name=""),
                violation_error_message="Een voorstel heeft een naam.",
            ),
            models.CheckConstraint(
                name="proposal_decided_when",
                condition=Q(decision="open", decided_at__isnull=True)
                | (~Q(decision="open") & Q(decided_at__isnull=False)),
                violation_error_message="Een besluit heeft een datum.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Task(models.Model):
    """
    What an editor said of a row of the workbench: mine, by then, done.

    ``key`` names the row: the queue, then what it is about ("review:12").
    A row without a task is nobody's yet.
    """

    key = models.CharField("rij", max_length=120, unique=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name="wie doet het",
    )
    due_on = models.DateField("klaar op", null=True, blank=True)
    done_at = models.DateTimeField("gedaan op", null=True, blank=True)

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"

    def __str__(self) -> str:
        return self.key
