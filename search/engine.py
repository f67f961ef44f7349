"""Answers questions at one stamp; thrown away whole when the stamp moves."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any

from search.facets import Bits, bits, members
from search.lexicon import Lexicon
from search.plan import WHOLE, Concept, Plan, plan
from search.ranking import ALL, documents_of, rank
from search.vocabulary import Vocabulary

MOST_ANSWERS = 256
MOST_SETS = 1024
MOST_RANKINGS = 8
# Fewer than this and it is quicker to rank just them than to rank all and pick.
FEW = 1_500
# How much of what was asked a related document must have, in thousandths.
RELATED_SHARE = 250
# And the best of them, where none has all: less than half is another subject.
ENOUGH_SHARE = 500
MOST_RELATED = 20
# With as many as this nobody asks for what is related.
ENOUGH = 10


@dataclass(frozen=True, slots=True)
class Question:
    """Words as they were typed, and how they are to be understood."""

    text: str
    with_synonyms: bool = True
    literally: bool = False
    is_unfinished: bool = False


@dataclass(eq=False)
class Engine:
    """
    The index as it was at one stamp, with what was asked of it since.

    ``visible`` are the documents that may be found. ``sets`` gives the
    documents of a label, where they are in memory already.
    """

    vocabulary: Vocabulary
    visible: Bits
    sets: Mapping[str, Bits] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lexicon = Lexicon()
        self.total = max(self.visible.bit_count(), 1)
        self._answers: Remembered[Question, Answer] = Remembered(MOST_ANSWERS)
        self._documents: Remembered[str, Bits] = Remembered(MOST_SETS)

    def ask(self, question: Question) -> "Answer":
        """Return the answer to ``question``; at most a few queries, none the second time."""
        return self._answers.get(question, lambda: self._answered(question))

    def documents(self, terms: set[str]) -> dict[str, Bits]:
        """Return the visible documents that have each term; at most one query for all."""
        found = {}
        missing = []
        for term in terms:
            held = self.sets.get(term)
            if held is None:
                held = self._documents.peek(term)
            if held is None:
                missing.append(term)
            else:
                found[term] = held
        keys = {known.key: term for term, known in self.lexicon.look_up(missing).items()}
        for key, numbers in documents_of(keys):
            found[keys[key]] = bits(numbers) & self.visible
            self._documents.put(keys[key], found[keys[key]])
        return found

    def _answered(self, question: Question) -> "Answer":
        asked = plan(
            question.text,
            self.vocabulary,
            self.lexicon,
            with_synonyms=question.with_synonyms,
            literally=question.literally,
            is_unfinished=question.is_unfinished,
        )
        return Answer(self, question, asked)


@dataclass(eq=False)
class Answer:
    """What is found for a question, before any other choice narrows it."""

    engine: Engine
    question: Question
    plan: Plan

    def __post_init__(self) -> None:
        self._rankings: Remembered[Any, list[int]] = Remembered(MOST_RANKINGS)

    @cached_property
    def by_concept(self) -> list[Bits]:
        """Hold the documents that have each concept, in a way that is as good as saying it."""
        documents = self.engine.documents(self.plan.terms)
        return [_said(concept, documents) for concept in self.plan.concepts]

    @cached_property
    def whole(self) -> Bits:
        """Hold the documents that have all that was asked; none when nothing was."""
        found = self.engine.visible if self.plan.concepts else 0
        for has in self.by_concept:
            found &= has
        return found

    def ranked(self, within: Bits, *, most: int) -> list[int]:
        """Return the ``most`` best of the documents ``within`` that have all, best first."""
        return self._best(self.whole & within, ALL, most)

    def related(self, within: Bits, *, most: int = MOST_RELATED) -> list[int]:
        """
        Return documents ``within`` that have much of what was asked, but not all.

        Empty when they have too little of it: then it is honest to find nothing.
        """
        some = 0
        for has in self.engine.documents(self.plan.terms).values():
            some |= has
        return self._best(some & within & ~self.whole, RELATED_SHARE, most)

    def shown(self, within: Bits, *, most: int) -> list[int]:
        """Return what a visitor sees: what has all, and what is related when that is little."""
        found = self.ranked(within, most=most)
        if len(found) < ENOUGH:
            found += self.related(within, most=MOST_RELATED)
        return found[:most]

    def _best(self, wanted: Bits, share: int, most: int) -> list[int]:
        """Return the best of ``wanted``: of many, rank all, ever more of them, until enough fit."""
        if wanted.bit_count() <= FEW:
            return self._ranked(share, members(wanted), None)[:most]
        limit = 4 * most
        while True:
            ranked = self._ranked(share, None, limit)
            found = [document for document in ranked if wanted >> document & 1]
            if len(found) >= most or len(ranked) < limit:
                return found[:most]
            limit *= 8

    def _ranked(self, share: int, within: list[int] | None, most: int | None) -> list[int]:
        key = (share, None if within is None else tuple(within), most)
        return self._rankings.get(
            key,
            lambda: rank(
                self.plan.concepts,
                self.engine.lexicon.look_up(self.plan.terms),
                total=self.engine.total,
                share=share,
                enough=0 if self.whole else ENOUGH_SHARE,
                within=within,
                most=most,
            ),
        )


def _said(concept: Concept, documents: Mapping[str, Bits]) -> Bits:
    found = 0
    for way in concept.alternatives:
        if way.worth < WHOLE:
            continue
        has = documents[way.terms[0]]
        for term in way.terms[1:]:
            has &= documents[term]
        found |= has
    return found


class Remembered[Key, Value]:
    """The values that were asked for last, at most ``most``; safe among threads."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._held: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def peek(self, key: Key) -> Value | None:
        with self._lock:
            value = self._held.get(key)
            if value is not None:
                self._held.move_to_end(key)
            return value

    def put(self, key: Key, value: Value) -> None:
        with self._lock:
            self._held[key] = value
            self._held.move_to_end(key)
            if len(self._held) > self.most:
                self._held.popitem(last=False)

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return the value of ``key``; two threads may both make it, which does no harm."""
        value = self.peek(key)
        if value is None:
            value = make()
            self.put(key, value)
        return value
