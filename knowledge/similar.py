"""What resembles an item: what carries the same concepts, the rare ones counting most."""

from collections.abc import Sequence
from itertools import combinations
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


def similar(
    item: KnowledgeItem, collection: Collection, *, among: Bits | None = None, most: int = 4
) -> list[Card]:
    """
    Return the items of any kind, or ``among`` these, that share most with ``item``, best first.

    Each shared concept weighs the logarithm of its rarity among published
    items; of an item with many concepts the rarest count. Sets are compared in
    memory; the queries are those of the cards.
    """
    weights = _weights(item, collection)
    found: dict[int, tuple[int, ...]] = {}
    left = (collection.items if among is None else among) & ~(1 << item.pk)
    for shared in _ways_to_share(weights):
        for pk in members(_with_all(collection, shared, left))[: most - len(found)]:
            found[pk] = shared
            left &= ~(1 << pk)
        if len(found) == most:
            break
    items = KnowledgeItem.objects.published().for_cards().in_bulk(found)
    return [
        Card(
            items[pk],
            badges(items[pk].assignments.all(), collection.tree),
            tuple(collection.tree.nodes[concept].name for concept in shared[:REASONS]),
        )
        for pk, shared in found.items()
        if pk in items
    ]


def also_about(concepts: Sequence[str]) -> str:
    """Say in a sentence what is shared: "Gaat ook over a, b en c."."""
    *first, last = concepts
    return f"Gaat ook over {', '.join(first)}{' en ' if first else ''}{last}."


def _weights(item: KnowledgeItem, collection: Collection) -> dict[int, float]:
    """Return the rarest telling concepts of ``item``, rarest first, each with its weight."""
    total = max(collection.items.bit_count(), 1)
    carriers = {
        row.tag_id: collection.own_concepts.get(row.tag_id, 0).bit_count()
        for row in item.assignments.all()
        # a concept may be newer than the collection
        if (node := collection.tree.nodes.get(row.tag_id)) and node.scheme in TELLING_SCHEMES
    }
    rarest = sorted(carriers, key=lambda concept: (carriers[concept], concept))[:MOST_CONCEPTS]
    return {concept: log(1 + total / max(carriers[concept], 1)) for concept in rarest}


def _ways_to_share(weights: dict[int, float]) -> list[tuple[int, ...]]:
    """Return every choice of the concepts, the heaviest first; each has the rarest first."""
    ways = [chosen for size in range(1, len(weights) + 1) for chosen in combinations(weights, size)]
    return sorted(ways, key=lambda chosen: (-sum(weights[one] for one in chosen), chosen))


def _with_all(collection: Collection, concepts: tuple[int, ...], pool: Bits) -> Bits:
    for concept in concepts:
        pool &= collection.own_concepts.get(concept, 0)
    return pool
