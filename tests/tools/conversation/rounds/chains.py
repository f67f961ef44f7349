"""Rounds after one another, written in bulk."""

from tests.factories.conversation import led, published
from tools.conversation.models import Action, Conversation
from tools.conversation.rounds.again import begin_next
from tools.sessions.keys import new_key

Phase = Conversation.Phase


def a_chain(*columns, **said):
    """Return who leads each round; ``columns`` are what was published of it, or None."""
    seats = [led(phase=Phase.CLOSED, **said)]
    while len(seats) < len(columns):
        seat = begin_next(seats[-1].session.conversation, key=new_key(), user=None)
        Conversation.objects.filter(pk=seat.session_id).update(phase=Phase.CLOSED)
        seat.session.conversation.refresh_from_db()
        seats.append(seat)
    for seat, said_of_it in zip(seats, columns, strict=True):
        if said_of_it is not None:
            published(seat, said_of_it)
    return seats


def an_action(seat, text="Vast overleg", *, status="done", **fields):
    return Action.objects.create(
        conversation_id=seat.session_id,
        text=text,
        status=status,
        **{"lead": "Noor", "first_step": "Bellen", "review_on": "2027-03-28", **fields},
    )
