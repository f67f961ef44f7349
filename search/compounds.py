"""
The parts of Dutch compounds, by a list of words that this field builds them with.

The list is fixed and shipped. Parts learned from the content would change with it, and then
what is stored and what is asked drift apart; learned lists found no more in our experiment.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from search.stemmer import make_stem
from search.stop_words import STOP_WORDS

# Stored parts are made anew when this changes: raise it with the list and the rules below.
VERSION = 1

_SHORTEST_WORD, _LONGEST_WORD = 6, 60
_SHORTEST_PART, _LONGEST_PART = 4, 20
_MOST_PARTS = 5
# Others, as in "jongerenschulden", belong to a form of the part before them.
_LINKS = ("", "s")
_SHORT_PARTS = {
    *("aow", "bbz", "dag", "gas", "ggz", "hbo", "iit", "job", "les", "lvb", "mbo", "pas", "pgb"),
    *("roc", "vve", "wet", "wmo", "wsw", "zzp"),
}


WORD_LIST = Path(__file__).with_name("compound_words.txt")


def _read_stems() -> frozenset[str]:
    lines = WORD_LIST.read_text(encoding="utf-8").splitlines()
    words = (word for line in lines for word in line.partition("#")[0].split())
    return frozenset(map(make_stem, words))


_STEMS = _read_stems()


class _Split(NamedTuple):
    """Parts of the end of a word; the smallest of two is the better one."""

    size: int
    links: int
    shortness_of_last: int
    parts: tuple[str, ...]


@lru_cache(maxsize=50_000)
def split(word: str) -> tuple[str, ...]:
    """
    Return the stems of the parts of folded ``word``, in order; empty when it is no compound.

    Fewer parts are better, then fewer linking letters, then a longer last part. A word of
    the list is no compound, nor is one of more than 60 letters or five parts. No end of
    the word is looked at twice, and no part is longer than twenty letters: at most twenty
    stems for each letter, in practice one or two.
    """
    if not _SHORTEST_WORD <= len(word) <= _LONGEST_WORD or not word.isalpha():
        return ()
    best = _best(word, 0, {})
    return best.parts if best and 1 < best.size <= _MOST_PARTS else ()


def _best(word: str, start: int, known: dict[int, _Split | None]) -> _Split | None:
    if start not in known:
        known[start] = min(_splits(word, start, known), default=None)
    return known[start]


def _splits(word: str, start: int, known: dict[int, _Split | None]) -> Iterator[_Split]:
    for end in range(start + 3, min(start + _LONGEST_PART, len(word)) + 1):
        part = _part(word[start:end])
        if not part:
            continue
        if end == len(word):
            yield _Split(1, 0, start - end, (part,))
        for link in _LINKS:
            rest = _best(word, end + len(link), known) if word.startswith(link, end) else None
            if rest:
                size, links, shortness, parts = rest
                yield _Split(size + 1, links + len(link), shortness, (part, *parts))


def _part(text: str) -> str:
    """Return the stem of ``text``, empty when it is no part of a compound."""
    if text in _SHORT_PARTS:
        return text
    if len(text) < _SHORTEST_PART or text in STOP_WORDS:
        return ""
    found = make_stem(text)
    return found if found in _STEMS else ""
