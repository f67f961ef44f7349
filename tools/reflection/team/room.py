"""A meeting as it is at this moment, read in a constant number of queries."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, Max, OuterRef, QuerySet

from tools.reflection.models import Agreement, Answer, Card, CardGroup, TeamMeeting
from tools.reflection.script import Prompt, Script
from tools.reflection.team.agenda import CLOSING, OPENING, Agenda, Part
from tools.reflection.team.tallies import FEWEST_PEOPLE, TOO_FEW, Tally, tally
from tools.sessions.clock import Clock
from tools.sessions.live import etag_of
from tools.sessions.models import Seat, ToolSession
from tools.sessions.stamps import stamp

# What no stamp tells of (a name, two changes in the same instant) is seen after so many seconds.
SEEN_AFTER = 30
_STAMPS = ("joined", "answer_count", "answered_at", "card_count", "last_card")


def meetings() -> QuerySet[TeamMeeting]:
    """Return meetings with what a visitor to their pages needs, and stamps of what changes."""
    session = OuterRef("pk")
    seats = Seat.objects.filter(session=session, withdrawn_at__isnull=True, is_leader=False)
    answers = Answer.objects.filter(seat__session=session, seat__withdrawn_at__isnull=True)
    cards = Card.objects.filter(seat__session=session, seat__withdrawn_at__isnull=True)
    found = TeamMeeting.objects.select_related("reflection__version", "reflection__session")
    stamped: QuerySet[TeamMeeting] = found.annotate(
        joined=stamp(seats, "session", Count("pk")),
        answer_count=stamp(answers, "seat__session", Count("pk")),
        answered_at=stamp(answers, "seat__session", Max("changed_at")),
        card_count=stamp(cards, "seat__session", Count("pk")),
        last_card=stamp(cards, "seat__session", Max("pk")),
    )
    return stamped


@dataclass(frozen=True, slots=True)
class Group:
    """Cards that belong together; without ``pk`` those in no group."""

    pk: int | None
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what the group may see of its answers."""

    prompt: Prompt
    answered: int
    is_opened: bool
    tally: Tally | None
    groups: tuple[Group, ...]

    @property
    def is_shown(self) -> bool:
        return self.is_opened and self.answered >= FEWEST_PEOPLE

    @property
    def has_cards(self) -> bool:
        return self.prompt.is_text

    @property
    def has_groups(self) -> bool:
        return any(group.pk for group in self.groups)

    @property
    def too_few(self) -> str:
        return TOO_FEW


@dataclass(frozen=True)
class Phase:
    """A part of the agenda with its questions; ``place`` counts from 0."""

    place: int
    part: Part
    questions: tuple[Question, ...]

    @property
    def number(self) -> int:
        return self.place + 1

    @property
    def is_opening(self) -> bool:
        return self.part.kind == OPENING

    @property
    def is_closing(self) -> bool:
        return self.part.kind == CLOSING


