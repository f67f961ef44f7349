"""What moved between two rounds, and what was done in that time: beside each other, no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

from tools.conversation.models import Action
from tools.conversation.outcome.reading import StatementReading, ThemeReading
from tools.conversation.questionnaire import Statement, Theme
from tools.conversation.rounds.chain import Round, done_between, measured

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Measure:
    """A mean as everybody reads it, in tenths; None where nobody scored, or it is not told."""

    mean: Decimal | None
    is_about: bool = False
    is_hidden: bool = False

    @classmethod
    def of_theme(cls, reading: ThemeReading) -> Self:
        hidden = any(one.column.is_hidden for one in reading.statements)
        return cls(_tenths(reading.mean), reading.is_about, hidden)

    @classmethod
    def of_statement(cls, reading: StatementReading) -> Self:
        return cls(_tenths(reading.mean), reading.column.is_about, reading.column.is_hidden)


@dataclass(frozen=True, slots=True)
class Change:
    """``delta`` is the difference between the numbers that are shown."""

    earlier: Measure
    later: Measure

    @property
    def delta(self) -> Decimal | None:
        if self.earlier.mean is None or self.later.mean is None:
            return None
        return self.later.mean - self.earlier.mean

    @property
    def is_about(self) -> bool:
        return self.earlier.is_about or self.later.is_about


@dataclass(frozen=True, slots=True)
class StatementChange:
    statement: Statement
    change: Change


@dataclass(frozen=True, slots=True)
class ThemeChange:
    """``actions`` are those about this theme that were done in between."""

    theme: Theme
    change: Change
    statements: tuple[StatementChange, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``other_actions`` are about no theme."""

    earlier: Round
    later: Round
    themes: tuple[ThemeChange, ...]
    other_actions: tuple[Action, ...]


def last_comparison(rounds: Sequence[Round]) -> Comparison | None:
    """Return the last two measured rounds beside each other; one query, None with fewer."""
    known = measured(rounds)
    if len(known) < 2:  # noqa: PLR2004 -- two to compare
        return None
    earlier, later = known[-2:]
    return compare(earlier, later, done_between(earlier, later, rounds))


def compare(earlier: Round, later: Round, actions: Sequence[Action]) -> Comparison:
    before, after = earlier.known, later.known
    themes = tuple(
        ThemeChange(
            theme=one.theme,
            change=Change(Measure.of_theme(before.theme(one.theme.letter)), Measure.of_theme(one)),
            statements=tuple(
                StatementChange(
                    reading.statement,
                    Change(
                        Measure.of_statement(before.statement(reading.statement.key)),
                        Measure.of_statement(reading),
                    ),
                )
                for reading in one.statements
            ),
            actions=tuple(action for action in actions if action.theme == one.theme.letter),
        )
        for one in after.themes
    )
    letters = {one.theme.letter for one in themes}
    others = tuple(action for action in actions if action.theme not in letters)
    return Comparison(earlier, later, themes, others)


def _tenths(mean: Decimal | None) -> Decimal | None:
    return None if mean is None else mean.quantize(_TENTH, ROUND_HALF_UP)
