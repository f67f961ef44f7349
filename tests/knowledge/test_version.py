from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.test import RequestFactory

from knowledge import version
from knowledge.models import KnowledgeItem
from tests.factories import (
    CompassReadingFactory,
    ConceptFactory,
    DossierChapterFactory,
    DossierEntryFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PracticeFactory,
    ProvinceFactory,
    PublicationFactory,
    RelationFactory,
    SourceFactory,
)
from tests.searching import its_moment_comes

pytestmark = pytest.mark.django_db

FACTORIES = [
    ConceptFactory,
    PracticeFactory,
    PublicationFactory,
    DossierChapterFactory,
    DossierEntryFactory,
    SourceFactory,
    CompassReadingFactory,
    RelationFactory,
    ProvinceFactory,
    MunicipalityFactory,
    OrganisationFactory,
]


def test_version_stays_while_nothing_changes(client):
    PublicationFactory(concepts=[ConceptFactory()])
    before = version.current()

    for url in ("/", "/praktijkvoorbeelden/", "/zoeken/?q=uitleg", "/themas/"):
        client.get(url)

    assert version.current() == before


@pytest.mark.parametrize("factory", FACTORIES)
def test_version_changes_with_every_row_that_visitors_see(factory):
    seen = [version.current()]

    row = factory()
    seen.append(version.current())
    row.save()
    seen.append(version.current())
    row.delete()
    seen.append(version.current())

    assert len(set(seen)) == 4


@pytest.mark.parametrize(
    "link",
    [
        pytest.param(lambda item: item.concepts.add(ConceptFactory()), id="concept"),
        pytest.param(lambda item: item.municipalities.add(MunicipalityFactory()), id="place"),
        pytest.param(lambda item: item.provinces.add(ProvinceFactory()), id="province"),
        pytest.param(lambda item: item.organisations.add(OrganisationFactory()), id="who"),
    ],
)
def test_version_changes_with_every_link(link):
    practice = PracticeFactory()
    seen = [version.current()]

    link(practice)
    seen.append(version.current())
    for manager in (practice.concepts, practice.municipalities, practice.provinces):
        manager.clear()
    practice.organisations.clear()
    seen.append(version.current())

    assert len(set(seen)) == 3


def test_version_changes_with_alternative_labels_and_related_concepts():
    concept, other = ConceptFactory.create_batch(2)
    seen = [version.current()]

    concept.alternative_labels.create(label="SHV")
    seen.append(version.current())
    concept.related.add(other)
    seen.append(version.current())
    concept.related.remove(other)
    seen.append(version.current())

    assert len(set(seen)) == 4


def test_version_changes_with_update_and_deletion_of_many():
    PublicationFactory.create_batch(3)
    seen = [version.current()]

    KnowledgeItem.objects.update(title="Anders")
    seen.append(version.current())
    KnowledgeItem.objects.all().delete()
    seen.append(version.current())

    assert len(set(seen)) == 3


def test_version_of_a_change_that_is_taken_back_stays():
    before = version.current()

    with transaction.atomic():
        PublicationFactory()
        within = version.current()
        transaction.set_rollback(True)

    assert within != before
    assert version.current() == before


def test_version_changes_when_the_moment_of_an_item_has_come():
    PublicationFactory(published_at=datetime(2026, 1, 1, tzinfo=UTC))
    waiting = PublicationFactory(published_at=datetime(2999, 1, 1, tzinfo=UTC))
    before = version.current()

    its_moment_comes(waiting)

    assert version.current() != before


def test_version_is_asked_once_a_request(django_assert_num_queries):
    request = RequestFactory().get("/")

    with django_assert_num_queries(1):
        first = version.of(request)
        PublicationFactory.build()
        second = version.of(request)

    assert first == second == version.current()
