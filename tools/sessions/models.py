from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from tools.sessions.keys import CODE_LENGTH, KEY_LENGTH, new_key

# A session that is worked in moves its end this often at most: thirty people save at once.
TOUCHED_AGAIN_AFTER = timedelta(hours=1)


class ToolSessionQuerySet(models.QuerySet["ToolSession"]):
    def expired(self, now: datetime) -> Self:
        """Return what nobody worked in for too long, and no account keeps."""
        seats = Seat.objects.filter(session=OuterRef("pk"), user__isnull=False)
        kept = Q(expires_anyway=False) & (Q(owner__isnull=False) | Exists(seats))
        return self.filter(~kept, expires_at__lte=now)

    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)


class ToolSession(models.Model):
    """
    Somebody, or a group, at work with a tool; which tool gives it meaning.

    Nobody is known here by name or address but through the keys: of each seat,
    of an invitation, of the screen that all look at.
    """

    tool = models.CharField("hulpmiddel", max_length=20)
    # Whoever began it while logged in: goes with the account.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="tool_sessions",
        verbose_name="begonnen door",
    )
    # Only while people may join.
    code = models.CharField("code", max_length=CODE_LENGTH, null=True, blank=True, unique=True)
    invite_key = models.CharField(
        "sleutel om uit te nodigen", max_length=KEY_LENGTH, null=True, blank=True, unique=True
    )
    screen_key = models.CharField(
        "sleutel van het scherm", max_length=KEY_LENGTH, null=True, blank=True, unique=True
    )
    keep_days = models.PositiveSmallIntegerField("dagen bewaren", default=90)
    # What many wrote together is not kept because one of them has an account.
    expires_anyway = models.BooleanField("verloopt ook met een account", default=False)
    started_at = models.DateTimeField("begonnen op", default=timezone.now)
    changed_at = models.DateTimeField("gewijzigd op", default=timezone.now)
    expires_at = models.DateTimeField("verloopt op", db_index=True)
    closed_at = models.DateTimeField("afgesloten op", null=True, blank=True)

    objects: ClassVar = ToolSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "sessie"
        verbose_name_plural = "sessies"
        constraints = [
            models.CheckConstraint(
                name="session_closed_has_no_code",
                condition=Q(closed_at__isnull=True) | Q(code__isnull=True, invite_key__isnull=True),
                violation_error_message="Aan een afgesloten sessie doet niemand meer mee.",
            ),
            models.CheckConstraint(
                name="session_code_not_empty",
                condition=Q(code__isnull=True) | ~Q(code=""),
                violation_error_message="Een code heeft zes tekens.",
            ),
            models.CheckConstraint(
                name="session_kept_for_a_while",
                condition=Q(keep_days__gte=1),
                violation_error_message="Een sessie blijft minstens een dag.",
            ),
        ]

    def __str__(self) -> str:
        return f"sessie {self.pk}"

    def save(self, *args: object, **kwargs: object) -> None:
        if self.expires_at is None:
            self.expires_at = self.changed_at + timedelta(days=self.keep_days)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def touch(self, now: datetime | None = None) -> None:
        """Move the end, because something changed; at most one write an hour."""
        now = now or timezone.now()
        expires_at = now + timedelta(days=self.keep_days)
        stale = type(self).objects.filter(pk=self.pk, changed_at__lt=now - TOUCHED_AGAIN_AFTER)
        if stale.update(changed_at=now, expires_at=expires_at):
            self.changed_at, self.expires_at = now, expires_at


class Seat(models.Model):
    """A place in a session; whoever has its key, sits there."""

    session = models.ForeignKey(
        ToolSession, models.CASCADE, related_name="seats", verbose_name="sessie"
    )
    key = models.CharField("sleutel", max_length=KEY_LENGTH, unique=True, default=new_key)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="tool_seats",
        verbose_name="account",
    )
    is_leader = models.BooleanField("leidt de sessie", default=False)
    name = models.CharField("naam", max_length=60, blank=True)
    joined_at = models.DateTimeField("erbij sinds", default=timezone.now)
    done_at = models.DateTimeField("klaar op", null=True, blank=True)
    withdrawn_at = models.DateTimeField("teruggetrokken op", null=True, blank=True)

    class Meta:
        verbose_name = "plaats in een sessie"
        verbose_name_plural = "plaatsen in een sessie"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(is_leader=True),
                name="session_has_one_leader",
                violation_error_message="Een sessie heeft één gespreksleider.",
            ),
            models.UniqueConstraint(
                fields=["session", "user"],
                condition=Q(user__isnull=False),
                name="session_has_account_once",
                violation_error_message="Met dit account doe je al mee.",
            ),
        ]

    def __str__(self) -> str:
        return f"plaats {self.pk} in sessie {self.session_id}"
