"""A document as its parts, before it is a PDF or a Word file. Texts are plain, with newlines."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 is a part of the document, right below its title; at most 3."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    is_lead: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A line that leads to a page; ``url`` is whole, with https."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """``to_tick`` gives each an empty box in front instead, to tick on paper."""

    items: Sequence[str]
    is_numbered: bool = False
    to_tick: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """
    Every row has as many cells as ``header``; ``widths`` are shares, equal when empty.

    A row is at least as high as ``lines`` to write on.
    """

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts as bars, with the number in words beside each; ``rows`` are (label, count)."""

    caption: str
    rows: Sequence[tuple[str, int]]

    @property
    def most(self) -> int:
        """Return what the longest bar stands for; at least 1, so that nothing is no full bar."""
        return max([1, *(count for _label, count in self.rows)])


@dataclass(frozen=True, slots=True)
class Figure:
    """
    A picture, with all that it shows in words: ``alt`` for who does not see it.

    ``svg`` fills the width of the page: it is WIDTH points wide, and sets its colours
    and fonts with attributes.
    """

    svg: str
    alt: str
    caption: str

    WIDTH: ClassVar = 470


@dataclass(frozen=True, slots=True)
class Note:
    """A box that stands out: an agreement, a reminder."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class WriteSpace:
    """Lines to write on, on paper; a Word file gets empty lines."""

    label: str
    lines: int = 4


@dataclass(frozen=True, slots=True)
class Contents:
    """The parts of the document with the pages where they begin; Word fills it in when asked."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a page of its own."""


type Block = (
    Heading
    | Paragraph
    | Link
    | Bullets
    | Table
    | Bars
    | Figure
    | Note
    | WriteSpace
    | Contents
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Document:
    """``title`` and ``subtitle`` open it; ``footer`` stands on every page, with its number."""

    title: str
    subtitle: str = ""
    footer: str = ""
    blocks: Sequence[Block] = field(default_factory=tuple)
