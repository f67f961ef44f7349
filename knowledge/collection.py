"""All published items as sets of numbers: what a list can be made of without the database."""

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from knowledge.kinds import Kind
from knowledge.labels import concept_label
from knowledge.models import ConceptAssignment, KnowledgeItem
from knowledge.shared import Shared
from knowledge.tree import ConceptTree
from knowledge.vocabulary import vocabulary
from search.engine import Engine
from search.facets import Bits, bits
from search.plan import LABEL


@dataclass(eq=False)
class Collection:
    """
    The published items at one version; a set has the bit of each item's primary key.

    ``concepts`` gives by primary key who carries a concept or anything
    narrower, ``own_concepts`` who carries just that. ``newest`` and ``by_title``
    have every item, in that order.
    """

    version: str
    tree: ConceptTree
    items: Bits
    kinds: dict[str, Bits]
    own_concepts: dict[int, Bits]
    concepts: dict[int, Bits]
    newest: Sequence[int]
    by_title: Sequence[int]
    engine: Engine = field(init=False)

    def __post_init__(self) -> None:
        self.engine = Engine(vocabulary(self.tree), self.items, by_label(self.own_concepts))

    def count(self, kind: Kind) -> int:
        return self.kinds.get(kind.name, 0).bit_count()


def by_label(carriers: Mapping[int, Bits]) -> dict[str, Bits]:
    """Return who carries each concept by the label that search knows it by."""
    return {LABEL + concept_label(pk): items for pk, items in carriers.items()}


def _load(version: str) -> Collection:
    """Read everything; some queries, and a second or two for a hundred thousand items."""
    tree = ConceptTree.load()
    rows = _rows()
    by_kind: dict[str, list[int]] = defaultdict(list)
    for pk, kind, _published, _title in rows:
        by_kind[kind].append(pk)
    items = bits(pk for pk, *_rest in rows)
    by_title = sorted(rows, key=lambda row: (row[3], row[0]))
    newest = sorted(by_title, key=lambda row: row[2], reverse=True)
    own = _carriers(items)
    return Collection(
        version,
        tree,
        items,
        {kind: bits(pks) for kind, pks in by_kind.items()},
        own,
        _with_narrower(tree, own),
        array("q", (pk for pk, *_rest in newest)),
        array("q", (pk for pk, *_rest in by_title)),
    )


def _rows() -> list[tuple[int, str, datetime, str]]:
    published: QuerySet = KnowledgeItem.objects.published().order_by()
    return list(published.values_list("pk", "kind", "published_at", "folded_title"))


def _carriers(visible: Bits) -> dict[int, Bits]:
    own: dict[int, list[int]] = defaultdict(list)
    pairs = ConceptAssignment.objects.order_by().values_list("tag", "content_object")
    for concept, item in pairs.iterator(chunk_size=20_000):
        own[concept].append(item)
    return {concept: bits(items) & visible for concept, items in own.items()}


def _with_narrower(tree: ConceptTree, own: dict[int, Bits]) -> dict[int, Bits]:
    found = {}
    for pk in tree.nodes:
        found[pk] = 0
        for narrower in tree.with_narrower([pk]):
            found[pk] |= own.get(narrower, 0)
    return found


collections = Shared(_load)
