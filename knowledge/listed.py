"""What a list is made of at one version: its facets, and the orders it can stand in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.collection import Collection, collections
from knowledge.facets import FacetTable, concept_facets
from knowledge.filters import KnowledgeFilterSet
from knowledge.kinds import Kind
from knowledge.shared import Shared
from search.facets import Bits


@dataclass(frozen=True, slots=True)
class Listed:
    """``orders`` has all items of the list for each order that needs no words, and maybe more."""

    table: FacetTable
    orders: Mapping[str, Sequence[int]]


def orders(collection: Collection) -> dict[str, Sequence[int]]:
    return {"nieuwste": collection.newest, "titel": collection.by_title}


def listed(filterset: type[KnowledgeFilterSet], kind: Kind | None = None) -> Shared[Listed]:
    """Return what a list with only concept facets is made of, of one kind or of all."""

    def load(version: str) -> Listed:
        collection = collections.at(version)
        items: Bits = collection.kinds.get(kind.name, 0) if kind else collection.items
        facets = concept_facets(collection, filterset.concept_schemes(), items)
        return Listed(FacetTable(facets, items), orders(collection))

    return Shared(load)
