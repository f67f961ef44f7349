"""The hierarchy of all concepts in memory: one query, some hundreds of rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from knowledge.models import Concept


@dataclass(eq=False, slots=True)
class Node:
    """One concept; ``children`` are its direct narrower concepts."""

    pk: int
    scheme: str
    scheme_name: str
    slug: str
    name: str
    broader_pk: int | None
    scope_note: str = ""
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        """Yield this concept and everything narrower, each once, also if they go round."""
        waiting, seen = [self], {self.pk}
        while waiting:
            node = waiting.pop()
            yield node
            new = [child for child in node.children if child.pk not in seen]
            seen.update(child.pk for child in new)
            waiting += new


class ConceptTree:
    """
    Answers what is broader and narrower without asking the database again.

    Two curators who save at once can make concepts go round in a circle; that
    must not stop a page, so nothing here loops.
    """

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes = {node.pk: node for node in nodes}
        for node in self.nodes.values():
            if node.broader_pk is not None:
                self.nodes[node.broader_pk].children.append(node)

    @classmethod
    def load(cls) -> Self:
        rows = Concept.objects.order_by("folded_name").values_list(
            "pk", "scheme__slug", "scheme__name", "slug", "name", "broader_id", "scope_note"
        )
        return cls(Node(*row) for row in rows)

    @cached_property
    def by_address(self) -> dict[tuple[str, str], Node]:
        return {(node.scheme, node.slug): node for node in self.nodes.values()}

    def in_scheme(self, scheme: str) -> list[Node]:
        """Return the concepts of one list, in alphabetical order."""
        return [node for node in self.nodes.values() if node.scheme == scheme]

    def top(self, pk: int) -> Node:
        """Return the broadest concept above ``pk``, which may be itself."""
        node, seen = self.nodes[pk], {pk}
        while node.broader_pk is not None and node.broader_pk not in seen:
            node = self.nodes[node.broader_pk]
            seen.add(node.pk)
        return node

    def with_narrower(self, pks: Iterable[int]) -> set[int]:
        """Return ``pks`` with everything narrower than any of them."""
        return {node.pk for pk in pks for node in self.nodes[pk].walk()}
