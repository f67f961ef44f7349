import pytest
from django.db import IntegrityError, transaction

from knowledge.completeness import counted_once, missing, recount
from knowledge.models import Dossier, KnowledgeItem, Publication
from knowledge.services import merge_concepts
from practices.models import Practice
from tests.factories import (
    ConceptFactory,
    DossierFactory,
    PracticeFactory,
    PublicationFactory,
    SourceFactory,
)
from tests.factories.curating import ready

pytestmark = pytest.mark.django_db

ALL = [
    "een samenvatting",
    "een thema",
    "een bron",
    "een redacteur",
    "een datum van opnieuw nakijken",
]


def counts(item):
    return KnowledgeItem.objects.values_list("theme_count", "source_count").get(pk=item.pk)


def test_themes_and_sources_are_counted_as_they_come_and_go():
    item = PublicationFactory(concepts=[ConceptFactory(), ConceptFactory(scheme__slug="doelgroep")])
    first = SourceFactory(item=item)
    SourceFactory(item=item)
    assert counts(item) == (1, 2)

    first.delete()
    item.concepts.set([])

    assert counts(item) == (0, 1)


def test_changed_concept_is_counted_as_what_it_is_now():
    item = PublicationFactory(concepts=[ConceptFactory()])
    assignment = item.assignments.get()

    assignment.tag = ConceptFactory(scheme__slug="doelgroep")
    assignment.save()

    assert counts(item) == (0, 0)


def test_merging_themes_counts_the_one_that_stays():
    one, other = ConceptFactory.create_batch(2)
    item = PublicationFactory(concepts=[one, other])

    merge_concepts(source=one, target=other)

    assert counts(item) == (1, 0)


def test_counting_many_items_at_once_takes_one_statement(django_assert_num_queries):
    items = PublicationFactory.create_batch(3, concepts=[ConceptFactory()])

    with django_assert_num_queries(1):
        recount(item.pk for item in items)

    assert [counts(item) for item in items] == [(1, 0)] * 3


@pytest.mark.parametrize("factory", [PublicationFactory, PracticeFactory, DossierFactory])
def test_published_item_goes_with_all_its_rows(factory):
    item = ready(factory, status="published")

    item.delete()

    assert not KnowledgeItem.objects.exists()


def test_draft_lacks_everything_at_once():
    item = PublicationFactory(status="draft", summary="", review_by=None, content_digest="")

    assert missing(item) == ALL


def test_complete_item_lacks_nothing():
    assert missing(ready(PublicationFactory)) == []


def test_dossier_needs_no_source_of_its_own():
    assert missing(DossierFactory(status="draft")) == ["een thema", "een redacteur"]


@pytest.mark.parametrize(
    ("facts", "lacks"),
    [
        pytest.param({}, [], id="not assessed is an answer"),
        pytest.param(
            {"evidence_level": Practice.Evidence.GOOD},
            ["bij het bewijs: wie het beoordeelde, waarop het berust en wanneer"],
            id="assessed by nobody",
        ),
    ],
)
def test_practice_says_what_its_evidence_lacks(facts, lacks):
    assert Practice(**facts).missing_facts() == lacks


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"curator": None}, id="no curator"),
        pytest.param({"review_by": None}, id="no date"),
        pytest.param({"theme_count": 0}, id="no theme"),
        pytest.param({"source_count": 0}, id="no source"),
    ],
)
def test_database_publishes_nothing_incomplete(facts):
    item = ready(PublicationFactory, status="published")

    for name, value in facts.items():
        setattr(item, name, value)

    with pytest.raises(IntegrityError, match="item_published_complete"), transaction.atomic():
        item.save()


def test_database_publishes_a_dossier_without_source_and_starter_content_as_it_is():
    ready(DossierFactory, status="published").sources.all().delete()
    PublicationFactory(content_digest="van het begin")

    assert Dossier.objects.published().count() == Publication.objects.published().count() == 1


def test_last_source_of_what_is_published_stays():
    item = ready(PublicationFactory, status="published")

    with pytest.raises(IntegrityError), transaction.atomic():
        item.sources.all().delete()

    assert item.sources.count() == 1


def test_last_source_is_replaced_in_one_go():
    item = ready(PublicationFactory, status="published")

    with transaction.atomic(), counted_once():
        item.sources.all().delete()
        SourceFactory(item=item)

    assert counts(item) == (1, 1)
