"""All that a report is made of: what the pages show, read once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from django.utils import timezone

from tools.conversation.agenda.board import Board, board_of
from tools.conversation.fitting import EXAMPLES, EXERCISES, Fitting, fitting
from tools.conversation.models import Conversation, Note
from tools.conversation.outcome import published
from tools.conversation.outcome.published import Remark
from tools.conversation.outcome.reading import Reading, ThemeReading, read_statements
from tools.conversation.outcome.showing import Shown, ShownStatement, shown_of
from tools.conversation.questionnaire import Question, Theme
from tools.conversation.rounds import showing as rounds_showing
from tools.conversation.rounds.chain import Round, rounds_of


@dataclass(frozen=True, slots=True)
class Talked:
    """
    A theme that was talked about.

    ``statements`` is empty while its deepening was not shown; ``notes`` by question,
    those of no question under None.
    """

    theme: Theme
    statements: Sequence[ShownStatement]
    notes: Mapping[Question | None, Sequence[str]]
    futures: Sequence[str]
    fitting: Sequence[Fitting]


@dataclass(frozen=True, slots=True)
class Material:
    """``rounds`` is None where there is no earlier round to compare with."""

    conversation: Conversation
    measured_on: date
    shown: Shown
    talked: Sequence[Talked]
    board: Board
    rounds: rounds_showing.Shown | None

    @classmethod
    def of(cls, conversation: Conversation, today: date) -> Self | None:
        """Return None while there is no outcome to see."""
        outcome = published.latest_outcome(conversation)
        if outcome is None:
            return None
        shown = shown_of(conversation, outcome)
        rounds = rounds_of(conversation)
        return cls(
            conversation=conversation,
            measured_on=_measured_on(rounds[-1], today),
            shown=replace(shown, remarks=_nameless(shown.remarks)),
            talked=_talked(conversation, shown.reading),
            board=board_of(conversation, today),
            rounds=_until_now(rounds),
        )

    @property
    def reading(self) -> Reading:
        return self.shown.reading


def _measured_on(last: Round, today: date) -> date:
    met = last.conversation.meets_at
    return timezone.localdate(met) if met else last.measured_on or today


def _until_now(rounds: Sequence[Round]) -> rounds_showing.Shown | None:
    return rounds_showing.Shown.of(rounds) if rounds[-1].reading else None


def _nameless(remarks: Mapping[str, Sequence[Remark]]) -> Mapping[str, Sequence[Remark]]:
    """Return them without names, also where there are: a report goes further than the table."""
    return {key: [Remark(one.text) for one in said] for key, said in remarks.items()}


def _talked(conversation: Conversation, reading: Reading) -> Sequence[Talked]:
    notes = conversation.notes.filter(seat__withdrawn_at__isnull=True)
    by_theme: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        by_theme[note.theme].append(note)
    letters = dict.fromkeys(
        [*conversation.chosen_themes, *conversation.opened_themes, *sorted(by_theme)]
    )
    themes = {theme.letter: theme for theme in conversation.questionnaire.themes}
    return [
        _of_theme(conversation, reading, themes[letter], by_theme[letter])
        for letter in letters
        if letter in themes
    ]


def _of_theme(
    conversation: Conversation, reading: Reading, theme: Theme, notes: Sequence[Note]
) -> Talked:
    deepening = _deepening(conversation, reading.theme(theme.letter))
    asked = [
        *reading.theme(theme.letter).statements,
        *(one.reading for one in deepening),
    ]
    questions = {one.key: one for one in theme.questions}
    by_question: dict[Question | None, list[str]] = defaultdict(list)
    for note in notes:
        if note.kind == Note.Kind.NOTE:
            by_question[questions.get(note.question)].append(note.text)
    return Talked(
        theme=theme,
        statements=deepening,
        notes=by_question,
        futures=[note.text for note in notes if note.kind == Note.Kind.FUTURE],
        fitting=[
            *fitting(conversation, asked, kinds=EXAMPLES),
            *fitting(conversation, asked, kinds=EXERCISES, most=2),
        ],
    )


def _deepening(conversation: Conversation, balance: ThemeReading) -> Sequence[ShownStatement]:
    """Return what was said to the deepening of a theme, as the balance is shown."""
    theme = balance.theme
    release = published.latest(conversation, theme.letter)
    if release is None:
        return ()
    deepening = replace(balance, statements=read_statements(theme.deepening, release))
    shown = Shown(
        Reading(release, (deepening,)),
        conversation.questionnaire,
        remarks=_nameless(published.remarks_of(conversation, theme.letter)),
    )
    return shown.themes[0].statements
