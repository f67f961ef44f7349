"""What a release says: means, bands, differences, and the findings in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tools.conversation.outcome import levels
from tools.conversation.outcome.release import Column, Group, Release, StatementRelease
from tools.conversation.questionnaire import Band, Questionnaire, Statement, Theme

WIDE_SPREAD = 2
BLIND_SHARE = Decimal("0.4")
MOST_ADVISED = 2
# What counts as much as it counts for who said nothing about its importance.
MIDDLE_IMPORTANCE = Decimal(2)
HIGHEST = Decimal(4)
LOWEST_CODED, HIGHEST_CODED = (Decimal(str(float(one))) for one in (levels.LOWEST, levels.HIGHEST))
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class StatementReading:
    statement: Statement
    released: StatementRelease

    @property
    def column(self) -> Column:
        return self.released.score

    @property
    def mean(self) -> Decimal | None:
        return self.column.mean

    @property
    def importance(self) -> Decimal | None:
        """Return the mean importance: 1 is low, 3 is high."""
        return self.released.importance.mean

    @property
    def is_spread(self) -> bool:
        return (self.column.spread or 0) >= WIDE_SPREAD

    @property
    def is_blind(self) -> bool:
        share = self.column.unknown_share
        return share is not None and share >= BLIND_SHARE


@dataclass(frozen=True, slots=True)
class Level:
    """
    Where a group stands in a theme, in half steps; None if it gave no scores.

    Without names a level at an end is ``is_lower`` ("or lower") or ``is_higher``.
    """

    group: Group
    level: Decimal | None
    is_coded: bool = True

    @property
    def is_lower(self) -> bool:
        return self.is_coded and self.level is not None and self.level <= LOWEST_CODED

    @property
    def is_higher(self) -> bool:
        return self.is_coded and self.level is not None and self.level >= HIGHEST_CODED


@dataclass(frozen=True, slots=True)
class ThemeReading:
    """
    What all together and each group say of a theme.

    ``mean`` is the mean of the means of its statements, in two decimals; ``is_about``
    where one of those is what most chose. ``levels`` is empty where groups are withheld.
    """

    theme: Theme
    statements: tuple[StatementReading, ...]
    levels: tuple[Level, ...]
    band: Band | None

    @property
    def mean(self) -> Decimal | None:
        return _mean([one.mean for one in self.statements])

    @property
    def importance(self) -> Decimal | None:
        return _mean([one.importance for one in self.statements])

    @property
    def is_about(self) -> bool:
        return any(one.column.is_about for one in self.statements)

    @property
    def gap(self) -> Decimal | None:
        """Return the highest level of a group minus the lowest; None for fewer than two."""
        known = [one.level for one in self.levels if one.level is not None]
        return max(known) - min(known) if len(known) > 1 else None

    @property
    def is_gap_more(self) -> bool:
        """Say whether groups may be further apart than ``gap``."""
        return bool(self.gap) and any(one.is_lower or one.is_higher for one in self.levels)

    @property
    def spread(self) -> Sequence[StatementReading]:
        return [one for one in self.statements if one.is_spread]

    @property
    def blind(self) -> Sequence[StatementReading]:
        return [one for one in self.statements if one.is_blind]

    @property
    def urgency(self) -> Decimal | None:
        """Return how far it is from the top, weighted by importance."""
        if self.mean is None:
            return None
        return (HIGHEST - self.mean) * (self.importance or MIDDLE_IMPORTANCE)


@dataclass(frozen=True, slots=True)
class Finding:
    """
    What stands out, in a title and a sentence.

    ``kind`` is "difference", "lowest", "strongest" or "blind"; ``letter`` is the
    theme that it is about.
    """

    kind: str
    title: str
    text: str
    letter: str


@dataclass(frozen=True, slots=True)
class Reading:
    """``themes`` by letter."""

    release: Release
    themes: tuple[ThemeReading, ...]

    @property
    def with_mean(self) -> Sequence[ThemeReading]:
        return [one for one in self.themes if one.mean is not None]

    @property
    def by_gap(self) -> Sequence[ThemeReading]:
        """Return the themes, those first on which groups differ most."""
        return sorted(self.themes, key=lambda one: (-(one.gap or 0), one.theme.letter))

    @property
    def advised(self) -> Sequence[ThemeReading]:
        """
        Return which themes to talk about first: the lowest, weighted by importance.

        None where all are alike.
        """
        ranked = sorted(self.with_mean, key=lambda one: (-(one.urgency or 0), one.theme.letter))
        are_alike = len({one.urgency for one in ranked}) == 1
        return () if are_alike and len(ranked) > MOST_ADVISED else ranked[:MOST_ADVISED]

    def theme(self, letter: str) -> ThemeReading:
        return {one.theme.letter: one for one in self.themes}[letter]

    def statement(self, key: str) -> StatementReading:
        return {one.statement.key: one for theme in self.themes for one in theme.statements}[key]


def read(release: Release, questionnaire: Questionnaire) -> Reading:
    return Reading(
        release, tuple(_theme(one, release, questionnaire) for one in questionnaire.themes)
    )


def _theme(theme: Theme, release: Release, questionnaire: Questionnaire) -> ThemeReading:
    statements = read_statements(theme.balance, release)
    mean = _mean([one.mean for one in statements])
    told = release.levels.get(theme.letter, {})
    return ThemeReading(
        theme=theme,
        statements=statements,
        levels=tuple(
            Level(group, _decimal(told[group.key]), is_coded=not release.names)
            for group in release.groups
            if group.key in told
        ),
        band=questionnaire.band(mean) if mean is not None else None,
    )


def read_statements(
    statements: Sequence[Statement], release: Release
) -> tuple[StatementReading, ...]:
    """Return what was said to ``statements``: of the balance, or of a theme that was deepened."""
    return tuple(
        StatementReading(one, release.statements.get(one.key, StatementRelease()))
        for one in statements
    )


def _mean(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    if not known:
        return None
    return (sum(known, Decimal(0)) / len(known)).quantize(_HUNDREDTH, ROUND_HALF_UP)


def _decimal(level: str | None) -> Decimal | None:
    return None if level is None else Decimal(level)
