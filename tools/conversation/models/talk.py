import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from tools.conversation.models.conversation import Conversation
from tools.sessions.models import Seat

MOST_NOTE = 1_000


class Note(models.Model):
    """
    Something said and written down; a row of its own, so that two who type lose nothing.

    ``question`` is the key of a conversation question, or "" for what is about the
    theme as a whole.
    """

    class Kind(models.TextChoices):
        NOTE = "note", "aantekening"
        FUTURE = "future", "toekomstbeeld"

    conversation = models.ForeignKey(
        Conversation, models.CASCADE, related_name="notes", verbose_name="gesprek"
    )
    # Goes with whoever wrote it.
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="notes", verbose_name="plaats")
    kind = models.CharField("soort", max_length=6, choices=Kind, default=Kind.NOTE)
    theme = models.CharField("thema", max_length=1)
    question = models.CharField("vraag", max_length=40, blank=True)
    # Made by who sends it: what is sent twice, is there once.
    key = models.UUIDField("sleutel", default=uuid.uuid4)
    text = models.TextField("tekst", max_length=MOST_NOTE)
    # Goes up at every change: who changes an older text than there is, is told.
    edit_version = models.PositiveIntegerField(default=1, editable=False)
    made_at = models.DateTimeField("gemaakt op", default=timezone.now)
    changed_at = models.DateTimeField("gewijzigd op", default=timezone.now)

    class Meta:
        verbose_name = "aantekening"
        verbose_name_plural = "aantekeningen"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "key"],
                name="note_once",
                violation_error_message="Deze aantekening is er al.",
            ),
            models.CheckConstraint(
                name="note_says",
                condition=~Q(text=""),
                violation_error_message="Schrijf iets op.",
            ),
        ]

    def __str__(self) -> str:
        return f"aantekening {self.pk}"
