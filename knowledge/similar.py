"""What resembles an item: what carries the same concepts, the rare ones counting most."""

from collections import defaultdict
from math import log

from knowledge.cards import Card
from knowledge.models import ConceptAssignment, KnowledgeItem
from knowledge.themes import badges
from knowledge.tree import ConceptTree

# Nearly everything is about "financiën" or is a "praktijkvoorbeeld": no resemblance.
TELLING_SCHEMES = ("thema", "doelgroep", "gedragsinzicht", "werkwijze")
REASONS = 3


def similar(item: KnowledgeItem, tree: ConceptTree, *, most: int = 4) -> list[Card]:
    """
    Return the items of any kind that share most with ``item``, best first.

    Each shared concept weighs the logarithm of its rarity among published
    items. Three queries; the first one reads a row for every published item
    that shares a concept.
    """
    own = {
        assignment.tag_id
        for assignment in item.assignments.all()
        if tree.nodes[assignment.tag_id].scheme in TELLING_SCHEMES
    }
    published = KnowledgeItem.objects.published()
    pairs = ConceptAssignment.objects.filter(
        tag__in=own, content_object__in=published.values("pk")
    ).values_list("content_object", "tag")
    shared: dict[int, list[int]] = defaultdict(list)
    carriers: dict[int, int] = defaultdict(int)
    for other, concept in pairs:
        shared[other].append(concept)
        carriers[concept] += 1
    shared.pop(item.pk, None)
    total = max(len(shared), 1) + 1
    weight = {concept: log(1 + total / carriers[concept]) for concept in carriers}
    best = sorted(
        shared, key=lambda other: (-sum(weight[concept] for concept in shared[other]), other)
    )[:most]
    found = published.for_cards().in_bulk(best)
    return [
        Card(
            found[other],
            badges(found[other].assignments.all(), tree),
            tuple(
                tree.nodes[concept].name
                for concept in sorted(shared[other], key=lambda concept: -weight[concept])[:REASONS]
            ),
        )
        for other in best
    ]
