"""
What visitors would find after a change to the concepts, before anything is saved.

The questions that were really asked are put to two engines: the one there is,
and one with the changed words. Nothing is written.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Sum

from knowledge.collection import Collection, by_label
from knowledge.labels import concept_label
from knowledge.models import AskedQuery, KnowledgeItem
from knowledge.search_log import first_kept
from knowledge.tree import ConceptTree
from knowledge.vocabulary import CONCEPT
from search.engine import Engine, Question
from search.facets import Bits, in_order
from search.lexicon import Known, Lexicon
from search.plan import LABEL
from search.vocabulary import Meaning, Vocabulary

MOST_QUESTIONS = 200
MOST_TITLES = 3
# What a concept that is not saved yet goes by: no row has it.
NEW = 0


@dataclass(frozen=True, slots=True)
class Effect:
    """
    What becomes of one question; ``times`` is how often it was asked.

    ``before`` and ``after`` count what the whole portal has for it, ``gained``
    and ``lost`` are how many come and go, and their first titles.
    """

    words: str
    times: int
    before: int
    after: int
    gained: int
    lost: int
    gained_titles: Sequence[str]
    lost_titles: Sequence[str]


@dataclass(frozen=True, slots=True)
class Preview:
    """The questions that change, most asked first; ``asked`` is how many were tried."""

    asked: int
    effects: Sequence[Effect]


@dataclass(frozen=True, slots=True)
class Questions:
    """Words that visitors used, with how often, most asked first."""

    times: Mapping[str, int]

    @classmethod
    def recent(cls, today: date) -> "Questions":
        """Read what was asked in the time that is kept, at most ``MOST_QUESTIONS``; one query."""
        rows = (
            AskedQuery.objects.since(first_kept(today))
            .order_by()
            .values("words")
            .annotate(total=Sum("times"))
            .order_by("-total", "words")
        )
        return cls(dict(rows.values_list("words", "total")[:MOST_QUESTIONS]))


def preview(current: Collection, changed: Engine, questions: Questions) -> Preview:
    """
    Return which of ``questions`` find something else with ``changed``.

    Costs some queries for each question, a few milliseconds.
    """
    found = [
        (words, current.engine.ask(Question(words)).whole, changed.ask(Question(words)).whole)
        for words in questions.times
    ]
    differing = [(words, before, after) for words, before, after in found if before != after]
    gained = {words: _first(current, after & ~before) for words, before, after in differing}
    lost = {words: _first(current, before & ~after) for words, before, after in differing}
    titles = _titles(pk for some in (*gained.values(), *lost.values()) for pk in some)
    return Preview(
        len(found),
        [
            Effect(
                words,
                questions.times[words],
                before.bit_count(),
                after.bit_count(),
                (after & ~before).bit_count(),
                (before & ~after).bit_count(),
                [titles[pk] for pk in gained[words]],
                [titles[pk] for pk in lost[words]],
            )
            for words, before, after in differing
        ],
    )


def renamed(
    current: Collection, pk: int, names: Sequence[str], hidden: Sequence[str] = ()
) -> Engine:
    """
    Return how the portal is searched when a concept, maybe a ``NEW`` one, has these names.

    ``hidden`` holds those of them that no visitor is to see.
    """
    meanings = current.engine.vocabulary.meanings
    label = concept_label(pk)
    changed = [
        replace(meaning, names=names, hidden=hidden) if meaning.label == label else meaning
        for meaning in meanings
    ]
    if pk == NEW:
        changed.append(Meaning(label, names, sort=CONCEPT, hidden=hidden))
    return Engine(Vocabulary(changed), current.items, current.engine.sets)


def with_synonym(current: Collection, pk: int, synonym: str, *, is_hidden: bool = False) -> Engine:
    meaning = _meaning(current, pk)
    hidden = [*meaning.hidden, *([synonym] if is_hidden else [])]
    return renamed(current, pk, [*meaning.names, synonym], hidden)


def merged(current: Collection, source: int, target: int) -> Engine:
    """Return how the portal is searched when concept ``source`` has become part of ``target``."""
    tree = _without(current.tree, source, target)
    own = dict(current.own_concepts)
    own[target] = own.get(target, 0) | own.pop(source, 0)
    meanings = _merged_meanings(current, tree, source, target)
    engine = Engine(Vocabulary(meanings), current.items, by_label(own))
    engine.lexicon = _Relabelled(concept_label(source), concept_label(target))
    return engine


def _meaning(current: Collection, pk: int) -> Meaning:
    label = concept_label(pk)
    return next(one for one in current.engine.vocabulary.meanings if one.label == label)


class _Relabelled(Lexicon):
    """Knows a label as soon as some document has another one, which becomes the same."""

    def __init__(self, source: str, target: str) -> None:
        super().__init__()
        self._source, self._target = LABEL + source, LABEL + target

    def look_up(self, terms: Iterable[str]) -> dict[str, Known]:
        wanted = list(terms)
        if self._target in wanted:
            wanted.append(self._source)
        found = super().look_up(wanted)
        known = found.pop(self._source, None)
        return {self._target: known, **found} if known else found


def _merged_meanings(
    current: Collection, tree: ConceptTree, source: int, target: int
) -> list[Meaning]:
    """Return what words stand for in ``tree``, where ``target`` has all that ``source`` had."""
    meanings = {one.label: one for one in current.engine.vocabulary.meanings}
    old, new = concept_label(source), concept_label(target)
    gone = meanings.pop(old)
    kept = meanings[new]
    meanings[new] = replace(
        kept,
        names=[*kept.names, *gone.names],
        hidden={*kept.hidden} | {*gone.hidden}.difference(kept.shown, [gone.name]),
        related=[*kept.related, *gone.related],
    )
    for pk, node in tree.nodes.items():
        label = concept_label(pk)
        related = [new if one == old else one for one in meanings[label].related]
        meanings[label] = replace(
            meanings[label],
            narrower=[concept_label(below.pk) for below in node.walk() if below is not node],
            related=[one for one in dict.fromkeys(related) if one != label],
        )
    return list(meanings.values())


def _without(tree: ConceptTree, source: int, target: int) -> ConceptTree:
    """Return ``tree`` with ``target`` above all that was directly below ``source``."""
    return ConceptTree(
        replace(
            node, children=[], broader_pk=target if node.broader_pk == source else node.broader_pk
        )
        for node in tree.nodes.values()
        if node.pk != source
    )


def _first(current: Collection, items: Bits) -> list[int]:
    return in_order(items, current.by_title, 0, MOST_TITLES)


def _titles(pks: Iterable[int]) -> dict[int, str]:
    return dict(KnowledgeItem.objects.filter(pk__in=set(pks)).values_list("pk", "title"))
