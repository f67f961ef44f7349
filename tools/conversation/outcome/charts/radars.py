"""The radar: six themes around a middle."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tools.conversation.outcome.charts.series import (
    SCALE,
    Dot,
    Key,
    Series,
    compared,
    key_of_all,
    keys_of,
    level_of,
)
from tools.conversation.outcome.reading import HIGHEST, Reading
from tools.conversation.questionnaire import Theme


@dataclass(frozen=True, slots=True)
class Ring:
    value: int
    corners: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Radar:
    """
    Drawn on ``WIDTH`` by ``HEIGHT``; the middle is 0, so that a 1 is still seen.

    ``longest`` is the length of the longest title, which must fit around it.
    """

    themes: tuple[Theme, ...]
    rings: tuple[Ring, ...]
    series: tuple[Series, ...]

    WIDTH = 360
    HEIGHT = 300
    CENTRE = (180.0, 150.0)
    RADIUS = 118.0
    AXES = 6
    # On fewer themes the groups would be loose dots.
    LEAST_COMPARED = 3

    @property
    def spokes(self) -> Sequence[tuple[float, float]]:
        return self.rings[-1].corners

    @property
    def keys(self) -> Sequence[Key]:
        return [one.key for one in self.series]

    @property
    def longest(self) -> int:
        return max(len(theme.title) for theme in self.themes)


def radar(reading: Reading) -> Radar | None:
    """Return the groups on the themes, or all together; None where no six themes have a score."""
    if len(reading.themes) != Radar.AXES or not reading.with_mean:
        return None
    return Radar(
        themes=tuple(one.theme for one in reading.themes),
        rings=tuple(
            Ring(step, tuple(_corner(n, step) for n in range(Radar.AXES))) for step in SCALE
        ),
        series=tuple(
            Series(key, tuple(_on_axis(n, value) for n, value in enumerate(values)))
            for key, values in _values(reading)
        ),
    )


def _values(reading: Reading) -> Sequence[tuple[Key, Sequence[Decimal | None]]]:
    """Return the levels of each group; where they are withheld, what all say together."""
    themes, groups = reading.themes, compared(reading)
    if not groups or sum(bool(one.levels) for one in themes) < Radar.LEAST_COMPARED:
        return [(key_of_all(reading), [one.mean for one in themes])]
    together = [None if one.levels else one.mean for one in themes]
    return [
        *(
            (key, [level_of(one, group) for one in themes])
            for key, group in zip(keys_of(groups), groups, strict=True)
        ),
        *([(key_of_all(reading), together)] if any(together) else []),
    ]


def _on_axis(axis: int, value: Decimal | None) -> Dot | None:
    return Dot(*_corner(axis, value), value) if value is not None else None


def _corner(axis: int, value: Decimal | float) -> tuple[float, float]:
    angle = math.tau * axis / Radar.AXES
    far = Radar.RADIUS * float(value) / float(HIGHEST)
    x, y = Radar.CENTRE
    return round(x + far * math.sin(angle), 1), round(y - far * math.cos(angle), 1)
