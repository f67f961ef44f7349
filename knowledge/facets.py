"""What a list can be narrowed by: each value with the items that have it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from knowledge.models import ConceptAssignment, KnowledgeItem
from knowledge.tree import ConceptTree
from search.facets import Bits, bits, counts_after_choosing, narrowed

type Chosen = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Value:
    """One choice: what stands in the address, what is shown, the items that have it."""

    slug: str
    label: str
    items: Bits = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """One question with its choices; an ``ordered`` one shows all of them, in their order."""

    name: str
    label: str
    values: Sequence[Value]
    ordered: bool = False

    def label_of(self, slug: str) -> str:
        return next(value.label for value in self.values if value.slug == slug)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value as a visitor sees it; ``count`` is the length of the list once it is chosen."""

    value: str
    label: str
    count: int
    is_chosen: bool

    @property
    def is_disabled(self) -> bool:
        return self.count == 0 and not self.is_chosen


@dataclass(frozen=True, slots=True)
class FacetChoices:
    """A facet as a visitor sees it: the most used choices, and the rest."""

    name: str
    label: str
    shown: Sequence[Choice]
    more: Sequence[Choice]

    @property
    def is_chosen(self) -> bool:
        return any(choice.is_chosen for choice in self.shown)

    @property
    def is_searchable(self) -> bool:
        return len(self.shown) + len(self.more) > SEARCHABLE_ABOVE


SHOWN_FIRST = 6
SEARCHABLE_ABOVE = 20


class FacetTable:
    """
    The facets of one list of items, and what each further choice would give.

    An item is the bit of its primary key: the numbers are small, so the
    integers stay short. ``pool`` holds the items that match the words.
    """

    def __init__(self, facets: Iterable[Facet], pool: Iterable[int]) -> None:
        self.facets = {facet.name: facet for facet in facets}
        self.pool = bits(pool)
        self._items = {
            name: {value.slug: value.items for value in facet.values}
            for name, facet in self.facets.items()
        }

    def total(self, chosen: Chosen) -> int:
        """Return the length of the list with these choices."""
        return narrowed(self.pool, self._items, chosen).bit_count()

    def choices(self, chosen: Chosen) -> list[FacetChoices]:
        """Return all facets as they are with these choices, chosen values first in each."""
        counts = counts_after_choosing(self.pool, self._items, chosen)
        return [
            _arranged(facet, counts[facet.name], chosen.get(facet.name, ()))
            for facet in self.facets.values()
        ]


def _arranged(facet: Facet, counts: Mapping[str, int], chosen: Sequence[str]) -> FacetChoices:
    choices = [
        Choice(value.slug, value.label, counts[value.slug], value.slug in chosen)
        for value in facet.values
    ]
    if facet.ordered:
        return FacetChoices(facet.name, facet.label, choices, [])
    # By use in the whole collection: choosing elsewhere must not reshuffle the boxes.
    used = {value.slug: value.items.bit_count() for value in facet.values}
    choices.sort(key=lambda choice: (not choice.is_chosen, -used[choice.value], choice.label))
    first = max(SHOWN_FIRST, len(chosen))
    return FacetChoices(facet.name, facet.label, choices[:first], choices[first:])


def concept_facets(
    tree: ConceptTree, schemes: Mapping[str, str], items: QuerySet[KnowledgeItem]
) -> list[Facet]:
    """
    Return a facet for each of ``schemes`` over ``items``, narrower concepts counted in.

    ``schemes`` gives the scheme of each facet by the facet's name. One query
    for all of them together.
    """
    carried: dict[int, list[int]] = defaultdict(list)
    pairs = ConceptAssignment.objects.filter(content_object__in=items.order_by().values("pk"))
    for concept, item in pairs.values_list("tag", "content_object"):
        carried[concept].append(item)
    facets = []
    for name, scheme in schemes.items():
        nodes = tree.in_scheme(scheme)
        values = [
            Value(node.slug, node.name, bits(_items(carried, tree.with_narrower([node.pk]))))
            for node in nodes
        ]
        facets.append(Facet(name, nodes[0].scheme_name if nodes else scheme, values))
    return facets


def _items(carried: Mapping[int, list[int]], concepts: Iterable[int]) -> set[int]:
    return {item for concept in concepts for item in carried.get(concept, ())}
