"""When to measure again, and how the next round begins."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from tools.conversation.models import Conversation
from tools.conversation.starting import begin
from tools.sessions.joining import open_for_joining
from tools.sessions.models import Seat

Phase = Conversation.Phase
ENDED = (Phase.AGENDA, Phase.CLOSED)
SOONEST, LATEST = 6, 12
_SATURDAY = 5


class TooEarlyError(Exception):
    """This round is not that far yet."""


class AlreadyBegunError(Exception):
    """Somebody began the next round before."""


@dataclass(frozen=True, slots=True)
class Advice:
    """``best`` is a working day, soon after half a year."""

    best: date
    last: date

    @classmethod
    def after(cls, day: date) -> "Advice":
        return cls(_working_day(months_after(day, SOONEST)), months_after(day, LATEST))


def months_after(day: date, months: int) -> date:
    """Return the same day of a later month, or the last day of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _working_day(day: date) -> date:
    late = day.weekday() - _SATURDAY
    return date.fromordinal(day.toordinal() + 2 - late) if late >= 0 else day


def next_of(conversation: Conversation) -> Conversation | None:
    found = Conversation.objects.filter(predecessor=conversation).select_related("session")
    return found.first()


def begin_next(conversation: Conversation, *, key: str, user: Any) -> Seat:
    """
    Begin the round after this one and return the seat of who leads it, which gets ``key``.

    Asked twice with the same key it is the same round. Raise TooEarlyError or
    AlreadyBegunError.
    """
    try:
        return _begun(conversation, key, user)
    except IntegrityError as error:
        # One successor only: another window was first, on a database that lets both look.
        raise AlreadyBegunError from error


@transaction.atomic
def _begun(conversation: Conversation, key: str, user: Any) -> Seat:
    held = Conversation.objects.select_for_update().get(pk=conversation.pk)
    seats = Seat.objects.filter(session__conversation__predecessor=held, is_leader=True)
    if (seat := seats.filter(key=key).select_related("session").first()) is not None:
        return seat
    if next_of(held) is not None:
        raise AlreadyBegunError
    if held.phase not in ENDED:
        raise TooEarlyError
    seat = begin(
        held.title,
        held.municipalities.all(),
        region=held.region,
        is_named=held.is_named,
        user=user,
        key=key,
        after=held,
    )
    Conversation.objects.filter(pk=seat.session_id).update(invited_roles=held.invited_roles)
    open_for_joining(seat.session)
    # It must still be there to compare with.
    conversation.session.touch()
    return seat
