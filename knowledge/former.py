"""Concepts by the name in their address, also by the one from before they were merged."""

from collections import defaultdict
from collections.abc import Iterable

from knowledge.collection import Collection
from knowledge.models import MergedConcept
from knowledge.shared import Shared


def _load(_version: str) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for slug, target in MergedConcept.objects.values_list("slug", "target"):
        found[slug].add(target)
    return dict(found)


_former = Shared(_load)


def concepts_called(slugs: Iterable[str], collection: Collection) -> set[int]:
    """Return the concepts of any list that have or had one of ``slugs``; no query but the first."""
    wanted, nodes = frozenset(slugs), collection.tree.nodes
    former = _former.at(collection.version)
    now = {node.pk for node in nodes.values() if node.slug in wanted}
    return now | {pk for slug in wanted for pk in former.get(slug, ()) if pk in nodes}