class Room:
    """
    ``meeting`` comes from ``meetings()``; what is read besides, is read when asked for.

    Who groups the cards also sees the groups in which there are none.
    """

    def __init__(self, meeting: TeamMeeting, now: datetime, *, has_empty: bool = False) -> None:
        self.meeting: Any = meeting
        self.now = now
        self.has_empty = has_empty

    @property
    def session(self) -> ToolSession:
        session: ToolSession = self.meeting.reflection.session
        return session

    @property
    def joined(self) -> int:
        """Count who take part, without the facilitator."""
        return self.meeting.joined or 0

    def etag(self) -> str:
        """Return another one when there may be something else to see."""
        told = [getattr(self.meeting, stamp) for stamp in _STAMPS]
        told += [self.meeting.version, self.session.closed_at, self.session.code]
        told.append(int(self.now.timestamp()) // SEEN_AFTER)
        return etag_of(*told)

    @cached_property
    def script(self) -> Script:
        script: Script = self.meeting.reflection.script
        return script

    @cached_property
    def agenda(self) -> Agenda:
        return Agenda.read(self.meeting.agenda)

    @property
    def is_closed(self) -> bool:
        return not self.session.is_open

    @property
    def clock(self) -> Clock:
        return Clock(self.meeting, self.now)

    @property
    def version(self) -> int:
        return int(self.meeting.version)

    @cached_property
    def phases(self) -> tuple[Phase, ...]:
        return tuple(
            Phase(place, part, tuple(self.question(key) for key in part.prompts))
            for place, part in enumerate(self.agenda.parts)
        )

    @property
    def phase(self) -> Phase:
        return self.phases[int(self.meeting.position)]

    @property
    def is_first(self) -> bool:
        return bool(self.meeting.position == 0)

    @property
    def is_last(self) -> bool:
        return bool(self.meeting.position == len(self.agenda.parts) - 1)

    @property
    def questions(self) -> Sequence[Question]:
        return [question for phase in self.phases for question in phase.questions]

    @property
    def opened(self) -> Sequence[Question]:
        return [question for question in self.questions if question.is_opened]

    @property
    def featured(self) -> Question | None:
        """Return the question of now whose answers were opened last: it has the screen."""
        shown = {one.prompt.key: one for one in self.phase.questions if one.is_opened}
        keys = [key for key in self.meeting.opened if key in shown]
        return shown[keys[-1]] if keys else None

    @property
    def beside(self) -> Sequence[Question]:
        """Return the other questions of now."""
        featured = self.featured
        return [question for question in self.phase.questions if question is not featured]

    @property
    def news(self) -> str:
        """Say what is new, for who does not see it; the same text is no news."""
        if self.is_closed:
            return "Het overleg is afgesloten."
        shown = any(question.is_opened for question in self.phase.questions)
        seen = " De antwoorden zijn te zien." if shown else ""
        return f"Nu: {self.phase.part.title}.{seen}"

    def question(self, key: str) -> Question:
        prompt = self.script.prompt(key)
        is_opened = key in self.meeting.opened
        answered = self._answered(prompt)
        shows = is_opened and answered >= FEWEST_PEOPLE
        return Question(
            prompt=prompt,
            answered=answered,
            is_opened=is_opened,
            tally=self._tally(prompt) if shows and not prompt.is_text else None,
            groups=tuple(self._grouped(key)) if shows and prompt.is_text else (),
        )

    def _tally(self, prompt: Prompt) -> Tally | None:
        return tally(prompt, list(self._values[prompt.key].values()))

    def _answered(self, prompt: Prompt) -> int:
        if prompt.is_text:
            return len({card.seat_id for card in self._cards[prompt.key]})
        return len(self._values[prompt.key])

    def value_of(self, seat: Seat, key: str) -> Any:
        """Return what was answered at ``seat``, None where nothing was."""
        return self._values[key].get(seat.pk)

    def cards_of(self, seat: Seat, key: str) -> Sequence[Card]:
        own = [card for card in self._cards[key] if card.seat_id == seat.pk]
        return sorted(own, key=lambda card: card.pk)

    @cached_property
    def _values(self) -> dict[str, dict[int, Any]]:
        answers = Answer.objects.filter(seat__session=self.session, seat__withdrawn_at__isnull=True)
        found: dict[str, dict[int, Any]] = defaultdict(dict)
        for prompt, seat, value in answers.values_list("prompt", "seat", "value"):
            found[prompt][seat] = value
        return found

    @cached_property
    def _cards(self) -> dict[str, list[Card]]:
        cards = Card.objects.filter(
            seat__session=self.session, seat__withdrawn_at__isnull=True
        ).select_related("group")
        found: dict[str, list[Card]] = defaultdict(list)
        for card in sorted(cards, key=shuffled):
            found[card.prompt].append(card)
        return found

    def _grouped(self, key: str) -> Iterable[Group]:
        """Return the groups of a question, and in the end the cards in none of them."""
        cards = self._cards[key]
        groups = self._groups_with(cards)
        if self.has_empty:
            groups = [group for group in self._every_group if group.prompt == key]
        for group in groups:
            inside = tuple(card for card in cards if card.group_id == group.pk)
            yield Group(group.pk, group.title, inside)
        loose = tuple(card for card in cards if card.group_id is None)
        if loose:
            yield Group(None, "Losse kaartjes" if groups else "", loose)

    def _groups_with(self, cards: Iterable[Card]) -> list[CardGroup]:
        groups = {card.group_id: card.group for card in cards if card.group is not None}
        return sorted(groups.values(), key=lambda group: (group.position, group.pk))

    @cached_property
    def _every_group(self) -> list[CardGroup]:
        return list(CardGroup.objects.filter(reflection_id=self.meeting.pk))

    @cached_property
    def agreements(self) -> Sequence[Agreement]:
        return list(Agreement.objects.filter(reflection_id=self.meeting.pk))

    @cached_property
    def names(self) -> Sequence[str]:
        """Return who joined, by the name that they gave; for the facilitator's eyes only."""
        seats = Seat.objects.filter(
            session=self.session, withdrawn_at__isnull=True, is_leader=False
        )
        return sorted(seats.exclude(name="").values_list("name", flat=True), key=str.casefold)


def shuffled(card: Card) -> bytes:
    """Return a key to sort by that tells nothing of when, and by whom."""
    return hashlib.sha256(card.key.bytes).digest()
