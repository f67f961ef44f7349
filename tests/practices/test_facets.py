from datetime import UTC, date, datetime

import pytest

from knowledge import version
from practices.facets import listed_practices
from practices.models import Practice
from tests.factories import ConceptFactory, MunicipalityFactory, PracticeFactory

pytestmark = pytest.mark.django_db

ESTIMATE = {
    "evidence_judge": Practice.Judge.EDITORS,
    "evidence_basis": "Een evaluatie.",
    "evidence_judged_on": date(2026, 1, 5),
}


def test_places_without_practices_are_no_choice_until_they_are_asked_for():
    MunicipalityFactory(slug="nergens", name="Nergens", province__slug="ver")
    PracticeFactory(municipalities=[MunicipalityFactory(slug="goes", province__slug="zeeland")])
    shared = listed_practices.at(version.current())

    plain = shared.table.facets
    asked = shared.table_for({"gemeente": ["nergens", "spook", "goes"], "provincie": []}).facets

    assert [value.slug for value in plain["gemeente"].values] == ["goes"]
    assert [value.slug for value in asked["gemeente"].values] == ["goes", "nergens"]
    assert [value.slug for value in shared.table.facets["gemeente"].values] == ["goes"]


def test_orders_of_practices():
    unknown = PracticeFactory(started_year=None)
    earlier = PracticeFactory(started_year=2019)
    later = PracticeFactory(started_year=2023)
    newest = PracticeFactory(published_at=datetime(2026, 2, 1, tzinfo=UTC), started_year=2010)

    shared = listed_practices.at(version.current())

    assert list(shared.orders["nieuwste"]) == [p.pk for p in (newest, later, earlier, unknown)]
    assert list(shared.newest(2)) == [newest.pk, later.pk]


def test_strongest_evidence_comes_first_then_the_title():
    not_assessed = PracticeFactory(title="A")
    described = PracticeFactory(**ESTIMATE, evidence_level="described")
    strong = PracticeFactory(**ESTIMATE, evidence_level="strong")
    later = PracticeFactory(title="Z", **ESTIMATE, evidence_level="good")
    sooner = PracticeFactory(title="B", **ESTIMATE, evidence_level="good")

    found = listed_practices.at(version.current()).orders["bewijs"]

    assert list(found) == [p.pk for p in (strong, sooner, later, described, not_assessed)]


@pytest.mark.parametrize("count", [1, 3])
def test_facets_cost_the_same_queries_whatever_their_size(django_assert_num_queries, count):
    for _turn in range(count):
        PracticeFactory(concepts=[ConceptFactory()], municipalities=[MunicipalityFactory()])
    at = version.current()

    with django_assert_num_queries(9 + 5):
        listed_practices.at(at)
    with django_assert_num_queries(0):
        listed_practices.at(at)
