from typing import Any

from knowledge.facets import concept_facets
from knowledge.models import Concept, KnowledgeItem
from knowledge.themes import FAMILIES
from knowledge.tree import ConceptTree


def theme_overview(tree: ConceptTree) -> list[dict[str, Any]]:
    """
    Return the main themes, those with a colour first, each with its narrower ones.

    Each has a ``node``, its ``family`` or None, its ``note``, the ``count`` of
    published items that carry it or something narrower, and ``narrower`` as
    (node, count) of those in use. Two queries.
    """
    items = KnowledgeItem.objects.published()
    [facet] = concept_facets(tree, {"thema": "thema"}, items)
    counts = {value.slug: value.items.bit_count() for value in facet.values}
    notes = dict(Concept.objects.filter(scheme__slug="thema").values_list("slug", "scope_note"))
    tops = [node for node in tree.in_scheme("thema") if node.broader_pk is None]
    order = {slug: number for number, slug in enumerate(FAMILIES)}
    tops.sort(key=lambda node: (order.get(node.slug, len(order)), -counts[node.slug], node.name))
    return [
        {
            "node": node,
            "family": FAMILIES.get(node.slug),
            "note": notes[node.slug],
            "count": counts[node.slug],
            "narrower": [
                (child, counts[child.slug])
                for child in sorted(node.children, key=lambda child: -counts[child.slug])
                if counts[child.slug]
            ],
        }
        for node in tops
        if counts[node.slug]
    ]
