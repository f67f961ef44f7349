import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from practices.models.practice import Practice


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def of(self, author: Any) -> Self:
        """Return what ``author`` wrote; nobody reaches the submission of another."""
        return self.filter(author=author)


class Submission(models.Model):
    """
    A practice as its author writes it, and what became of it.

    ``fields`` has what was typed, by the name of the form field, whether it is
    right or not: nothing typed is ever lost. Once it is sent there is a
    ``practice``, whose status tells how far it is.
    """

    key = models.UUIDField("sleutel", default=uuid.uuid4, unique=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="submissions",
        verbose_name="inzender",
    )
    practice = models.OneToOneField(
        Practice,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="submission",
        verbose_name="praktijkvoorbeeld",
    )
    fields = models.JSONField("wat er getypt is", default=dict, blank=True)
    # Goes up at every save: a second tab that saves an older text is told so.
    version = models.PositiveIntegerField(default=1, editable=False)
    started_at = models.DateTimeField("begonnen op", auto_now_add=True)
    changed_at = models.DateTimeField("gewijzigd op", auto_now=True)
    submitted_at = models.DateTimeField("ingestuurd op", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)
    wants_reminder = models.BooleanField("elk jaar vragen of het nog klopt", default=True)
    reminded_at = models.DateTimeField("het laatst gevraagd op", null=True, blank=True)
    confirmed_at = models.DateTimeField("het laatst bevestigd op", null=True, blank=True)

    objects: ClassVar = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "inzending"
        verbose_name_plural = "inzendingen"
        ordering = ["-changed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="submission_sent_has_moment",
                condition=Q(practice__isnull=True) | Q(submitted_at__isnull=False),
                violation_error_message="Wat ingestuurd is, heeft een datum.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("practices:submission", args=[self.key])

    @property
    def title(self) -> str:
        return self.fields.get("title", "").strip() or "Zonder titel"

    @property
    def is_draft(self) -> bool:
        """Say whether it is still being written; who leaves sends nothing."""
        return self.submitted_at is None and self.withdrawn_at is None

    @property
    def is_returned(self) -> bool:
        return self._is(Practice.Status.RETURNED)

    @property
    def is_published(self) -> bool:
        return self._is(Practice.Status.PUBLISHED)

    @property
    def is_planned(self) -> bool:
        """Say whether it is published, but not for visitors yet."""
        at = self.practice.published_at if self.practice else None
        return self.is_published and at is not None and at > timezone.now()

    def _is(self, status: Practice.Status) -> bool:
        return self.practice is not None and self.practice.status == status
