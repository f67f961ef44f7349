"""Who somebody at a seat is: from where they look, and whether they are done."""

from datetime import datetime

from django.db import transaction

from tools.conversation.models import Conversation, Participant
from tools.conversation.phases import is_late
from tools.conversation.roles import Role
from tools.conversation.scoring.keeping import CLOSED, ClosedError, held
from tools.sessions.models import Seat

Phase = Conversation.Phase
LOCKED = "Het scoren is gesloten. Uw rol ligt nu vast."
DONE = "U hebt gezegd dat u klaar bent. Uw rol ligt dan vast."


@transaction.atomic
def take_part(seat: Seat, role: Role, *, name: str, now: datetime) -> Participant:
    """
    Let who sits at ``seat`` look from ``role``; of a conversation with names, under ``name``.

    Whoever calls this heard that they agree. Raise ClosedError where another role
    was chosen before, and cannot be changed any more.
    """
    conversation = held(seat)
    # Read again, while nobody else changes it.
    seat.refresh_from_db(fields=["done_at", "withdrawn_at"])
    earlier = Participant.objects.filter(seat=seat).first()
    if earlier is not None and (earlier.agreed_at or not conversation.is_named):
        why = why_locked(conversation, seat)
        if why:
            raise ClosedError(why)
    if conversation.is_named and seat.name != name:
        Seat.objects.filter(pk=seat.pk).update(name=name)
        seat.name = name
    participant, _is_new = Participant.objects.update_or_create(
        seat=seat,
        defaults={"role": role, **({"agreed_at": now} if conversation.is_named else {})},
    )
    seat.session.touch(now)
    return participant


def why_locked(conversation: Conversation, seat: Seat) -> str:
    """Say why who sits at ``seat`` keeps their role; "" while it may be changed."""
    if conversation.phase not in {Phase.PREPARING, Phase.SCORING}:
        return LOCKED
    return DONE if is_done(conversation, seat) else ""


def is_done(conversation: Conversation, seat: Seat) -> bool:
    """Say whether somebody said so, since scoring was opened for the last time."""
    return seat.done_at is not None and not is_late(conversation, seat.done_at)


def is_told_again(conversation: Conversation, seat: Seat) -> bool:
    """Say whether somebody was here before scoring was opened again, and has not said anew."""
    return (
        conversation.phase == Phase.SCORING
        and is_late(conversation, seat.joined_at)
        and not is_done(conversation, seat)
    )


@transaction.atomic
def say_done(seat: Seat, *, is_done: bool, now: datetime) -> None:
    """Keep that somebody is done, or is not after all; raise ClosedError when scoring is over."""
    if held(seat).phase != Phase.SCORING:
        raise ClosedError(CLOSED)
    seat.done_at = now if is_done else None
    Seat.objects.filter(pk=seat.pk).update(done_at=seat.done_at)
