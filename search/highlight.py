"""Where the words of a question stand in a text, in whatever form."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from search.analysis import stems
from search.plan import LABEL, Concept, Plan
from search.stop_words import STOP_WORDS
from search.tokens import Token, tokens

# A passage is a sentence or two: about this many characters.
PASSAGE = 240
# "verlener" for "verlening": the same stem with a little behind it.
LONGEST_ENDING = 3
SHORTEST_STEM = 6
# "hulp bij schulden" for "schuldhulp": so many other words may stand between.
MOST_BETWEEN = 2
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


class Run(NamedTuple):
    """A piece of a text, and whether it is one of the words."""

    text: str
    is_hit: bool


class Highlighter:
    """Marks what a plan asks for; one for each question."""

    def __init__(self, plan: Plan) -> None:
        self.concepts = [Wanted.of(concept) for concept in plan.concepts]
        self.terms = {term for wanted in self.concepts for term in wanted.terms}
        self._long = tuple(term for term in self.terms if len(term) >= SHORTEST_STEM)
        self._matches = lru_cache(maxsize=4_000)(self._matching)

    def marked(self, text: str) -> list[Run]:
        """Return the whole of ``text`` in runs; joined they are ``text``."""
        runs = []
        done = 0
        for token in self._hits(tokens(text)):
            runs += [Run(text[done : token.start], is_hit=False)]
            runs += [Run(text[token.start : token.end], is_hit=True)]
            done = token.end
        runs.append(Run(text[done:], is_hit=False))
        return [run for run in runs if run.text]

    def passage(self, summary: str, text: str) -> list[Run]:
        """
        Return the sentence that says most of what was asked, in runs.

        The ``summary`` goes for the others when it says as much. Costs a look
        at every word of ``text``.
        """
        best = max(
            [summary, *_sentences(text)],
            key=lambda sentence: (len(self.said(sentence)), sentence is summary),
        )
        return self.marked(self._around(best))

    def said(self, text: str) -> set[int]:
        """Return which of the plan's concepts ``text`` has, by their places in the plan."""
        found = [self._matches(token.form, token.parts) for token in tokens(text)]
        return {at for at, wanted in enumerate(self.concepts) if wanted.places(found)}

    def _hits(self, among: Sequence[Token]) -> list[Token]:
        found = [self._matches(token.form, token.parts) for token in among]
        places = {place for wanted in self.concepts for place in wanted.places(found)}
        return [among[place] for place in sorted(places)]

    def _around(self, sentence: str) -> str:
        """Return ``sentence``, or the part of a long one around its first hit."""
        if len(sentence) <= PASSAGE:
            return sentence
        hits = self._hits(tokens(sentence))
        first = hits[0].start if hits else 0
        start = max(0, min(first - PASSAGE // 3, len(sentence) - PASSAGE))
        # At a space, unless that is past the hit: a text may be one word without end.
        start = min(sentence.find(" ", start) + 1 or start, first) if start else 0
        end = sentence.rfind(" ", start, start + PASSAGE)
        if start + PASSAGE >= len(sentence):
            end = len(sentence)
        elif end <= first:
            end = start + PASSAGE
        return ("… " if start else "") + sentence[start:end] + (" …" if end < len(sentence) else "")

    def _matching(self, form: str, parts: tuple[str, ...]) -> frozenset[str]:
        """Return which of the terms a word is, or has inside it."""
        own, inside = stems(form, parts)
        found = {term for term in (own, *inside) if term in self.terms}
        found.update(
            term
            for term in self._long
            if own.startswith(term) and len(own) - len(term) <= LONGEST_ENDING
        )
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    The terms by which a text says one concept.

    Those of one of the ``phrases`` count only near one another: of the synonym
    "gemeentelijke schuldhulpverlening" the first word alone says nothing.
    """

    single: frozenset[str]
    phrases: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, concept: Concept) -> "Wanted":
        ways = [
            frozenset(way.terms)
            for way in concept.alternatives
            if not any(term.startswith(LABEL) for term in way.terms)
        ]
        single = frozenset(term for way in ways if len(way) == 1 for term in way)
        return cls(single, tuple(way for way in ways if len(way) > 1))

    @property
    def terms(self) -> frozenset[str]:
        return self.single.union(*self.phrases)

    def places(self, found: Sequence[frozenset[str]]) -> set[int]:
        """Return at which words the concept is said; ``found`` has the terms of each word."""
        places = {at for at, terms in enumerate(found) if terms & self.single}
        for wanted in self.phrases:
            hits = [(at, terms & wanted) for at, terms in enumerate(found) if terms & wanted]
            places.update(_together(hits, wanted))
        return places


def _together(hits: Sequence[tuple[int, frozenset[str]]], wanted: frozenset[str]) -> Iterator[int]:
    """Yield the places of ``hits`` that have all ``wanted`` terms within a few words."""
    reach = len(wanted) + MOST_BETWEEN
    for first, (start, _terms) in enumerate(hits):
        near = [hit for hit in hits[first : first + reach] if hit[0] < start + reach]
        if wanted.issubset(frozenset().union(*(terms for _place, terms in near))):
            yield from (place for place, _terms in near)


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences after the first line, which is the title; no mere rows of names."""
    for part in _SENTENCE.split(text.partition("\n")[2]):
        if part.endswith((".", "!", "?")) or any(t.form in STOP_WORDS for t in tokens(part)):
            yield part
