"""Exercises that go with an item of another kind; of theirs only the name is known here."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.collection import Collection
from knowledge.models import KnowledgeItem, Relation
from knowledge.similar import also_about, similar
from search.facets import Bits

EXERCISE = "exercise"
MOST_RESEMBLING = 2


@dataclass(frozen=True, slots=True)
class Companion:
    """An exercise, with why it goes with the item."""

    item: KnowledgeItem
    reason: str


def all_exercises(collection: Collection) -> Bits:
    return collection.kinds.get(EXERCISE, 0)


def exercises_with(
    item: KnowledgeItem, relations_from: Iterable[Relation], collection: Collection
) -> list[Companion]:
    """
    Return the exercises that editors linked to ``item``, or else some that resemble it.

    ``relations_from`` are the relations to ``item``. An exercise has none.
    """
    if item.kind == EXERCISE:
        return []
    linked = [
        Companion(relation.from_item, relation.reason)
        for relation in relations_from
        if relation.type == Relation.Type.EXERCISE_WITH and relation.from_item.kind == EXERCISE
    ]
    if linked:
        return linked
    cards = similar(item, collection, among=all_exercises(collection), most=MOST_RESEMBLING)
    return [Companion(card.item, also_about(card.reasons)) for card in cards]
