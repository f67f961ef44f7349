"""The facets that only practices have: where, how sure, and whether it still runs."""

from collections import defaultdict
from collections.abc import Collection

from django.core.validators import slug_re

from knowledge.facets import Facet, Value
from knowledge.models import Municipality, Province
from practices.filters import EVIDENCE_SLUGS, RUN_STATE_SLUGS
from practices.models import Practice, PracticeQuerySet
from search.facets import bits

type Place = tuple[str, str]  # slug and name


def place_facets(
    practices: PracticeQuerySet, *, provinces: Collection[str], municipalities: Collection[str]
) -> list[Facet]:
    """
    Return the facets province and municipality.

    They list the places that have a practice, and those that were asked for
    (slugs in ``provinces`` and ``municipalities``) though they have none. Two
    queries, and one more for each kind of place asked for in vain.
    """
    in_province: dict[Place, set[int]] = defaultdict(set)
    in_municipality: dict[Place, set[int]] = defaultdict(set)
    rows = Practice.municipalities.through.objects.filter(practice__in=practices.values("pk"))
    for practice, slug, name, province, province_name in rows.values_list(
        "practice",
        "municipality__slug",
        "municipality__name",
        "municipality__province__slug",
        "municipality__province__name",
    ):
        in_municipality[slug, name].add(practice)
        in_province[province, province_name].add(practice)
    wide = Practice.provinces.through.objects.filter(practice__in=practices.values("pk"))
    for practice, slug, name in wide.values_list("practice", "province__slug", "province__name"):
        in_province[slug, name].add(practice)
    _add_asked(in_province, Province, provinces)
    _add_asked(in_municipality, Municipality, municipalities)
    return [
        Facet("provincie", "Provincie", _values(in_province)),
        Facet("gemeente", "Gemeente", _values(in_municipality)),
    ]


def _add_asked(
    places: dict[Place, set[int]],
    model: type[Province] | type[Municipality],
    asked: Collection[str],
) -> None:
    # Only what looks like a slug: PostgreSQL refuses a query with a NUL character in it.
    known = {slug for slug, _name in places}
    missing = {slug for slug in asked if slug_re.match(slug)} - known
    if missing:
        for slug, name in model.objects.filter(slug__in=missing).values_list("slug", "name"):
            places[slug, name] = set()


def _values(places: dict[Place, set[int]]) -> list[Value]:
    return [Value(slug, name, bits(items)) for (slug, name), items in sorted(places.items())]


def own_facets(practices: PracticeQuerySet) -> tuple[list[Facet], list[int]]:
    """Return the facets evidence and status, and the numbers of all practices; one query."""
    by_level: dict[str, list[int]] = defaultdict(list)
    by_state: dict[str, list[int]] = defaultdict(list)
    numbers = []
    rows = practices.order_by().values_list("pk", "evidence_level", "run_state")
    for practice, level, state in rows:
        by_level[level].append(practice)
        by_state[state].append(practice)
        numbers.append(practice)
    strongest_first = list(reversed(EVIDENCE_SLUGS.items()))
    return [
        Facet(
            "bewijs",
            "Bewijs",
            [Value(slug, level.label, bits(by_level[level])) for slug, level in strongest_first],
            ordered=True,
        ),
        Facet(
            "status",
            "Status",
            [
                Value(slug, state.label, bits(by_state[state]))
                for slug, state in RUN_STATE_SLUGS.items()
            ],
            ordered=True,
        ),
    ], numbers
