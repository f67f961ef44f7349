"""What the marks of a group, a theme or an answer look like on paper: shape, colour and line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tools.conversation.outcome.charts.series import TOGETHER
from tools.conversation.outcome.release import NOTHING, UNKNOWN
from tools.conversation.report import drawing as pen
from tools.conversation.report.drawing import Drawing, Point

SIZE = 4.2


@dataclass(frozen=True, slots=True)
class Look:
    """``dashes`` as SVG has them, "none" for a whole line."""

    color: str
    shape: str
    dashes: str = "none"
    is_filled: bool = True


# By Key.style, as on the pages: with six lines a colour comes back, with another shape and line.
LOOKS = {
    "1": Look(pen.SERIES_1, "circle"),
    "2": Look(pen.SERIES_2, "square", "7 4"),
    "3": Look(pen.SERIES_3, "triangle", "1.5 3.5"),
    "4": Look(pen.SERIES_1, "diamond", "12 3 2 3"),
    "5": Look(pen.SERIES_2, "fallen triangle", "3 3"),
    "6": Look(pen.SERIES_3, "plus", "10 6"),
    TOGETHER: Look(pen.BRAND_STRONG, "diamond"),
}
OTHERWISE = Look(pen.LINE_STRONG, "circle", is_filled=False)

# How an answer fills its piece of a bar, and what is written on it.
FILLS = {
    "1": (pen.SCALE_1, pen.INK),
    "2": (pen.SCALE_2, pen.INK),
    "3": (pen.SCALE_3, pen.INK_INVERSE),
    "4": (pen.SCALE_4, pen.INK_INVERSE),
    UNKNOWN: (pen.SUNKEN, pen.INK),
    NOTHING: (pen.SURFACE, pen.INK),
}


def look_of(style: str) -> Look:
    return LOOKS.get(style, OTHERWISE)


def draw_mark(drawing: Drawing, at: Point, look: Look) -> None:
    filled = look.color if look.is_filled else pen.SURFACE
    _SHAPES[look.shape](drawing, at, {"fill": filled, "stroke": look.color, "stroke_width": 1.2})


def draw_line(drawing: Drawing, begin: Point, end: Point, look: Look) -> None:
    drawing.line(begin, end, look.color, stroke_width=1.8, stroke_dasharray=look.dashes)


def _circle(drawing: Drawing, at: Point, look: dict[str, Any]) -> None:
    drawing.circle(at, SIZE, **look)


def _corners(*corners: Point) -> Callable[[Drawing, Point, dict[str, Any]], None]:
    def shape(drawing: Drawing, at: Point, look: dict[str, Any]) -> None:
        drawing.polygon([(at[0] + x * SIZE, at[1] + y * SIZE) for x, y in corners], **look)

    return shape


_HALF, _LONG = 0.4, 1.2
_SHAPES: dict[str, Callable[[Drawing, Point, dict[str, Any]], None]] = {
    "circle": _circle,
    "square": _corners((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "triangle": _corners((0, -1.15), (1.15, 0.85), (-1.15, 0.85)),
    "fallen triangle": _corners((0, 1.15), (1.15, -0.85), (-1.15, -0.85)),
    "diamond": _corners((0, -1.27), (1.27, 0), (0, 1.27), (-1.27, 0)),
    "plus": _corners(
        *((-_HALF, -_LONG), (_HALF, -_LONG), (_HALF, -_HALF), (_LONG, -_HALF)),
        *((_LONG, _HALF), (_HALF, _HALF), (_HALF, _LONG), (-_HALF, _LONG)),
        *((-_HALF, _HALF), (-_LONG, _HALF), (-_LONG, -_HALF), (-_HALF, -_HALF)),
    ),
}
