"""The words of a text as search compares them, each with its place in the text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from search.text import fold

_LONGEST_FORM = 60
_SHORTEST_PART = 3
# Longer than any word or address that comes back; keeping such pieces only costs memory.
_LONGEST_KEPT = 100

_APOSTROPHES = "'’‘`´ʼ′＇"
_HYPHENS = "-\u2010\u2011"
# Nothing but white space and signs that surely end a word: the rest is looked at per character.
_PIECE = re.compile(r"[^\s!\"#$%&()*+,./:;<=>?@\[\\\]^_{|}~–—“”„…•·]+")
# On kinds of characters, see _Kinds. Possessive, so that no run of accents is tried twice.
_WORD = re.compile(r"LM*+(?:(?:HM*+|(?:AM*+)++)?LM*+)*+")


class Token(NamedTuple):
    """
    A word: ``text[start:end]``, of which ``form`` is the folded form without spaces.

    A hyphen or an apostrophe inside joins: "re-integratie" is "reintegratie", with
    "integratie" among its ``parts``; "zzp’ers" is "zzpers", with "zzp". Parts have at
    least three characters; a word without hyphen or apostrophe has none.
    """

    form: str
    parts: tuple[str, ...]
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """
    Return the words of ``text`` in order, whatever it holds.

    What `fold` leaves nothing of, such as an emoji or another script, is no word. Forms
    and parts are cut at 60 characters. One pass; a piece of text met before costs a look-up.
    """
    pieces = [(piece.start(), piece.group()) for piece in _PIECE.finditer(text)]
    return [
        Token(form, parts, at + start, at + end)
        for at, raw in pieces
        for form, parts, start, end in (
            _known_words(raw) if len(raw) <= _LONGEST_KEPT else _find_words(raw)
        )
    ]


def pieces(text: str) -> list[str]:
    """Return ``text`` cut where every word ends; a piece has any number of words in it."""
    return _PIECE.findall(text)


class _Kinds(dict[str, str]):
    """
    What a character does in a word, worked out when it is first met.

    L is part of a word, M (an accent, a soft hyphen) belongs to the character before it,
    A is an apostrophe, H a hyphen, S ends a word. S is not kept: there is no end to them.
    """

    def __missing__(self, char: str) -> str:
        if char in _HYPHENS:
            kind = "H"
        elif char in _APOSTROPHES:
            kind = "A"
        else:
            kind = {"aa": "M", "a a": "S"}.get(fold(f"a{char}a"), "L")
        if kind != "S":
            self[char] = kind
        return kind


_KINDS = _Kinds()


def _find_words(raw: str) -> tuple[Token, ...]:
    if raw.isascii() and raw.isalnum():
        return (Token(raw.lower()[:_LONGEST_FORM], (), 0, len(raw)),)
    kinds = "".join([_KINDS[char] for char in raw])
    return tuple(_token(raw, kinds, *word.span()) for word in _WORD.finditer(kinds))


_known_words = lru_cache(maxsize=20_000)(_find_words)


def _token(raw: str, kinds: str, start: int, end: int) -> Token:
    parts: tuple[str, ...] = ()
    if "H" in kinds[start:end] or "A" in kinds[start:end]:
        parts = tuple(
            part
            for first, last in _pieces(kinds, start, end)
            if len(part := _form(raw[first:last])) >= _SHORTEST_PART
        )
    return Token(_form(raw[start:end]), parts, start, end)


def _form(raw: str) -> str:
    return fold(raw).replace(" ", "")[:_LONGEST_FORM]


def _pieces(kinds: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces between hyphens, without what comes after an apostrophe."""
    while start < end:
        hyphen = kinds.find("H", start, end)
        stop = end if hyphen < 0 else hyphen
        apostrophe = kinds.find("A", start, stop)
        yield start, stop if apostrophe < 0 else apostrophe
        start = stop + 1
