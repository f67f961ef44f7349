from datetime import timedelta

import pytest
from django.utils import timezone

from knowledge.models import KnowledgeItem, Relation
from tests.constraints import changed, refusal
from tests.factories import PublicationFactory, RelationFactory

pytestmark = pytest.mark.django_db


def test_relation_exists_once():
    relation = RelationFactory()
    again = RelationFactory.build(from_item=relation.from_item, to_item=relation.to_item)

    assert refusal(again) == ["Deze relatie bestaat al."]


def test_relation_of_another_type_may_exist_too():
    relation = RelationFactory(type=Relation.Type.RESTS_ON)

    other = RelationFactory(
        from_item=relation.from_item, to_item=relation.to_item, type=Relation.Type.FOLLOWS
    )

    other.full_clean()
    assert list(relation.from_item.relations.all()) == [other, relation]


def test_relation_is_between_two_items():
    relation = RelationFactory()
    relation.to_item = relation.from_item

    assert refusal(relation, "relation_between_two_items") == [
        "Een item heeft geen relatie met zichzelf."
    ]


def test_relation_has_a_reason():
    relation = changed(RelationFactory(), reason="")

    assert refusal(relation, "relation_has_reason") == [
        "Schrijf op waarom deze twee bij elkaar horen."
    ]


def test_readable_leaves_out_what_visitors_cannot_see():
    tomorrow = timezone.now() + timedelta(days=1)
    draft = PublicationFactory(status=KnowledgeItem.Status.DRAFT)
    readable = RelationFactory()
    RelationFactory(to_item=draft)
    RelationFactory(from_item=draft)
    RelationFactory(to_item=PublicationFactory(published_at=tomorrow))

    assert list(Relation.objects.readable()) == [readable]


@pytest.mark.parametrize(
    ("type_", "forth", "back"),
    [
        (Relation.Type.RESTS_ON, "A rust op B", "onderbouwt"),
        (Relation.Type.EXAMPLE_OF, "A voorbeeld van B", "heeft als voorbeeld"),
        (Relation.Type.EXERCISE_WITH, "A oefening bij B", "wordt geoefend met"),
        (Relation.Type.FOLLOWS, "A navolging van B", "kreeg navolging in"),
    ],
)
def test_relation_reads_both_ways(type_, forth, back):
    relation = RelationFactory(type=type_, from_item__title="A", to_item__title="B")

    assert (str(relation), relation.reverse_label) == (forth, back)
