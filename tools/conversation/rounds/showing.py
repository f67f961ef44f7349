"""The rounds as the page has them: each number with its words beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from tools.conversation.models import Action
from tools.conversation.outcome import charts
from tools.conversation.questionnaire import Theme
from tools.conversation.rounds import wording
from tools.conversation.rounds.chain import Round, measured
from tools.conversation.rounds.comparing import (
    Comparison,
    Measure,
    StatementChange,
    ThemeChange,
    last_comparison,
)


@dataclass(frozen=True, slots=True)
class Row:
    """What it is about, a mean for each round in words, and what moved since the one before."""

    label: str
    cells: tuple[str, ...]
    moved: str


@dataclass(frozen=True, slots=True)
class ThemeRow:
    theme: Theme
    sentence: str
    actions: tuple[Action, ...]
    done: str
    statements: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """All rounds in ``lines`` and ``table``, and the last two beside each other in ``themes``."""

    rounds: tuple[Round, ...]
    comparison: Comparison
    lines: charts.Lines | None
    in_words: str
    table: tuple[Row, ...]
    themes: tuple[ThemeRow, ...]

    @classmethod
    def of(cls, rounds: Sequence[Round]) -> Self | None:
        """Return None with fewer than two rounds that were measured; one query."""
        comparison = last_comparison(rounds)
        if comparison is None:
            return None
        known = tuple(measured(rounds))
        return cls(
            rounds=known,
            comparison=comparison,
            lines=charts.lines([(one.label, one.known) for one in known]),
            in_words=wording.picture(known),
            table=tuple(_over_rounds(one, known) for one in comparison.themes),
            themes=tuple(_beside(one, comparison) for one in comparison.themes),
        )


def _over_rounds(theme: ThemeChange, rounds: Sequence[Round]) -> Row:
    means = [Measure.of_theme(one.known.theme(theme.theme.letter)) for one in rounds]
    return Row(
        wording.titled(theme.theme),
        tuple(wording.measure(one) for one in means),
        wording.delta(theme.change),
    )


def _beside(theme: ThemeChange, comparison: Comparison) -> ThemeRow:
    return ThemeRow(
        theme.theme,
        wording.moved(theme.change, comparison.earlier.label, comparison.later.label),
        theme.actions,
        wording.done(theme.actions),
        tuple(_statement(one) for one in theme.statements),
    )


def _statement(one: StatementChange) -> Row:
    change = one.change
    return Row(
        one.statement.text,
        (wording.measure(change.earlier), wording.measure(change.later)),
        wording.delta(change),
    )
