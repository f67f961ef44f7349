"""The dot plot: a row for each theme, with the groups on one axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tools.conversation.outcome.charts.series import (
    MOST_COMPARED,
    OTHERS,
    OTHERS_LABEL,
    SCALE,
    TOGETHER,
    Key,
    compared,
    key_of_all,
    keys_of,
    level_of,
    share,
)
from tools.conversation.outcome.reading import Reading, ThemeReading
from tools.conversation.outcome.release import Group
from tools.conversation.questionnaire import Theme


@dataclass(frozen=True, slots=True)
class Mark:
    """``x`` is a share of the axis; ``y`` is in pixels, and apart from marks at the same ``x``."""

    key: Key
    value: Decimal
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Strip:
    """
    A row of the dot plot: a theme.

    ``span`` is where the bar between the lowest and the highest group begins and ends,
    as shares of the axis; None for fewer than two. ``height`` is in pixels.
    """

    reading: ThemeReading
    marks: tuple[Mark, ...]
    span: tuple[float, float] | None
    height: int
    is_widest: bool

    @property
    def theme(self) -> Theme:
        return self.reading.theme

    @property
    def middle(self) -> float:
        return self.height / 2


@dataclass(frozen=True, slots=True)
class Strips:
    """The dot plot; ``ticks`` are shares of the axis, one for each point of the scale."""

    keys: tuple[Key, ...]
    rows: tuple[Strip, ...]
    ticks: tuple[float, ...]
    compares: bool


APART = 12.0
APART_OF_TWO = 14.0
ROW = 36
TALL_ROW = 48


def strips(reading: Reading) -> Strips | None:
    """
    Return the themes, those first on which groups differ most.

    Without groups to compare it is what all say together, the lowest first; None
    where nobody scored.
    """
    if not reading.with_mean:
        return None
    groups = compared(reading)
    widest = max((one.gap or Decimal(0) for one in reading.themes), default=Decimal(0))
    ordered = reading.by_gap if groups else sorted(reading.themes, key=_from_low)
    rows = tuple(_strip(one, groups, reading, widest) for one in ordered)
    return Strips(
        keys=_used(rows),
        rows=rows,
        ticks=tuple(share(Decimal(step)) for step in SCALE),
        compares=bool(groups),
    )


def _from_low(theme: ThemeReading) -> tuple[bool, Decimal]:
    return theme.mean is None, theme.mean or Decimal(0)


def _used(rows: Sequence[Strip]) -> tuple[Key, ...]:
    keys = {mark.key for row in rows for mark in row.marks}
    return tuple(sorted(keys, key=lambda key: (key.style in {TOGETHER, OTHERS}, key.style)))


def _strip(
    theme: ThemeReading, groups: Sequence[Group], reading: Reading, widest: Decimal
) -> Strip:
    placed = [
        (key, level)
        for key, group in zip(keys_of(groups), groups, strict=True)
        if (level := level_of(theme, group)) is not None
    ]
    shown = {one.key for one in groups}
    others = {
        one.level for one in theme.levels if one.level is not None and one.group.key not in shown
    }
    placed += [(Key(OTHERS, OTHERS_LABEL), level) for level in sorted(others)] if groups else []
    if not placed and theme.mean is not None:
        placed = [(key_of_all(reading), theme.mean)]
    stacked = max((_stack(placed, value) for _key, value in placed), default=0)
    height = TALL_ROW if stacked > MOST_COMPARED else ROW
    levels = [value for _key, value in placed]
    return Strip(
        reading=theme,
        marks=tuple(_mark(place, placed, height) for place in range(len(placed))),
        span=(share(min(levels)), share(max(levels))) if len(levels) > 1 else None,
        height=height,
        is_widest=bool(theme.gap) and theme.gap == widest,
    )


def _stack(placed: Sequence[tuple[Key, Decimal]], value: Decimal) -> int:
    return sum(other == value for _key, other in placed)


def _mark(place: int, placed: Sequence[tuple[Key, Decimal]], height: int) -> Mark:
    key, value = placed[place]
    stacked = _stack(placed, value)
    nth = _stack(placed[:place], value)
    apart = APART_OF_TWO if stacked == 2 else APART  # noqa: PLR2004 -- a pair has room
    return Mark(key, value, share(value), height / 2 + (nth - (stacked - 1) / 2) * apart)
