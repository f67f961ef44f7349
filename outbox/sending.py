"""
Sends what was written: one mail at a time, in the hands of one worker at a time.

A worker takes a mail by an update that succeeds for one worker only, and holds
it for LEASE. One that dies gives it back by that time passing. Between sending
a mail and writing that down, no transaction can help: a worker that dies just
then has it sent again, with the same Message-ID.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4

from django.core.mail import mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from outbox.faults import in_words, is_for_good
from outbox.models import OutgoingMail
from outbox.writing import as_message

logger = logging.getLogger(__name__)

# The mailer, in settings, that really sends.
MAILER = "smtp"
# Longer than sending takes, even when every step of it waits for as long as it may.
LEASE = timedelta(minutes=10)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=12)
# The last of these is a bit more than three days after the first.
MOST_ATTEMPTS = 16
LONGEST_ERROR = 500
LOST = "Waarom deze mail niet aankwam, bewaren wij niet."

type Write = Callable[[], int]


def send_next(patiently: Callable[[Write], int] = lambda write: write()) -> bool:
    """
    Send what is due first; return False when nothing is.

    What became of it is written through ``patiently``, which may try more than
    once: a mail of which that is not known is sent again.
    """
    mailer = mailers[MAILER]
    mail = claim(timezone.now())
    if mail is None:
        return False
    fault = deliver(mail, mailer)
    if not patiently(partial(note, mail, fault, timezone.now())):
        logger.warning("mail was intussen van een ander", extra={"mail": mail.pk})
    # After writing it down, as a server may take its time to say goodbye.
    with suppress(OSError):
        mailer.close()
    return True


def deliver(mail: OutgoingMail, mailer: BaseEmailBackend) -> Exception | None:
    """Return why ``mail`` could not be sent, or None when it was."""
    try:
        mailer.open()
        mailer.send_messages([as_message(mail)])
    except Exception as fault:  # noqa: BLE001 -- whatever is wrong with one mail, the next goes on
        return fault
    return None


def claim(now: datetime) -> OutgoingMail | None:
    """Return the mail that is due first, from now on in our hands, or None."""
    key = uuid4()
    due = OutgoingMail.objects.due(now)
    for pk in due.values_list("pk", flat=True)[:20]:
        # Asks again whether it is due: another worker may have seen the same row.
        if (
            due.filter(pk=pk)
            .order_by()
            .update(lease_key=key, leased_until=now + LEASE, attempts=F("attempts") + 1)
        ):
            return OutgoingMail.objects.get(pk=pk)
    return None


def note(mail: OutgoingMail, fault: Exception | None, now: datetime) -> int:
    """Write down what became of ``mail``; return 0 when it is not in our hands any more."""
    if fault is None:
        return _let_go(mail, sent_at=now, last_error="")
    # What the server says may name the address.
    words = LOST if mail.forget else in_words(fault)[:LONGEST_ERROR]
    if is_for_good(fault) or mail.attempts >= MOST_ATTEMPTS:
        logger.error("mail opgegeven: %s", words, extra={"mail": mail.pk})
        return _let_go(mail, gave_up_at=now, last_error=words)
    logger.warning("mail niet verstuurd: %s", words, extra={"mail": mail.pk})
    return _let_go(mail, next_attempt_at=now + wait_after(mail.attempts), last_error=words)


def _let_go(mail: OutgoingMail, **changes: object) -> int:
    ours = OutgoingMail.objects.filter(pk=mail.pk, lease_key=mail.lease_key)
    if mail.forget and changes.keys() & {"sent_at", "gave_up_at"}:
        gone, _by_model = ours.delete()
        return gone
    return ours.update(lease_key=None, leased_until=None, **changes)


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts, from one on: twice as long each time."""
    return min(FIRST_WAIT * (1 << (attempts - 1)), LONGEST_WAIT)
