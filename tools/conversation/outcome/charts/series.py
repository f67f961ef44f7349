"""What several pictures share: which groups they compare, and whose marks look how."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from tools.conversation.outcome.reading import HIGHEST, Reading, ThemeReading
from tools.conversation.outcome.release import Group

LOWEST = Decimal(1)
SCALE = (1, 2, 3, 4)
# More lines than these lie over each other.
MOST_COMPARED = 3
TOGETHER_LABEL = "Samen"
OTHERS_LABEL = "Andere groepen"
# How a mark looks: a number is a shape with a line of its own.
TOGETHER, OTHERS = "all", "other"


@dataclass(frozen=True, slots=True)
class Key:
    """Whose marks look how."""

    style: str
    label: str
    people: int = 0


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    value: Decimal


@dataclass(frozen=True, slots=True)
class Series:
    """``dots`` in the order of the axes, None where there is nothing to show."""

    key: Key
    dots: tuple[Dot | None, ...]

    @property
    def is_whole(self) -> bool:
        return None not in self.dots

    @property
    def known(self) -> Sequence[Dot]:
        return [dot for dot in self.dots if dot is not None]

    @property
    def lines(self) -> Sequence[tuple[Dot, Dot]]:
        """Return what to draw between dots that are neighbours; the ends do not meet."""
        return [(one, two) for one, two in pairwise(self.dots) if one and two]

    @property
    def ring(self) -> Sequence[tuple[Dot, Dot]]:
        """Return what to draw between dots that are neighbours, the last and the first too."""
        first, last = self.dots[0], self.dots[-1]
        return [*self.lines, *([(last, first)] if first and last else [])]


def compared(reading: Reading) -> Sequence[Group]:
    """Return the groups that the pictures compare: the largest; none with fewer than two."""
    known = [
        group
        for group in reading.release.groups
        if any(level_of(theme, group) is not None for theme in reading.themes)
    ]
    by_size = sorted(known, key=lambda one: -one.people)
    return by_size[:MOST_COMPARED] if len(known) > 1 else []


def level_of(theme: ThemeReading, group: Group) -> Decimal | None:
    return next((one.level for one in theme.levels if one.group.key == group.key), None)


def keys_of(groups: Sequence[Group]) -> Sequence[Key]:
    return [Key(str(place), one.label, one.people) for place, one in enumerate(groups, start=1)]


def key_of_all(reading: Reading) -> Key:
    return Key(TOGETHER, TOGETHER_LABEL, reading.release.people)


def share(value: Decimal) -> float:
    """Return how far along the scale ``value`` is: 0 to 100."""
    return round(float((value - LOWEST) / (HIGHEST - LOWEST) * 100), 1)
