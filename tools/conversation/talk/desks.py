"""Where is written at the page of a theme: at each question, and at the *toekomstbeeld*."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from tools.conversation.questionnaire import Theme
from tools.conversation.talk.notes import FUTURE, place_in
from tools.conversation.talk.table import Entry, Table
from tools.sessions.models import Seat

FUTURE_QUESTION = "Wat merkt een inwoner hiervan over drie jaar?"
TOO_LATE = "Het gesprek is intussen verder. U kunt nu niets meer opschrijven."


@dataclass(frozen=True, slots=True)
class Typed:
    """What could not be kept at the desk ``desk``, and why."""

    desk: str
    text: str
    problem: str


@dataclass(frozen=True, slots=True)
class Desk:
    """``key`` is of the question; ``text`` and ``problem`` are what could not be kept."""

    key: str
    question: str
    entries: Sequence[Entry]
    text: str = ""
    problem: str = ""

    @property
    def new_key(self) -> uuid.UUID:
        """Return a key for the note that is written now."""
        return uuid.uuid4()

    @property
    def is_future(self) -> bool:
        return self.key == FUTURE


def desks(
    table: Table, theme: Theme, seat: Seat | None = None, typed: Typed | None = None
) -> Sequence[Desk]:
    """Return the desks of ``theme``, the last one for the *toekomstbeeld*."""
    asked = [*((one.key, one.text) for one in theme.questions), (FUTURE, FUTURE_QUESTION)]
    return [
        Desk(
            key,
            question,
            table.entries(place_in(theme, key), seat),
            typed.text if typed and typed.desk == key else "",
            typed.problem if typed and typed.desk == key else "",
        )
        for key, question in asked
    ]
