from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge import indexing
from knowledge.models import KnowledgeItem
from search.models import Document, Form, Nearness, Posting, State, Term
from tests.factories import (
    ConceptFactory,
    DossierChapterFactory,
    DossierFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PracticeFactory,
    PublicationFactory,
)
from tests.search.indexed import tables
from tests.searching import found, its_moment_comes

pytestmark = pytest.mark.django_db

WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def content(monkeypatch):
    """Give items of every kind, public, waiting and drafts; a batch is of two."""
    monkeypatch.setattr(indexing, "BATCH", 2)
    concept = ConceptFactory(slug="schulden")
    practice = PracticeFactory(
        slug="a", title="Rust", lessons="Klein.", concepts=[concept], municipalities=[place()]
    )
    practice.organisations.add(OrganisationFactory(name="Buurtkring"))
    PublicationFactory(slug="b", title="Rust en onderzoek", concepts=[concept])
    DossierChapterFactory(dossier=DossierFactory(slug="c", title="Rust vooraf"), title="Nazorg")
    PublicationFactory(slug="d", title="Rust later", published_at=datetime(2999, 1, 1, tzinfo=UTC))
    PublicationFactory(slug="e", title="Rust nooit", status="draft")


def place():
    return MunicipalityFactory(name="Goes", province__name="Zeeland")


def empty():
    for model in (Posting, Term, Nearness, Form, Document):
        model.objects.all().delete()


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("force", [False, True])
def test_reindex_of_nothing_makes_what_saving_made(force):
    right = tables()
    empty()

    steps = list(indexing.reindex(force=force))

    assert steps == [(2, 4, 2), (4, 4, 4)]
    assert tables() == right


@pytest.mark.usefixtures("content")
def test_reindex_of_what_is_right_writes_nothing():
    list(indexing.reindex())
    before, stamp = tables(), State.objects.get().stamp

    with CaptureQueriesContext(connection) as queries:
        steps = list(indexing.reindex())

    assert steps == [(2, 4, 0), (4, 4, 0)]
    assert [query["sql"] for query in queries if query["sql"].startswith(WRITES)] == []
    assert (tables(), State.objects.get().stamp) == (before, stamp)


@pytest.mark.usefixtures("content")
def test_reindex_by_force_writes_all_and_changes_nothing():
    before = tables()

    steps = list(indexing.reindex(force=True))

    assert steps[-1] == (4, 4, 4)
    assert tables() == before


@pytest.mark.usefixtures("content")
def test_reindex_takes_out_what_is_no_longer_there():
    right = tables()
    stray = PublicationFactory(title="Verdwaald")
    # below Django: as a hand in the database would
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE knowledge_knowledgeitem SET status = 'archived' WHERE id = %s", [stray.pk]
        )

    list(indexing.reindex())

    assert tables() == right


@pytest.mark.usefixtures("content")
def test_reindex_that_is_broken_off_goes_on_where_it_stopped():
    right = tables()
    empty()

    broken_off = indexing.reindex()
    next(broken_off)
    broken_off.close()
    steps = list(indexing.reindex())

    assert steps == [(2, 4, 0), (4, 4, 2)]
    assert tables() == right


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("force", [False, True])
def test_readers_find_everything_at_every_moment(force):
    Document.objects.update(digest="of other rules")
    before = found("rust"), found("schulden"), found("goes"), found("nazorg")
    assert set(before[0]) >= {"a", "b"}
    assert before[1] == ["a", "b"]

    for _step in indexing.reindex(force=force):
        assert (found("rust"), found("schulden"), found("goes"), found("nazorg")) == before

    assert set(Document.objects.values_list("digest", flat=True)) != {"of other rules"}


@pytest.mark.usefixtures("content")
def test_reindex_after_its_moment_has_the_words_of_an_item_complete():
    waiting = PublicationFactory(
        title="Geheimschrift", published_at=datetime(2999, 1, 1, tzinfo=UTC)
    )
    its_moment_comes(waiting)
    assert "geheimschrift" not in tables()["forms"]

    list(indexing.reindex())

    assert tables()["forms"]["geheimschrift"] == 1


@pytest.mark.usefixtures("content")
def test_reindex_asks_as_much_for_many_as_for_few():
    def queries():
        with CaptureQueriesContext(connection) as captured:
            indexing.refresh(Document.objects.values_list("pk", flat=True), force=True)
        return len(captured)

    few = queries()
    for _turn in range(5):
        PracticeFactory(concepts=[ConceptFactory()], municipalities=[MunicipalityFactory()])

    assert queries() == few


@pytest.mark.usefixtures("content")
def test_command_says_what_it_did():
    out = StringIO()
    Document.objects.filter(text__startswith="Rust en").update(digest="of other rules")

    call_command("reindex", stdout=out)
    call_command("reindex", "--all", stdout=out)
    call_command("reindex", verbosity=0, stdout=out)

    assert out.getvalue().splitlines() == [
        "4 items nagekeken, 1 opnieuw in de index gezet.",
        "4 items nagekeken, 4 opnieuw in de index gezet.",
    ]


@pytest.mark.usefixtures("content")
def test_content_that_is_copied_to_another_database_is_found_after_reindex(tmp_path):
    right, before = tables(), found("rust schulden")
    copy = tmp_path / "copy.json"
    call_command("dumpdata", "knowledge", "practices", output=str(copy), verbosity=0)
    KnowledgeItem.objects.all().delete()
    empty()

    call_command("loaddata", str(copy), verbosity=0)
    list(indexing.reindex())

    assert tables() == right
    assert found("rust schulden") == before
