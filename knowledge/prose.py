"""
Texts of items: plain, one fact a line, or rich, in a few elements of HTML.

What came with the starter content or from a form without an editor is plain.
What is written in the editor of the beheer is HTML, cleaned before it is kept
and once more before it is shown.
"""

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

import nh3
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe

# Cleaning takes the square of what hostile nesting is long: 0.02 s here, half a minute at 100 000.
LONGEST = 20_000
BLOCKS = {"p", "h3", "h4", "ul", "ol", "blockquote"}
INLINE = {"strong", "em", "a"}
# What people paste, and what it is here.
ALIKE = {"h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4", "div": "p", "b": "strong", "i": "em"}
_SCHEMES = {"http", "https", "mailto"}
_STARTS_WITH_BLOCK = re.compile(rf"\s*<(?:{'|'.join(sorted(BLOCKS))})>")
_LOOKS_LIKE_TAG = re.compile(r"<[a-zA-Z/!?]")


def is_html(text: str) -> bool:
    return _STARTS_WITH_BLOCK.match(text) is not None


def lines(text: str) -> list[str]:
    """Return the lines of ``text`` that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def to_html(text: str, *, as_list: bool = True) -> str:
    """
    Return plain ``text`` as visitors see it; what is HTML already stays.

    More than one line makes a list, or without ``as_list`` a paragraph each.
    """
    if is_html(text):
        return text
    facts = [escape(fact, quote=False) for fact in lines(text)]
    if as_list and len(facts) > 1:
        return f"<ul>{''.join(f'<li>{fact}</li>' for fact in facts)}</ul>"
    return "".join(f"<p>{fact}</p>" for fact in facts)


def to_plain(text: str) -> str:
    """Return the words of ``text``, a block on each line; plain text stays as it is."""
    if not is_html(text):
        return text
    return "\n".join(_Reader(text).plain())


def shown(text: str) -> SafeString:
    """Return ``text`` as safe HTML; cleaned again, whoever wrote it in the database."""
    return mark_safe(_nh3(text[:LONGEST], rel="external noopener"))  # noqa: S308 -- cleaned


def cleaned(text: str) -> str:
    """
    Return what is kept of a text that somebody wrote: plain, or HTML of the few elements.

    The same text always gives the same result, and a result gives itself. Raise
    ValidationError where ``text`` is too long to look at.
    """
    if len(text) > LONGEST:
        raise ValidationError(
            f"Deze tekst is te lang: {len(text)} tekens, met de opmaak. "
            f"Er is plaats voor {LONGEST}.",
            code="max_length",
        )
    if not _LOOKS_LIKE_TAG.search(text):
        return text
    return _nh3(_Reader(_nh3(text, loose=True)).html())


def _nh3(text: str, *, rel: str | None = None, loose: bool = False) -> str:
    tags = BLOCKS | INLINE | {"li"}
    return nh3.clean(
        text,
        tags=tags | ALIKE.keys() | {"br"} if loose else tags,
        attributes={"a": {"href"}},
        attribute_filter=_only_full_addresses,
        url_schemes=_SCHEMES,
        link_rel=rel,
    )


def _only_full_addresses(_tag: str, name: str, value: str) -> str | None:
    """Drop what would lead to wherever the page happens to stand, ``//host`` included."""
    if name != "href":
        return value
    scheme, colon, _rest = value.strip().partition(":")
    return value if colon and scheme.lower() in _SCHEMES else None


class _Block:
    """A block of text being read: a paragraph, or a list item with ``tag`` "li"."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.html: list[str] = []
        self.words: list[str] = []

    @property
    def is_empty(self) -> bool:
        return not "".join(self.words).strip()


class _Reader(HTMLParser):
    """
    Reads HTML that nh3 has cleaned as a list of blocks, each with its words.

    Lists in lists become one list, and quotes hold paragraphs: that is all the
    structure a text of an item has.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        # (the elements around it, the block)
        self.blocks: list[tuple[str, _Block]] = []
        self.around: list[str] = []
        self.block: _Block | None = None
        self.inline: list[str] = []
        self.feed(text)
        self.close()
        self._end_block()

    def plain(self) -> Iterator[str]:
        for _around, block in self.blocks:
            yield " ".join("".join(block.words).split())

    def html(self) -> str:
        written: list[str] = []
        last = ""
        for around, block in self.blocks:
            if around != last:
                written += [f"</{last}>" if last else "", f"<{around}>" if around else ""]
                last = around
            inside = "".join(block.html).strip()
            written.append(f"<{block.tag}>{inside}</{block.tag}>")
        written.append(f"</{last}>" if last else "")
        return "".join(written)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = ALIKE.get(tag, tag)
        if tag in {"ul", "ol", "blockquote"}:
            self._end_block()
            self.around.append(tag)
        elif tag in {"p", "h3", "h4"}:
            # A paragraph in an item of a list is that item.
            if not (self.block and self.block.tag == "li" and self.block.is_empty):
                self._end_block()
                self.block = _Block("li" if self._list else tag)
        elif tag == "li":
            self._end_block()
            self.block = _Block("li" if self._list else "p")
        elif tag == "br":
            self.handle_data(" ")
        elif tag != "a" or attrs:
            href = f' href="{escape(attrs[0][1] or "")}"' if attrs else ""
            self._open_block().html.append(f"<{tag}{href}>")
            self.inline.append(tag)

    def handle_endtag(self, tag: str) -> None:
        tag = ALIKE.get(tag, tag)
        if tag in {"ul", "ol", "blockquote"}:
            self._end_block()
            if self.around:
                self.around.pop()
        elif tag in {"p", "h3", "h4", "li"}:
            self._end_block()
        elif tag in self.inline and self.block:
            self.block.html.append(f"</{tag}>")
            self.inline.remove(tag)

    def handle_data(self, data: str) -> None:
        if self.block is None and not data.strip():
            return
        block = self._open_block()
        block.html.append(escape(data, quote=False))
        block.words.append(data)

    @property
    def _list(self) -> str:
        return next((tag for tag in reversed(self.around) if tag != "blockquote"), "")

    def _open_block(self) -> _Block:
        if self.block is None:
            self.block = _Block("li" if self._list else "p")
        return self.block

    def _end_block(self) -> None:
        block, self.block = self.block, None
        if block is None:
            return
        block.html += [f"</{tag}>" for tag in reversed(self.inline)]
        self.inline.clear()
        if not block.is_empty:
            around = self._list or ("blockquote" if "blockquote" in self.around else "")
            self.blocks.append((around, block))
