"""The clock of a conversation, and the part of the script that it counts down for."""

from dataclasses import dataclass
from datetime import datetime

from tools.conversation import phases
from tools.conversation.models import Conversation
from tools.conversation.phases import ChangedMeanwhileError
from tools.conversation.script import PARTS
from tools.conversation.talk.notes import OPEN
from tools.sessions import clock
from tools.sessions.clock import MINUTE


@dataclass(frozen=True, slots=True)
class Timed:
    """What a clock counts with."""

    runs_since: datetime | None
    seconds_left: int


def timed(conversation: Conversation) -> Timed:
    """Return how the clock of ``conversation`` stands; before it ever ran, all time is left."""
    is_new = not (conversation.part or conversation.runs_since or conversation.seconds_left)
    left = PARTS[0].minutes * MINUTE if is_new else conversation.seconds_left
    return Timed(conversation.runs_since, left)


def place_of(conversation: Conversation) -> int:
    """Return at which part of the script it is, from 0."""
    return min(conversation.part, len(PARTS) - 1)


def go_to(conversation: Conversation, place: int, *, version: int, now: datetime) -> None:
    """Begin another part, with all its time."""
    if not 0 <= place < len(PARTS):
        raise ChangedMeanwhileError
    times = clock.for_part(PARTS[place].minutes, timed(conversation), now)
    phases.move_on(conversation, version, *OPEN, part=place, **times)


def start(conversation: Conversation, *, version: int, now: datetime) -> None:
    phases.move_on(conversation, version, *OPEN, **clock.started(timed(conversation), now))


def pause(conversation: Conversation, *, version: int, now: datetime) -> None:
    phases.move_on(conversation, version, *OPEN, **clock.paused(timed(conversation), now))


def add_minute(conversation: Conversation, *, version: int, now: datetime) -> None:
    times = clock.with_a_minute_more(timed(conversation), now)
    phases.move_on(conversation, version, *OPEN, **times)
