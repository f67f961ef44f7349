"""Makes the formatted part of a mail out of its plain text, so that both say the same."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# Ends before a full stop, bracket or quote that belongs to the sentence.
ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]'’”]")
SENTENCE_END = re.compile(r"(?<=[.?!]) +")
BULLET = "- "
ARROW = "→"
BREAK = SafeString("<br>\n")
LONGEST_BUTTON = 60
UNNAMED = "Open de pagina"


@dataclass(frozen=True, slots=True)
class Block:
    """``kind`` is "paragraph" (one content), "list" (its items) or "button" (what it says)."""

    kind: str
    contents: list[SafeString]
    url: str = ""


def as_html(subject: str, text: str) -> str:
    """
    Return the HTML document that says the same as ``text``.

    Empty lines part paragraphs; lines that begin with ``- `` are a list; an
    address becomes a link. An address alone on its line, or after an arrow,
    becomes a button: it says what stands before the address, or else the last
    sentence of the line above, if that is short and ends in a colon.
    """
    found = [block for part in re.split(r"\n\s*\n", text) for block in blocks(part)]
    page = render_to_string("mail/base.html", {"subject": subject, "blocks": found})
    return "\n".join(filter(str.strip, page.splitlines()))


def blocks(part: str) -> Iterator[Block]:
    """Yield what one part of a text, without empty lines, consists of."""
    pending: list[str] = []
    for line in filter(None, map(str.strip, part.splitlines())):
        url = _address_of_button(line)
        if not url:
            pending.append(line)
            continue
        words = line.removeprefix(ARROW).removesuffix(url).strip(" :")
        if not words and pending:
            *pending, above = pending
            rest, words = _named(above)
            pending += filter(None, [rest])
        yield from _texts(pending)
        yield Block("button", [format_html("{}", words or UNNAMED)], url)
        pending = []
    yield from _texts(pending)


def _address_of_button(line: str) -> str:
    found = ADDRESS.search(line)
    if found and found.end() == len(line) and (found.start() == 0 or line.startswith(ARROW)):
        return found.group()
    return ""


def _named(line: str) -> tuple[str, str]:
    """Return ``line`` without what it says of the button below, and that; "" when it says none."""
    *before, last = SENTENCE_END.split(line)
    if line.endswith(":") and len(last) <= LONGEST_BUTTON and not line.startswith(BULLET):
        return " ".join(before), last.rstrip(":")
    return line, ""


def _texts(lines: list[str]) -> Iterator[Block]:
    for is_list, group in groupby(lines, key=lambda line: line.startswith(BULLET)):
        contents = [linked(line.removeprefix(BULLET)) for line in group]
        paragraph = _joined(BREAK, contents)
        yield Block("list", contents) if is_list else Block("paragraph", [paragraph])


def linked(line: str) -> SafeString:
    """Return ``line`` as HTML, with its addresses as links."""
    pieces: list[str] = []
    end = 0
    for found in ADDRESS.finditer(line):
        link = format_html('<a href="{0}">{0}</a>', found.group())
        pieces += [line[end : found.start()], link]
        end = found.end()
    return _joined("", [*pieces, line[end:]])


def _joined(between: str, pieces: Iterable[str]) -> SafeString:
    """Return ``pieces`` as HTML; what is not HTML yet is escaped."""
    return format_html_join(between, "{}", ((piece,) for piece in pieces))
