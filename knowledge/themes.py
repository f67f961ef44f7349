"""The four themes that have a colour of their own, and the badges of an item."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.models import ConceptAssignment
from knowledge.tree import ConceptTree, Node


@dataclass(frozen=True, slots=True)
class Family:
    """How a main theme looks: its class in our layer, the component's colour, its icon."""

    css: str
    badge: str
    icon: str


FAMILIES = {
    "armoede": Family("armoede", "orange", "wallet"),
    "schulden": Family("schulden", "magenta", "receipt-euro"),
    "werk-en-inkomen": Family("werk", "azure", "briefcase"),
    "gezondheid": Family("gezondheid", "lime", "heartbeat"),
}


@dataclass(frozen=True, slots=True)
class Badge:
    label: str
    family: Family | None


def badges(assignments: Iterable[ConceptAssignment], tree: ConceptTree) -> list[Badge]:
    """Return the main themes that an item belongs to, coloured ones first, at most three."""
    tops: dict[int, Node] = {}
    for assignment in assignments:
        node = tree.nodes.get(assignment.tag_id)  # None for a concept newer than the tree
        if node and node.scheme == "thema":
            top = tree.top(node.pk)
            tops[top.pk] = top
    found = [Badge(node.name, FAMILIES.get(node.slug)) for node in tops.values()]
    return sorted(found, key=lambda badge: badge.family is None)[:3]
