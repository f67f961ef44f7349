"""The facets and orders of the list of exercises."""

from array import array
from collections.abc import Callable, Collection, Iterator
from functools import partial

from knowledge.collection import collections
from knowledge.facets import Facet, FacetTable, Value, concept_facets
from knowledge.listed import Listed
from knowledge.shared import Shared
from search.facets import Bits, bits
from tools.reflection.finding.company import COMPANIES
from tools.reflection.finding.filters import ExerciseFilterSet
from tools.reflection.finding.lengths import LENGTHS, longest
from tools.reflection.finding.toolbox import toolbox
from tools.reflection.models import Exercise
from tools.reflection.needs import Need


def _load(version: str) -> Listed:
    collection = collections.at(version)
    items = collection.kinds.get(Exercise.KIND.name, 0)
    exercises = toolbox.at(version).exercises.values()
    shortest = sorted(exercises, key=lambda one: (one.short_minutes or longest(one), longest(one)))
    schemes = ExerciseFilterSet.concept_schemes()
    return Listed(
        FacetTable([*_own(exercises, items), *concept_facets(collection, schemes, items)], items),
        {
            "leerbehoefte": array("q", (one.pk for one in exercises)),
            "kortste": array("q", (one.pk for one in shortest)),
            "titel": array("q", (pk for pk in collection.by_title if items >> pk & 1)),
        },
    )


listed_exercises = Shared(_load)


def _own(exercises: Collection[Exercise], items: Bits) -> Iterator[Facet]:
    def value(slug: str, label: str, has_it: Callable[[Exercise], bool]) -> Value:
        return Value(slug, label, bits(one.pk for one in exercises if has_it(one)) & items)

    yield Facet(
        "leerbehoefte",
        "Leerbehoefte",
        [value(need.slug, need.label, partial(_has, need)) for need in Need],
        ordered=True,
    )
    yield Facet(
        "duur",
        "Duur, ook als korte versie",
        [value(length.slug, length.label, length.holds) for length in LENGTHS],
        ordered=True,
    )
    yield Facet(
        "vorm",
        "Vorm",
        [value(company.slug, company.label, company.suits) for company in COMPANIES],
        ordered=True,
    )


def _has(need: Need, exercise: Exercise) -> bool:
    return exercise.leerbehoefte is need
