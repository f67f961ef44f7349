"""Inviting a colleague, being ready, looking together, and taking back what one wrote."""

from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.utils import timezone

from tools.reflection.answers import ClosedError
from tools.reflection.duo.seats import Pair
from tools.reflection.models import Answer, Reflection
from tools.sessions.keys import new_key
from tools.sessions.models import Seat, ToolSession

SALT = "reflection.invitation"


class TakenError(Exception):
    """Somebody else accepted this invitation; there is place for one."""


class OwnInvitationError(Exception):
    """Who invited, opened the invitation with the same account."""


class OutdatedError(Exception):
    """The colleague wrote another conclusion meanwhile; ``kept`` is that one."""

    def __init__(self, kept: str, version: int) -> None:
        super().__init__("De conclusie is intussen veranderd.")
        self.kept = kept
        self.version = version


def invited_or_404(key: str) -> ToolSession:
    sessions = ToolSession.objects.select_related("reflection__version")
    session = sessions.filter(invite_key=key, reflection__form=Reflection.Form.DUO).first()
    if session is None:
        raise Http404
    return session


def place_for(session: ToolSession) -> str:
    """Return a sealed key for the seat: who sends the form twice, gets one seat."""
    return _signer(session).sign(new_key())


@transaction.atomic
def accept(session: ToolSession, place: str, *, user: Any, name: str = "") -> Seat:
    """
    Seat the colleague, at the place that ``place_for`` gave.

    Raise TakenError where somebody else sits there, OwnInvitationError for the
    account that invited.
    """
    _locked(session.pk)
    key = _key_in(session, place)
    seats = list(Seat.objects.filter(session=session))
    if mine := next((seat for seat in seats if seat.key == key), None):
        return mine
    account = user if user.is_authenticated else None
    if account and any(seat.user_id == account.pk for seat in seats):
        raise OwnInvitationError
    if key is None or len(seats) > 1:
        raise TakenError
    session.touch()
    return Seat.objects.create(session=session, key=key, user=account, name=name)


@transaction.atomic
def say_ready(seat: Seat) -> None:
    """Note that this one is ready; once both are, answers stay as they are and both may look."""
    session = _locked(seat.session_id)
    if not session.is_open:
        return
    Seat.objects.filter(pk=seat.pk, done_at=None).update(done_at=timezone.now())
    pair = Pair.of(seat)
    if pair and pair.is_open:
        session.closed_at = timezone.now()
        session.invite_key = None
        session.save(update_fields=["closed_at", "invite_key"])
        Reflection.objects.filter(pk=session.pk).update(finished_at=session.closed_at)


@transaction.atomic
def write_on(seat: Seat) -> None:
    """Take back being ready, as long as the other has not looked; else raise ClosedError."""
    session = _locked(seat.session_id)
    if not session.is_open:
        raise ClosedError
    Seat.objects.filter(pk=seat.pk).update(done_at=None)


@transaction.atomic
def withdraw(seat: Seat) -> None:
    """
    Delete what this one wrote and leave; the other keeps what is theirs.

    Who is the last to leave takes all there is along.
    """
    session = _locked(seat.session_id)
    Answer.objects.filter(seat=seat).delete()
    now = timezone.now()
    Seat.objects.filter(pk=seat.pk).update(withdrawn_at=now, user=None, name="", done_at=None)
    if not Seat.objects.filter(session=session, withdrawn_at=None).exists():
        session.delete()


def conclude(reflection: Reflection, text: str, *, version: int) -> None:
    """Keep the shared conclusion; raise OutdatedError where ``version`` is not the last one."""
    rows = Reflection.objects.filter(pk=reflection.pk, conclusion_version=version)
    if rows.update(conclusion=text, conclusion_version=F("conclusion_version") + 1):
        reflection.session.touch()
        return
    reflection.refresh_from_db(fields=["conclusion", "conclusion_version"])
    if reflection.conclusion != text:  # the answer to this same text may have been lost
        raise OutdatedError(reflection.conclusion, reflection.conclusion_version)


def _locked(pk: int) -> ToolSession:
    """Return the session, with everybody else in it waiting; 404 where it was just deleted."""
    session = ToolSession.objects.select_for_update().filter(pk=pk).first()
    if session is None:
        raise Http404
    return session


def _signer(session: ToolSession) -> Signer:
    return Signer(salt=f"{SALT}.{session.pk}")


def _key_in(session: ToolSession, place: str) -> str | None:
    try:
        return _signer(session).unsign(place)
    except BadSignature:
        return None
