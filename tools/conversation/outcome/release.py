"""
What everybody may see of a scoring, and nothing more.

All that is shown, in words, pictures, tables and files, follows from a Release
alone; docs/adr/0023 says how it is made such that nobody's answer follows from it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Self

# The keys of ``counts``: "1" to "4" as on the scale, and these two.
UNKNOWN, NOTHING = "0", "-"
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Column:
    """
    What was answered to one thing by all together.

    Either ``counts`` says how many chose what, or ``mostly`` what most chose while
    nobody learns how many did not; or neither: not to be shown.
    """

    counts: Mapping[str, int] | None = None
    mostly: str | None = None

    @property
    def is_hidden(self) -> bool:
        return self.counts is None and self.mostly is None

    @property
    def is_about(self) -> bool:
        """Say whether the mean is what most chose, and not counted."""
        return self.mostly is not None

    @property
    def scored(self) -> int:
        """Return how many chose a point of the scale; 0 where that is not told."""
        return sum(count for _value, count in self._points)

    @property
    def people(self) -> int:
        return sum((self.counts or {}).values())

    @property
    def mean(self) -> Decimal | None:
        """Return the mean of the points in two decimals; None without any."""
        if self.mostly is not None:
            return Decimal(self.mostly) if self.mostly not in {UNKNOWN, NOTHING} else None
        if not self.scored:
            return None
        total = sum(value * count for value, count in self._points)
        return (Decimal(total) / self.scored).quantize(_HUNDREDTH, ROUND_HALF_UP)

    @property
    def spread(self) -> int | None:
        """Return the highest point chosen minus the lowest."""
        chosen = [value for value, count in self._points if count]
        return max(chosen) - min(chosen) if chosen else None

    @property
    def unknown_share(self) -> Decimal | None:
        """Return the part of those who answered that could not say."""
        if self.mostly is not None:
            return Decimal(1) if self.mostly == UNKNOWN else Decimal(0)
        counts = self.counts or {}
        answered = self.scored + counts.get(UNKNOWN, 0)
        return Decimal(counts.get(UNKNOWN, 0)) / answered if answered else None

    @property
    def _points(self) -> Sequence[tuple[int, int]]:
        counts = self.counts or {}
        return [(int(key), n) for key, n in counts.items() if key not in {UNKNOWN, NOTHING}]


@dataclass(frozen=True, slots=True)
class StatementRelease:
    """``importance`` has "1" (low) to "3" (high), and NOTHING."""

    score: Column = field(default_factory=Column)
    importance: Column = field(default_factory=Column)


@dataclass(frozen=True, slots=True)
class Group:
    """People of one role, or of some roles together; never fewer than three."""

    key: str
    label: str
    people: int


@dataclass(frozen=True, slots=True)
class Release:
    """
    All of it, as it was counted once.

    ``statements`` by key, also those to which nobody answered. ``levels`` has by
    letter of a theme, and then by key of a group, the level of that group in half
    steps ("2.5"), None for a group that gave no scores; a theme without levels is
    withheld. ``names`` only of a conversation with names: by statement and answer.
    """

    people: int
    groups: tuple[Group, ...] = ()
    statements: Mapping[str, StatementRelease] = field(default_factory=dict)
    levels: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Self:
        """Return what ``as_json`` gave."""
        return cls(
            people=stored["people"],
            groups=tuple(Group(**one) for one in stored["groups"]),
            statements={
                key: StatementRelease(Column(**one["score"]), Column(**one["importance"]))
                for key, one in stored["statements"].items()
            },
            levels=stored["levels"],
            names=stored["names"],
        )
