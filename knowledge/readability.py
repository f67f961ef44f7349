"""
How readable a Dutch text is, and what would make it plainer: hints, never a verdict.

Pure functions of plain text, in time that grows with its length and no faster.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

LONGEST_SENTENCE = 20  # words; what Dutch guides to plain language advise
PLAIN_WORDS = Path(__file__).with_name("plain_words.txt")
# A sentence in a hint is cut to this: enough to find it by.
SHOWN = 110

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_STOP = re.compile(r"[.!?…]+(?=[\s\"'”’)\]]|$)|[\n;]+")
_ENDS_NO_SENTENCE = """
    a.d.h.v art artt b.v bijv blz ca dhr d.m.v dr drs d.w.z e.a e.d enz etc e.v evt excl i.c
    i.h.k.v incl i.p.v i.s.m i.v.m jl k.a.v lid m.a.w m.b.t m.b.v m.i.v mr mw n.a.v nl nr o.a
    o.b.v p.j p.m p.p prof resp st t/m t.a.v t.b.v tel t.n.v t.o.v v.a vgl w.o zgn
"""
_ABBREVIATIONS = frozenset(_ENDS_NO_SENTENCE.split())
# What a Dutch reader says in one go; a vowel with a trema begins another syllable.
_VOWELS = re.compile(
    r"ieuw|ieu|eeuw|eau|aai|ooi|oei|aa|ee|oo|uu|ie|oe|eu|ui|ou|au|ei|ij|ai|oi"
    r"|[äëïöü][aeiou]?|[aeiouyáéíóúàèìòùâêîôûåæœø]"
)
# Names of laws are facts: their words stay as they are, however hard.
LAWS = re.compile(
    r"\b(?:Algemene wet|Wetboek|Wet|Besluit|Regeling|Verordening|Richtlijn)"
    r"(?:[ \t]+[^\W\d_A-Z]\w*){1,7}"
)


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that may be written plainer; ``times`` is how often the text has it."""

    kind: Literal["long", "jargon"]
    found: str
    advice: str
    times: int = 1


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Return the sentences of ``text`` that have words; a heading or a list item is one too."""
    return [sentence for sentence in _sentences(text) if _WORD.search(sentence)]


def syllables(word: str) -> int:
    """Return in how many parts ``word`` is said, by its vowels; at least one."""
    return len(_VOWELS.findall(word.lower())) or 1


def flesch_douma(text: str) -> float:
    """
    Return the reading ease of Dutch ``text``: 0 (very hard) to 100 (very easy).

    A short easy text can pass 100. Raise ValueError when ``text`` has no words.
    Source: W.H. Douma, *De leesbaarheid van landbouwbladen* (Wageningen, 1960).
    """
    found = words(text)
    if not found:
        raise ValueError("Een tekst zonder woorden is niet te meten.")
    per_sentence = len(found) / len(sentences(text))
    per_word = sum(map(syllables, found)) / len(found)
    return 206.84 - 0.93 * per_sentence - 77 * per_word


def hints(text: str) -> list[Hint]:
    """Return what may be written plainer: long sentences first, then words, as they come."""
    return [*long_sentences(text), *jargon(text)]


def long_sentences(text: str, *, most: int = LONGEST_SENTENCE) -> list[Hint]:
    found = []
    for sentence in sentences(text):
        if (count := len(words(sentence))) > most:
            shown = " ".join(sentence[: 2 * SHOWN].split())
            cut = shown if len(shown) <= SHOWN else f"{shown[:SHOWN].rsplit(' ', 1)[0]} …"
            found.append(Hint("long", cut, f"Deze zin heeft {count} woorden. Maak er twee van."))
    return found


def jargon(text: str) -> list[Hint]:
    """Return the words of our list that ``text`` has, each once, but for names of laws."""
    laws = [found.span() for found in LAWS.finditer(text)]
    found: dict[str, tuple[str, int]] = {}
    for start, term in _terms(text):
        if not _is_within(start, laws):
            advice, times = found.get(term, (plain_words()[term], 0))
            found[term] = (advice, times + 1)
    return [Hint("jargon", term, advice, times) for term, (advice, times) in found.items()]


@cache
def plain_words() -> dict[str, str]:
    """Return what may stand in place of each hard word or phrase, all in small letters."""
    alternatives = {}
    for line in PLAIN_WORDS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            forms, _, advice = line.partition(" = ")
            alternatives.update(dict.fromkeys(forms.lower().split(", "), advice))
    return alternatives


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """Return of how many words the phrases are that begin with a word, the longest first."""
    found: dict[str, set[int]] = {}
    for term in plain_words():
        parts = term.split()
        found.setdefault(parts[0], set()).add(len(parts))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _terms(text: str) -> Iterator[tuple[int, str]]:
    """Yield each hard word or phrase with its place; of two that begin alike the longest."""
    places = [(found.start(), found[0].lower()) for found in _WORD.finditer(text)]
    at = 0
    while at < len(places):
        start, first = places[at]
        step = 1
        for length in _lengths().get(first, ()):
            term = " ".join(word for _start, word in places[at : at + length])
            if term in plain_words():
                yield start, term
                step = length
                break
        at += step


def _is_within(place: int, spans: list[tuple[int, int]]) -> bool:
    before = bisect_right(spans, (place, float("inf"))) - 1
    return before >= 0 and spans[before][0] <= place < spans[before][1]


def _sentences(text: str) -> Iterator[str]:
    begin = 0
    for stop in _STOP.finditer(text):
        if stop[0] == "." and _goes_on(text, stop.start(), stop.end()):
            continue
        yield text[begin : stop.start()]
        begin = stop.end()
    yield text[begin:]


def _goes_on(text: str, dot: int, after: int) -> bool:
    """Return whether the full stop at ``dot`` ends a word and no sentence."""
    # No word is longer than what is looked at, or a text of one word would be read for each dot.
    before = text[max(0, dot - 12) : dot].rsplit(None, 1)[-1:]
    word = before[0].lstrip("(") if before else ""
    following = text[after : after + 3].lstrip()
    are_initials = all(len(part) == 1 and part.isupper() for part in word.split("."))
    is_known = word.lower() in _ABBREVIATIONS and not following[:1].isupper()
    return is_known or are_initials
