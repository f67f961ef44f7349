"""Letting others in: opening a session, sitting down in it, closing it."""

from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from tools.sessions.keys import new_code, new_key
from tools.sessions.models import Seat, ToolSession

MOST_SEATS = 60
# With ten thousand sessions open, one new code in fifteen thousand is taken already.
MOST_TRIES = 5


class ClosedSessionError(Exception):
    """Nobody joins a session that was closed."""


class UnknownCodeError(Exception):
    """No open session has this code: it never had, or does not have it any more."""


class FullSessionError(Exception):
    """As many people joined as may."""


@transaction.atomic
def open_for_joining(session: ToolSession, *, code: Callable[[], str] = new_code) -> None:
    """
    Give ``session`` a code to join by and a key for the screen that all look at.

    What is open already stays as it is. Raise ClosedSessionError after the end.
    """
    for tries_left in reversed(range(MOST_TRIES)):
        try:
            with transaction.atomic():
                _open(session, code())
            break
        except IntegrityError:
            if not tries_left:
                raise
    session.refresh_from_db(fields=["code", "screen_key", "closed_at"])
    if not session.is_open:
        raise ClosedSessionError


def _open(session: ToolSession, code: str) -> None:
    waiting = ToolSession.objects.open().filter(pk=session.pk, code__isnull=True)
    # The screen stays where it is when a session gets another code.
    waiting.update(code=code, screen_key=Coalesce("screen_key", Value(new_key())))


@transaction.atomic
def join(code: str, *, name: str = "", device: str = "", most: int = MOST_SEATS) -> Seat:
    """
    Return a seat in the session that has ``code``; nobody's account is tied to it.

    ``device`` is the key that a seat on this device will have: whoever sends the
    form twice, sits down once. Raise UnknownCodeError, or FullSessionError where
    ``most`` people joined; whoever leads is not counted.
    """
    # Locked: those who come at once are counted one by one, and nobody comes while it closes.
    session = ToolSession.objects.select_for_update().open().filter(code=code).first()
    if session is None:
        raise UnknownCodeError
    taken = Seat.objects.filter(key=device).first() if device else None
    if taken and taken.session_id == session.pk:
        return taken
    if session.seats.filter(is_leader=False, withdrawn_at__isnull=True).count() >= most:
        raise FullSessionError
    session.touch()
    key = new_key() if taken or not device else device
    return Seat.objects.create(session=session, key=key, name=name)


@transaction.atomic
def replace_code(session: ToolSession) -> None:
    """Make another code: with the old one nobody joins any more. The screen stays where it is."""
    ToolSession.objects.filter(pk=session.pk).update(code=None)
    open_for_joining(session)


def close(session: ToolSession) -> bool:
    """End ``session`` for everybody; True for the one who did, of all who try."""
    now = timezone.now()
    opened = ToolSession.objects.open().filter(pk=session.pk)
    is_closed_here = bool(opened.update(closed_at=now, code=None, invite_key=None))
    session.refresh_from_db(fields=["closed_at", "code", "invite_key"])
    return is_closed_here
