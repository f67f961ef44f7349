"""The pages of practices, publications and dossiers lead to exercises."""

import pytest

from knowledge.models import Relation
from tests.factories import (
    ConceptFactory,
    DossierFactory,
    PracticeFactory,
    PublicationFactory,
    RelationFactory,
)
from tests.factories.reflection import ExerciseFactory
from tests.pages import parse

pytestmark = pytest.mark.django_db

KINDS = [PracticeFactory, PublicationFactory, DossierFactory]


def shown(client, item):
    """Return what stands under "Oefening hierbij": the link, and all that is said."""
    html = parse(client.get(item.get_absolute_url()))
    return [
        (row.one("a")["href"], row.text)
        for section in html.all("section", aria_labelledby="oefening")
        for row in section.all("li")
    ]


@pytest.mark.parametrize("factory", KINDS)
def test_item_leads_to_the_exercise_that_editors_linked(client, factory):
    item = factory()
    exercise = ExerciseFactory(title="De brief", slug="brief", summary="Lees mee.")
    RelationFactory(
        from_item=exercise, to_item=item, type=Relation.Type.EXERCISE_WITH, reason="Zo gaat het."
    )

    assert shown(client, item) == [("/reflectie/brief/", "De brief Lees mee. Zo gaat het.")]


def test_linked_exercise_stands_on_the_page_once(client):
    item = PracticeFactory()
    relation = RelationFactory(
        from_item=ExerciseFactory(), to_item=item, type=Relation.Type.EXERCISE_WITH
    )

    html = parse(client.get(item.get_absolute_url()))

    assert len(html.all("a", href=relation.from_item.get_absolute_url())) == 1


@pytest.mark.parametrize("factory", KINDS)
def test_item_leads_to_exercises_that_resemble_it_where_none_is_linked(client, factory):
    concept = ConceptFactory(name="brieven", scheme__slug="thema")
    exercises = ExerciseFactory.create_batch(3, concepts=[concept])
    item = factory(concepts=[concept])

    found = shown(client, item)

    assert [url for url, _text in found] == [one.get_absolute_url() for one in exercises[:2]]
    assert all(text.endswith("Gaat ook over brieven.") for _url, text in found)


def test_linked_exercise_is_not_joined_by_others(client):
    concept = ConceptFactory(scheme__slug="thema")
    item = PracticeFactory(concepts=[concept])
    ExerciseFactory(concepts=[concept])
    linked = ExerciseFactory()
    RelationFactory(from_item=linked, to_item=item, type=Relation.Type.EXERCISE_WITH)

    assert [url for url, _text in shown(client, item)] == [linked.get_absolute_url()]


def test_unpublished_exercise_is_not_shown(client):
    concept = ConceptFactory(scheme__slug="thema")
    item = PracticeFactory(concepts=[concept])
    draft = ExerciseFactory(concepts=[concept], status="draft")
    RelationFactory(from_item=draft, to_item=item, type=Relation.Type.EXERCISE_WITH)

    assert shown(client, item) == []


def test_exercise_is_not_among_what_resembles_an_item(client):
    concept = ConceptFactory(scheme__slug="thema")
    item = PracticeFactory(concepts=[concept])
    ExerciseFactory(concepts=[concept])
    other = PublicationFactory(concepts=[concept])

    html = parse(client.get(item.get_absolute_url()))

    resembling = html.one("section", aria_labelledby="lijkt-hierop")
    assert [card["data-slug"] for card in resembling.all("article")] == [other.slug]


@pytest.mark.parametrize("count", [1, 3])
def test_linked_exercises_cost_no_query_each(client, django_assert_max_num_queries, count):
    item = PracticeFactory()
    for exercise in ExerciseFactory.create_batch(count):
        RelationFactory(from_item=exercise, to_item=item, type=Relation.Type.EXERCISE_WITH)
    client.get("/praktijkvoorbeelden/")

    with django_assert_max_num_queries(16):
        found = shown(client, item)

    assert len(found) == count
