"""The line chart: rounds side by side, a line for each theme."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tools.conversation.outcome.charts.series import LOWEST, SCALE, Dot, Key, Series
from tools.conversation.outcome.reading import HIGHEST, Reading
from tools.conversation.questionnaire import Theme


@dataclass(frozen=True, slots=True)
class Round:
    """``x`` is a share; ``is_named`` where there is room for its label below the axis."""

    label: str
    x: float
    is_named: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What all together said of a theme, round after round; ``label_y`` keeps letters apart."""

    theme: Theme
    series: Series
    label_y: float


@dataclass(frozen=True, slots=True)
class Lines:
    """Drawn ``HEIGHT`` pixels high; the ``x`` of a dot is a share, its ``y`` in pixels."""

    rounds: tuple[Round, ...]
    lines: tuple[Line, ...]
    ticks: tuple[tuple[int, float], ...]

    HEIGHT = 300
    TOP = 16.0
    BOTTOM = 256.0
    LEFT = 10.0
    RIGHT = 88.0
    LABEL_X = 93.0
    LETTER = 20.0
    MOST_NAMED = 4


def lines(rounds: Sequence[tuple[str, Reading]]) -> Lines | None:
    """Return ``rounds`` (a short label, a reading) in one picture; None where nobody scored."""
    if not any(reading.with_mean for _label, reading in rounds):
        return None
    places = [_round_x(place, len(rounds)) for place in range(len(rounds))]
    themes = rounds[-1][1].themes
    series = [
        Series(
            Key(str(number), one.theme.title),
            tuple(
                _in_round(x, _mean_of(reading, one.theme))
                for x, (_label, reading) in zip(places, rounds, strict=True)
            ),
        )
        for number, one in enumerate(themes, start=1)
    ]
    drawn = [(one.theme, own) for one, own in zip(themes, series, strict=True) if own.known]
    heights = _apart([own.known[-1].y for _theme, own in drawn])
    every = math.ceil(len(rounds) / Lines.MOST_NAMED)
    return Lines(
        rounds=tuple(
            Round(label, x, place % every == (len(rounds) - 1) % every)
            for place, (x, (label, _reading)) in enumerate(zip(places, rounds, strict=True))
        ),
        lines=tuple(Line(theme, own, y) for (theme, own), y in zip(drawn, heights, strict=True)),
        ticks=tuple((step, _height(Decimal(step))) for step in SCALE),
    )


def _mean_of(reading: Reading, theme: Theme) -> Decimal | None:
    return next((one.mean for one in reading.themes if one.theme.letter == theme.letter), None)


def _in_round(x: float, value: Decimal | None) -> Dot | None:
    return Dot(x, _height(value), value) if value is not None else None


def _round_x(place: int, rounds: int) -> float:
    if rounds == 1:
        return (Lines.LEFT + Lines.RIGHT) / 2
    return round(Lines.LEFT + (Lines.RIGHT - Lines.LEFT) * place / (rounds - 1), 1)


def _height(value: Decimal) -> float:
    up = float((value - LOWEST) / (HIGHEST - LOWEST))
    return round(Lines.BOTTOM - (Lines.BOTTOM - Lines.TOP) * up, 1)


def _apart(heights: Sequence[float]) -> Sequence[float]:
    """Return ``heights`` with room for a letter between them, still within the picture."""
    order = sorted(range(len(heights)), key=lambda one: heights[one])
    wanted = [heights[one] for one in order]
    # Pushed down by those above, and up by those below; in between lies nearest to the lines.
    between = [(one + two) / 2 for one, two in zip(_down(wanted), _up(wanted), strict=True)]
    placed = _up(_down([max(Lines.TOP, one) for one in between]), Lines.BOTTOM)
    return [placed[order.index(one)] for one in range(len(heights))]


def _down(heights: Sequence[float]) -> list[float]:
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, placed[-1] + Lines.LETTER) if placed else height)
    return placed


def _up(heights: Sequence[float], lowest: float = math.inf) -> list[float]:
    """Move up what is below ``lowest``, and what is too close to the next."""
    placed: list[float] = []
    for height in reversed(heights):
        placed.append(min(height, placed[-1] - Lines.LETTER if placed else lowest))
    return placed[::-1]
