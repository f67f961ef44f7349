"""Shapes as SVG for a document: colours and fonts as attributes, for there is no style sheet."""

from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as ET

from tools.documents.document import Figure

# Named after the tokens of static/kp/tokens.css.
INK = "#1d2a2b"
INK_INVERSE = "#ffffff"
SURFACE = "#ffffff"
SUNKEN = "#f3ede2"
GRID_LINE = "#cfc6b6"
LINE_STRONG = "#7d7465"
BRAND_STRONG, BRAND_LINE = "#0b3735", "#9cc3ba"
SERIES_1, SERIES_2, SERIES_3 = "#12504d", "#b8482a", "#5b4a9e"
SCALE_1, SCALE_2, SCALE_3, SCALE_4 = "#edf4f1", "#b9d6ce", "#2d726c", "#0b3735"

FONT = "Kennisplaats Tekst, Kennisplaats Tekens, Kennisplaats Emoji"
SMALL, NORMAL = 8.5, 9.5
type Point = tuple[float, float]


class Drawing:
    """As wide as the text of a page, ``height`` points high."""

    def __init__(self, height: float) -> None:
        size = (Figure.WIDTH, round(height))
        self._root = ET.Element(
            "svg",
            xmlns="http://www.w3.org/2000/svg",
            width=str(size[0]),
            height=str(size[1]),
            viewBox=f"0 0 {size[0]} {size[1]}",
        )

    def __str__(self) -> str:
        return ET.tostring(self._root, encoding="unicode")

    def line(self, begin: Point, end: Point, color: str, **look: Any) -> None:
        (x1, y1), (x2, y2) = begin, end
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=color, **{"stroke_width": 1, **look})

    def rect(self, corner: Point, size: Point, **look: Any) -> None:
        (x, y), (width, height) = corner, size
        self._add("rect", x=x, y=y, width=width, height=height, **look)

    def circle(self, centre: Point, radius: float, **look: Any) -> None:
        self._add("circle", cx=centre[0], cy=centre[1], r=radius, **look)

    def polygon(self, points: Sequence[Point], **look: Any) -> None:
        self._add("polygon", points=" ".join(f"{x:g},{y:g}" for x, y in points), **look)

    def text(self, place: Point, words: str, **look: Any) -> None:
        look = {"font_family": FONT, "font_size": NORMAL, "fill": INK, **look}
        self._add("text", x=place[0], y=place[1], **look).text = words

    def _add(self, tag: str, **attributes: Any) -> ET.Element:
        said = {name.replace("_", "-"): _said(value) for name, value in attributes.items()}
        return ET.SubElement(self._root, tag, said)


def _said(value: Any) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value)
