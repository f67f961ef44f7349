from typing import Any

from knowledge.collection import Collection
from knowledge.models import Concept
from knowledge.themes import FAMILIES


def theme_overview(collection: Collection) -> list[dict[str, Any]]:
    """
    Return the main themes, those with a colour first, each with its narrower ones.

    Each has a ``node``, its ``family`` or None, its ``note``, the ``count`` of
    published items that carry it or something narrower, and ``narrower`` as
    (node, count) of those in use. One query, for the notes.
    """
    nodes = collection.tree.in_scheme("thema")
    counts = {node.slug: collection.concepts[node.pk].bit_count() for node in nodes}
    notes = dict(Concept.objects.filter(scheme__slug="thema").values_list("slug", "scope_note"))
    tops = [node for node in nodes if node.broader_pk is None]
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
