"""A document as its parts, before it is a PDF or a Word file. Texts are plain, with newlines."""

from collections.abc import Sequence
from dataclasses import dataclass, field


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
    items: Sequence[str]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Every row has as many cells as ``header``; ``widths`` are shares, equal when empty."""

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts as bars, with the number in words beside each; ``rows`` are (label, count)."""

    caption: str
    rows: Sequence[tuple[str, int]]


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
class PageBreak:
    """What follows begins on a page of its own."""


type Block = Heading | Paragraph | Link | Bullets | Table | Bars | Note | WriteSpace | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """``title`` and ``subtitle`` open it; ``footer`` stands on every page, with its number."""

    title: str
    subtitle: str = ""
    footer: str = ""
    blocks: Sequence[Block] = field(default_factory=tuple)
