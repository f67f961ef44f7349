"""What resembles an item: what carries the same concepts, the rare ones counting most."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from math import log

from knowledge.cards import Card
from knowledge.collection import Collection
from knowledge.models import KnowledgeItem
from knowledge.themes import badges
from search.facets import Bits, members

# Nearly everything is about "financiën" or is a "praktijkvoorbeeld": no resemblance.
TELLING_SCHEMES = ("thema", "doelgroep", "gedragsinzicht", "werkwijze")
# All ways to share some of eight concepts are 255, whatever the number of items.
MOST_CONCEPTS = 8
REASONS = 3


@dataclass(frozen=True, slots=True)
class Shared:
    """An item by its number, the concepts that it shares, and with which of those asked for."""

    pk: int
    concepts: tuple[int, ...]
    asked: int


def similar(
    item: KnowledgeItem, collection: Collection, *, among: Bits | None = None, most: int = 4
) -> list[Card]:
    """
    Return the items of any kind, or ``among`` these, that share most with ``item``, best first.

    Each shared concept weighs the logarithm of its rarity among published
    items; of an item with many concepts the rarest count. Sets are compared in
    memory; the queries are those of the cards.
    """
    carriers = collection.own_concepts
    weights = weigh(_telling(item, collection), carriers, collection.items)
    left = (collection.items if among is None else among) & ~(1 << item.pk)
    found = {one.pk: one for one in sharing([weights], carriers, left, most)}
    items = KnowledgeItem.objects.published().for_cards().in_bulk(found)
    return [
        Card(
            items[pk],
            badges(items[pk].assignments.all(), collection.tree),
            names_of(one.concepts, collection),
        )
        for pk, one in found.items()
        if pk in items
    ]


def weigh(concepts: Iterable[int], carriers: Mapping[int, Bits], items: Bits) -> dict[int, float]:
    """Return the rarest of ``concepts`` among ``items``, rarest first, each with its weight."""
    total = max(items.bit_count(), 1)
    counts = {concept: carriers.get(concept, 0).bit_count() for concept in concepts}
    rarest = sorted(counts, key=lambda concept: (counts[concept], concept))[:MOST_CONCEPTS]
    return {concept: log(1 + total / max(counts[concept], 1)) for concept in rarest}


def sharing(
    asked: Sequence[Mapping[int, float]], carriers: Mapping[int, Bits], among: Bits, most: int
) -> list[Shared]:
    """
    Return the items that share most with any of ``asked``, best first, each once.

    Each of ``asked`` has weights of concepts, as from ``weigh``.
    """
    found: list[Shared] = []
    for place, concepts in _ways_to_share(asked):
        for pk in members(_with_all(carriers, concepts, among))[: most - len(found)]:
            found.append(Shared(pk, concepts, place))
            among &= ~(1 << pk)
        if len(found) == most:
            break
    return found


def names_of(concepts: Iterable[int], collection: Collection) -> tuple[str, ...]:
    """Return the names of the first few ``concepts``: more are no reason any more."""
    return tuple(collection.tree.nodes[one].name for one in islice(concepts, REASONS))


def also_about(concepts: Sequence[str]) -> str:
    """Say in a sentence what is shared: "Gaat ook over a, b en c."."""
    *first, last = concepts
    return f"Gaat ook over {', '.join(first)}{' en ' if first else ''}{last}."


def _telling(item: KnowledgeItem, collection: Collection) -> list[int]:
    return [
        row.tag_id
        for row in item.assignments.all()
        # a concept may be newer than the collection
        if (node := collection.tree.nodes.get(row.tag_id)) and node.scheme in TELLING_SCHEMES
    ]


def _ways_to_share(asked: Sequence[Mapping[int, float]]) -> list[tuple[int, tuple[int, ...]]]:
    """Return every choice of the concepts of each, the heaviest first, the rarest in front."""
    ways = [
        (-sum(weights[one] for one in chosen), place, chosen)
        for place, weights in enumerate(asked)
        for size in range(1, len(weights) + 1)
        for chosen in combinations(weights, size)
    ]
    return [(place, chosen) for _weight, place, chosen in sorted(ways)]


def _with_all(carriers: Mapping[int, Bits], concepts: tuple[int, ...], pool: Bits) -> Bits:
    for concept in concepts:
        pool &= carriers.get(concept, 0)
    return pool
