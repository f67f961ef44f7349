"""What a list can be narrowed by: each value with the items that have it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.collection import Collection
from search.facets import Bits, counts_after_choosing, narrowed

type Chosen = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Value:
    """One choice: what stands in the address, what is shown, the items that have it."""

    slug: str
    label: str
    items: Bits = 0

    @cached_property
    def used(self) -> int:
        """Hold how many items have it."""
        return self.items.bit_count()


@dataclass(frozen=True)
class Facet:
    """One question with its choices; an ``ordered`` one shows all of them, in their order."""

    name: str
    label: str
    values: Sequence[Value]
    ordered: bool = False

    def label_of(self, slug: str) -> str:
        return next(value.label for value in self.values if value.slug == slug)

    @cached_property
    def slugs(self) -> frozenset[str]:
        return frozenset(value.slug for value in self.values)

    @cached_property
    def as_shown(self) -> Sequence[Value]:
        """
        Hold the choices as a page shows them: most used first, unless they have an order.

        By use in the whole collection: choosing elsewhere must not reshuffle the boxes.
        """
        if self.ordered:
            return self.values
        return sorted(self.values, key=lambda value: (-value.used, value.label))


@dataclass(slots=True)
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

    ``items`` are all items of the list. Nothing here changes once it is made:
    it serves every visitor until the content changes.
    """

    def __init__(self, facets: Iterable[Facet], items: Bits) -> None:
        self.facets = {facet.name: facet for facet in facets}
        self.items = items
        self._items = {
            name: {value.slug: value.items for value in facet.values}
            for name, facet in self.facets.items()
        }

    def narrowed(self, pool: Bits, chosen: Chosen) -> Bits:
        """Return the items of ``pool`` that satisfy these choices."""
        return narrowed(pool & self.items, self._items, chosen)

    def choices(self, pool: Bits, chosen: Chosen) -> list[FacetChoices]:
        """Return all facets as they are for ``pool``, chosen values first in each."""
        counts = counts_after_choosing(pool & self.items, self._items, chosen)
        return [
            _arranged(facet, counts[facet.name], chosen.get(facet.name, ()))
            for facet in self.facets.values()
        ]

    def with_facet(self, facet: Facet) -> "FacetTable":
        """Return this table with another ``facet`` of the same name."""
        return FacetTable({**self.facets, facet.name: facet}.values(), self.items)


def _arranged(facet: Facet, counts: Mapping[str, int], chosen: Sequence[str]) -> FacetChoices:
    choices = [
        Choice(value.slug, value.label, counts[value.slug], value.slug in chosen)
        for value in facet.as_shown
    ]
    if facet.ordered:
        return FacetChoices(facet.name, facet.label, choices, [])
    if chosen:
        choices.sort(key=lambda choice: not choice.is_chosen)
    first = max(SHOWN_FIRST, len(chosen))
    return FacetChoices(facet.name, facet.label, choices[:first], choices[first:])


def concept_facets(collection: Collection, schemes: Mapping[str, str], items: Bits) -> list[Facet]:
    """
    Return a facet for each of ``schemes`` over ``items``, narrower concepts counted in.

    ``schemes`` gives the scheme of each facet by the facet's name. No query.
    """
    facets = []
    for name, scheme in schemes.items():
        nodes = collection.tree.in_scheme(scheme)
        values = [
            Value(node.slug, node.name, collection.concepts[node.pk] & items) for node in nodes
        ]
        facets.append(Facet(name, nodes[0].scheme_name if nodes else scheme, values))
    return facets
