"""Text as our fonts can show it: a PDF for everybody holds no sign that none of them knows."""

import json
from bisect import bisect_right
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parent / "fonts"
BOX = "\u25a1"
# They only say how the sign before them is drawn: as an emoji, in a colour, together.
JOINERS = {0x200D, 0xFE0E, 0xFE0F, *range(0x1F3FB, 0x1F400)}
KEPT = {"\n", "\t"}
LATIN_ENDS = 0x250
PUNCTUATION = range(0x2010, 0x2027)


def covered(text: str) -> str:
    """Return ``text`` with a box for each sign that no font of ours has."""
    return "".join(_shown(sign) for sign in text)


def drawn(svg: str) -> str:
    """
    Return ``svg`` with a box for each sign that is not Latin.

    A text in a picture takes its signs from one font and one other; where emoji and
    flags ask for a third, typst refuses the whole file.
    """
    return "".join(_shown(sign) if sign.isascii() else _latin(sign) for sign in svg)


def _latin(sign: str) -> str:
    is_latin = ord(sign) < LATIN_ENDS or ord(sign) in PUNCTUATION or sign == "€"
    return _shown(sign) if is_latin or ord(sign) in JOINERS else BOX


@cache
def _shown(sign: str) -> str:
    point = ord(sign)
    if sign in KEPT:
        return sign
    # Below a space nothing is shown.
    if point in JOINERS or point < ord(" "):
        return ""
    ranges = _ranges()
    place = bisect_right(ranges, (point, point)) - 1
    is_known = any(first <= point <= last for first, last in ranges[max(place, 0) : place + 2])
    return sign if is_known else BOX


@cache
def _ranges() -> list[tuple[int, int]]:
    """Return the signs that the fonts have together, as runs in order."""
    stored = json.loads((FONTS / "coverage.json").read_text(encoding="utf-8"))
    return [(first, last) for first, last in stored]
