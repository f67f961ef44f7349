from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

LONGEST_SUBJECT = 200

# Bodies may hold a link that opens an account: they stay no longer than somebody may need them.
SENT_BODY_DAYS = 7
# Longer, so that an administrator back from leave can still have it sent.
STUCK_BODY_DAYS = 30
ROW_DAYS = 90


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def waiting(self) -> Self:
        return self.filter(sent_at__isnull=True, gave_up_at__isnull=True)

    def due(self, now: datetime) -> Self:
        """Return what is to be sent at ``now`` and is in nobody's hands, first come first."""
        waiting = self.waiting().free(now).filter(next_attempt_at__lte=now)
        return waiting.order_by("next_attempt_at", "pk")

    def free(self, now: datetime) -> Self:
        """Return what no worker has at hand."""
        return self.filter(Q(leased_until__isnull=True) | Q(leased_until__lte=now))

    def stuck(self) -> Self:
        """Return what will not be tried again unless somebody asks for it."""
        return self.filter(gave_up_at__isnull=False)

    def sent(self) -> Self:
        return self.filter(sent_at__isnull=False)

    def with_body(self) -> Self:
        return self.exclude(text="", html="")

    def addressed_to(self, address: str) -> Self:
        return self.filter(recipient__iexact=address)

    def retry(self, now: datetime) -> int:
        """
        Have what is not sent tried again from ``now`` on, as often as at first.

        Return how many mails that are: not those that a worker has at hand, or
        of which the text is gone.
        """
        unsent = self.with_body().free(now).filter(sent_at__isnull=True)
        return unsent.update(gave_up_at=None, attempts=0, next_attempt_at=now, last_error="")

    def with_outlived_body(self, now: datetime) -> Self:
        sent = Q(sent_at__lt=now - timedelta(days=SENT_BODY_DAYS))
        stuck = Q(gave_up_at__lt=now - timedelta(days=STUCK_BODY_DAYS))
        return self.with_body().filter(sent | stuck)

    def outlived(self, now: datetime) -> Self:
        before = now - timedelta(days=ROW_DAYS)
        return self.filter(Q(sent_at__lt=before) | Q(gave_up_at__lt=before))


class OutgoingMail(models.Model):
    """
    A mail to one person, written with the change that it tells of and sent afterwards.

    A mail to several people is as many rows, with the same Message-ID: one of
    them may be refused while the others get it. ``headers`` are by name, To
    and Cc among them.
    """

    message_id = models.CharField("Message-ID", max_length=250, editable=False)
    sender = models.CharField("afzender", max_length=320)
    recipient = models.CharField("ontvanger", max_length=320)
    subject = models.CharField("onderwerp", max_length=LONGEST_SUBJECT)
    text = models.TextField("tekst", blank=True)
    html = models.TextField("opgemaakte tekst", blank=True)
    headers = models.JSONField("koppen", default=dict, blank=True)
    created_at = models.DateTimeField("geschreven op", default=timezone.now, editable=False)

    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    next_attempt_at = models.DateTimeField("volgende poging", default=timezone.now)
    leased_until = models.DateTimeField("in behandeling tot", null=True, blank=True)
    # Which worker has it: another may take it over once ``leased_until`` has passed.
    lease_key = models.UUIDField("sleutel", null=True, blank=True, editable=False)
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True)
    gave_up_at = models.DateTimeField("opgegeven op", null=True, blank=True)
    last_error = models.CharField("laatste fout", max_length=500, blank=True)
    # Gone once it is sent or given up: who asks for one mail, does not leave an address here.
    forget = models.BooleanField("daarna wissen", default=False, editable=False)

    objects: ClassVar = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = "uitgaande mail"
        verbose_name_plural = "uitgaande mails"
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                name="mail_waiting",
                fields=["next_attempt_at"],
                condition=Q(sent_at__isnull=True, gave_up_at__isnull=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="mail_once_to_each",
                fields=["message_id", "recipient"],
                violation_error_message="Deze mail aan deze ontvanger staat er al.",
            ),
            models.CheckConstraint(
                name="mail_has_recipient",
                condition=~Q(recipient=""),
                violation_error_message="Een mail heeft een ontvanger.",
            ),
            models.CheckConstraint(
                name="mail_subject_is_one_line",
                condition=~Q(subject__contains="\n") & ~Q(subject__contains="\r"),
                violation_error_message="Een onderwerp is één regel.",
            ),
            models.CheckConstraint(
                name="mail_lease_has_key_and_end",
                condition=Q(leased_until__isnull=True, lease_key__isnull=True)
                | Q(leased_until__isnull=False, lease_key__isnull=False),
                violation_error_message="Een mail in behandeling heeft sleutel en eindtijd.",
            ),
            models.CheckConstraint(
                name="mail_has_one_end",
                condition=Q(sent_at__isnull=True) | Q(gave_up_at__isnull=True),
                violation_error_message="Een mail is verstuurd of opgegeven, niet allebei.",
            ),
            models.CheckConstraint(
                name="mail_given_up_says_why",
                condition=Q(gave_up_at__isnull=True) | ~Q(last_error=""),
                violation_error_message="Bij een opgegeven mail staat waarom.",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def state(self) -> str:
        """Return in Dutch how far it is."""
        if self.sent_at:
            return "verstuurd"
        if self.gave_up_at:
            return "vastgelopen"
        return "wacht op een nieuwe poging" if self.last_error else "wacht"
