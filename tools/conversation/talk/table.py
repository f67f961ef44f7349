"""A conversation as those at the table have it before them; a constant number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, Max, OuterRef, Sum

from tools.conversation.models import Action, Conversation, Note, Score
from tools.conversation.outcome import published
from tools.conversation.outcome.reading import Reading, ThemeReading
from tools.conversation.phases import Phase
from tools.conversation.questionnaire import Theme
from tools.conversation.script import PARTS, Part
from tools.conversation.talk import timing
from tools.conversation.talk.notes import OPEN, Place
from tools.sessions.clock import Clock
from tools.sessions.live import etag_of
from tools.sessions.models import Seat, ToolSession
from tools.sessions.stamps import stamp

# What the screen is for in each part of the script.
SHOWS = ("welcome", "outcome", "themes", "questions", "future", "agenda", "end")


@dataclass(frozen=True, slots=True)
class Entry:
    """A note as somebody sees it; ``author`` only where all agreed to names."""

    note: Note
    author: str
    is_own: bool


class Table:
    """
    What is read of ``conversation``, is read when asked for.

    ``letter`` is of the theme whose deepening scores are followed, by who leads: to
    others their number tells nothing.
    """

    def __init__(self, conversation: Conversation, now: datetime, *, letter: str = "") -> None:
        self.conversation = conversation
        self.now = now
        self.letter = letter

    @property
    def session(self) -> ToolSession:
        session: ToolSession = self.conversation.session
        return session

    def etag(self) -> str:
        """Return another one when there may be something else to see."""
        conversation = self.conversation
        scored = self.scored if self.letter else 0
        return etag_of(
            conversation.edit_version, conversation.phase, self.session.code, scored, *self._stamps
        )

    @cached_property
    def _stamps(self) -> tuple[Any, ...]:
        session = OuterRef("pk")
        people = Seat.objects.filter(
            session=session, withdrawn_at__isnull=True, participant__isnull=False
        )
        notes = Note.objects.filter(conversation=session, seat__withdrawn_at__isnull=True)
        actions = Action.objects.filter(conversation=session)
        row: tuple[Any, ...] = Conversation.objects.values_list(
            stamp(people, "session", Count("pk")),
            stamp(notes, "conversation", Count("pk")),
            stamp(notes, "conversation", Max("pk")),
            stamp(notes, "conversation", Sum("edit_version")),
            stamp(actions, "conversation", Count("pk")),
            stamp(actions, "conversation", Max("changed_at")),
            stamp(actions, "conversation", Sum("edit_version")),
        ).get(pk=self.conversation.pk)
        return row

    @property
    def people(self) -> int:
        """Count who take part and said from where they look."""
        return self._stamps[0] or 0

    @cached_property
    def scored(self) -> int:
        """Count who scored something of the deepening of the theme ``letter``."""
        theme = self.conversation.questionnaire.theme(self.letter)
        scores = Score.objects.filter(
            seat__session=self.session,
            seat__withdrawn_at__isnull=True,
            statement__in=[one.key for one in theme.deepening],
            value__isnull=False,
        )
        return scores.values("seat").distinct().count()

    @property
    def version(self) -> int:
        return int(self.conversation.edit_version)

    @property
    def is_early(self) -> bool:
        """Say whether there is nothing to talk about yet, or not any more: scoring was reopened."""
        return self.conversation.phase in {Phase.PREPARING, Phase.SCORING}

    @property
    def is_open(self) -> bool:
        return self.conversation.phase in OPEN

    @property
    def is_closed(self) -> bool:
        return bool(self.conversation.phase == Phase.CLOSED)

    @property
    def can_deepen(self) -> bool:
        """Say whether deepening statements may be scored."""
        return bool(self.conversation.phase == Phase.TALKING)

    @cached_property
    def clock(self) -> Clock:
        return Clock(timing.timed(self.conversation), self.now)

    @property
    def part(self) -> Part:
        return PARTS[timing.place_of(self.conversation)]

    @property
    def parts(self) -> Sequence[Part]:
        return PARTS

    @property
    def number(self) -> int:
        return timing.place_of(self.conversation) + 1

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def is_last(self) -> bool:
        return self.number == len(PARTS)

    @property
    def shows(self) -> str:
        """Return what the screen is for in this part."""
        return SHOWS[self.number - 1]

    @cached_property
    def chosen(self) -> Sequence[Theme]:
        """Return the themes that are talked about, in order."""
        themes = {theme.letter: theme for theme in self.conversation.questionnaire.themes}
        letters = self.conversation.chosen_themes
        return [themes[letter] for letter in letters if letter in themes]

    @cached_property
    def reading(self) -> Reading | None:
        return published.reading_of(self.conversation)

    def theme_reading(self, theme: Theme) -> ThemeReading | None:
        return self.reading.theme(theme.letter) if self.reading else None

    @property
    def overview(self) -> Sequence[tuple[Theme, ThemeReading | None, bool, bool]]:
        """Return all themes, each with what was said, and whether it is advised and chosen."""
        advised = [one.theme for one in self.reading.advised] if self.reading else []
        return [
            (theme, self.theme_reading(theme), theme in advised, theme in self.chosen)
            for theme in self.conversation.questionnaire.themes
        ]

    @cached_property
    def actions(self) -> Sequence[Action]:
        """Return what is going to be done."""
        return list(Action.objects.filter(conversation=self.conversation).open())

    @cached_property
    def _notes(self) -> dict[Place, list[Note]]:
        notes = self.conversation.notes.filter(seat__withdrawn_at__isnull=True)
        found: dict[Place, list[Note]] = defaultdict(list)
        for note in notes.select_related("seat"):
            found[Place.of(note)].append(note)
        return found

    def notes_of(self, theme: Theme) -> int:
        here = [notes for place, notes in self._notes.items() if place.theme == theme.letter]
        return sum(len(notes) for notes in here)

    def entries(self, place: Place, seat: Seat | None = None) -> Sequence[Entry]:
        """Return what was written there, as who sits at ``seat`` sees it."""
        return [
            Entry(note, self._author(note), is_own=seat is not None and note.seat_id == seat.pk)
            for note in self._notes.get(place, ())
        ]

    def _author(self, note: Note) -> str:
        if not self.conversation.is_named:
            return ""
        return note.seat.name or ("gespreksleider" if note.seat.is_leader else "")
