"""The facets that only practices have: where, how sure, and whether it still runs."""

from array import array
from collections import defaultdict
from collections.abc import Collection as Some
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from knowledge.collection import Collection, collections
from knowledge.facets import Facet, FacetTable, Value, concept_facets
from knowledge.listed import Listed, orders
from knowledge.models import Municipality, Province
from knowledge.shared import Shared
from practices.filters import EVIDENCE_SLUGS, RUN_STATE_SLUGS, PracticeFilterSet
from practices.models import Practice
from search.facets import Bits, bits

type Names = dict[str, str]  # of places, by their slug


@dataclass(frozen=True, slots=True)
class ListedPractices(Listed):
    """Has also the ``places`` that no practice has, by the name of their facet."""

    places: Mapping[str, Names]

    def newest(self, most: int) -> Sequence[int]:
        return self.orders["nieuwste"][:most]

    def table_for(self, asked: Mapping[str, Some[str]]) -> FacetTable:
        """Return the facets with the places that are ``asked`` for in vain."""
        table = self.table
        for name, slugs in asked.items():
            facet = table.facets[name]
            known = {value.slug for value in facet.values}
            more = [
                Value(slug, self.places[name][slug])
                for slug in sorted(set(slugs) - known)
                if slug in self.places[name]
            ]
            if more:
                table = table.with_facet(Facet(name, facet.label, [*facet.values, *more]))
        return table


def _load(version: str) -> ListedPractices:
    """Read where practices are and what is known of them; five queries."""
    collection = collections.at(version)
    items = collection.kinds.get("practice", 0)
    names = {
        "provincie": dict(Province.objects.values_list("slug", "name")),
        "gemeente": dict(Municipality.objects.values_list("slug", "name")),
    }
    facts = _facts()
    return ListedPractices(
        FacetTable(
            [
                *concept_facets(collection, PracticeFilterSet.concept_schemes(), items),
                *_places(items, names),
                *_own(facts, items),
            ],
            items,
        ),
        orders(collection) | _orders(collection, facts),
        names,
    )


listed_practices = Shared(_load)


class Fact(NamedTuple):
    """What lists know of a practice."""

    pk: int
    evidence: str
    run_state: str
    started_year: int | None
    published_at: datetime


type Facts = Sequence[Fact]


def _facts() -> Facts:
    rows: QuerySet = Practice.objects.published().order_by()
    found = rows.values_list("pk", "evidence_level", "run_state", "started_year", "published_at")
    return [Fact(*row) for row in found]


def _orders(collection: Collection, facts: Facts) -> dict[str, Sequence[int]]:
    """
    Return the orders of practices alone.

    Of those that were published at the same moment the one that began last is
    the newest.
    """
    place = {pk: place for place, pk in enumerate(collection.by_title)}
    by_title = sorted((fact for fact in facts if fact.pk in place), key=lambda fact: place[fact.pk])
    strongest = sorted(
        by_title, key=lambda fact: Practice.Evidence(fact.evidence).step, reverse=True
    )
    newest = sorted(
        by_title, key=lambda fact: (fact.published_at, fact.started_year or 0), reverse=True
    )
    return {
        "bewijs": array("q", (fact.pk for fact in strongest)),
        "nieuwste": array("q", (fact.pk for fact in newest)),
    }


def _places(items: Bits, names: Mapping[str, Names]) -> list[Facet]:
    """Return the facets province and municipality, with the places that have a practice."""
    in_province: dict[str, list[int]] = defaultdict(list)
    in_municipality: dict[str, list[int]] = defaultdict(list)
    rows = Practice.municipalities.through.objects.values_list(
        "practice", "municipality__slug", "municipality__province__slug"
    )
    for practice, municipality, province in rows:
        in_municipality[municipality].append(practice)
        in_province[province].append(practice)
    wide = Practice.provinces.through.objects.values_list("practice", "province__slug")
    for practice, province in wide:
        in_province[province].append(practice)
    return [
        _place_facet("provincie", "Provincie", in_province, names, items),
        _place_facet("gemeente", "Gemeente", in_municipality, names, items),
    ]


def _place_facet(
    name: str,
    label: str,
    places: Mapping[str, Iterable[int]],
    names: Mapping[str, Names],
    items: Bits,
) -> Facet:
    values = [
        Value(slug, names[name][slug], found)
        for slug, practices in sorted(places.items())
        if (found := bits(practices) & items)
    ]
    return Facet(name, label, values)


def _own(facts: Facts, items: Bits) -> list[Facet]:
    """Return the facets evidence and status."""
    by_level: dict[str, list[int]] = defaultdict(list)
    by_state: dict[str, list[int]] = defaultdict(list)
    for fact in facts:
        by_level[fact.evidence].append(fact.pk)
        by_state[fact.run_state].append(fact.pk)
    strongest_first = list(reversed(EVIDENCE_SLUGS.items()))
    return [
        Facet(
            "bewijs",
            "Bewijs",
            [
                Value(slug, level.label, bits(by_level[level]) & items)
                for slug, level in strongest_first
            ],
            ordered=True,
        ),
        Facet(
            "status",
            "Status",
            [
                Value(slug, state.label, bits(by_state[state]) & items)
                for slug, state in RUN_STATE_SLUGS.items()
            ],
            ordered=True,
        ),
    ]
