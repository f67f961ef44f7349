import threading
from datetime import UTC, datetime

import pytest
from django.db import OperationalError, connection, transaction

from knowledge import indexing
from knowledge.models import KnowledgeItem, Publication
from practices.models import Practice
from search.models import Document
from tests.factories import (
    ConceptFactory,
    DossierChapterFactory,
    DossierFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PracticeFactory,
    ProvinceFactory,
    PublicationFactory,
)
from tests.locks import until_another_waits
from tests.search.indexed import counted, tables
from tests.searching import asked, collection, found, its_moment_comes

pytestmark = pytest.mark.django_db

WAITING = {"published_at": datetime(2999, 1, 1, tzinfo=UTC)}


@pytest.fixture(autouse=True)
def index_is_whole():
    """See after each test that the index counts right, and has what is published alone."""
    yield
    indexed = tables()
    assert (indexed["terms"], indexed["forms"]) == counted()
    published = KnowledgeItem.objects.filter(status="published")
    assert set(indexed["documents"]) == set(published.values_list("pk", flat=True))


def completed(beginning):
    """Return the words that ``beginning`` is completed to."""
    concepts = asked(beginning, is_unfinished=True).plan.concepts
    return [word for concept in concepts for word in concept.instead]


@pytest.mark.parametrize(
    ("factory", "texts"),
    [
        pytest.param(
            PracticeFactory,
            [
                "title",
                "summary",
                "body",
                "background",
                "people",
                "results",
                "conditions",
                "lessons",
            ],
            id="practice",
        ),
        pytest.param(PublicationFactory, ["title", "summary", "body", "publisher"], id="knowledge"),
        pytest.param(DossierFactory, ["title", "summary", "body"], id="dossier"),
    ],
)
def test_item_is_found_by_each_of_its_texts(factory, texts):
    words = [f"woordje{number}x" for number in range(len(texts))]
    item = factory(**dict(zip(texts, words, strict=True)))
    factory()

    assert {word: found(word) for word in words} == {word: [item.slug] for word in words}


def test_publication_is_found_by_its_form():
    law = PublicationFactory(type=Publication.Type.LAW)
    PublicationFactory(type=Publication.Type.RESEARCH)

    assert found("wet of regeling") == [law.slug]


def test_saving_changes_what_is_found():
    item = PublicationFactory(slug="a", title="Rust")

    item.title = "Beweging"
    item.save()

    assert (found("rust"), found("beweging")) == ([], ["a"])


def test_saving_some_columns_among_all_kinds_keeps_what_a_kind_adds():
    practice = PracticeFactory(slug="a", lessons="Begin klein bij de keukentafel.")
    item = KnowledgeItem.objects.get(pk=practice.pk)

    item.title = "Rust"
    item.save(update_fields=["title", "folded_title", "folded_text"])

    assert found("rust keukentafel") == ["a"]


@pytest.mark.parametrize("status", ["draft", "submitted", "archived"])
def test_unpublishing_takes_away_and_publishing_puts_back(status):
    item = PublicationFactory(slug="a", title="Geheimschrift", concepts=[ConceptFactory()])

    item.status = status
    item.save()
    away = found("geheimschrift"), completed("geheims"), asked("geheimschrft").plan.repaired
    item.status = "published"
    item.save()

    assert away == ([], [], [])
    assert (found("geheimschrift"), completed("geheims")) == (["a"], ["geheimschrift"])


def test_draft_is_never_found_and_completes_nothing():
    PublicationFactory(title="Geheimschrift", status="draft", concepts=[ConceptFactory()])

    assert found("geheimschrift") == []
    assert completed("geheims") == []
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "delete",
    [
        pytest.param(lambda item: item.delete(), id="itself"),
        pytest.param(lambda item: KnowledgeItem.objects.get(pk=item.pk).delete(), id="as an item"),
        pytest.param(lambda _item: KnowledgeItem.objects.all().delete(), id="all of them"),
        pytest.param(lambda _item: Practice.objects.all().delete(), id="all of its kind"),
    ],
)
def test_deleting_takes_away(delete):
    item = PracticeFactory(
        title="Rust", concepts=[ConceptFactory()], municipalities=[MunicipalityFactory()]
    )

    delete(item)

    assert found("rust") == []
    assert {name: len(rows) for name, rows in tables().items()} == dict.fromkeys(tables(), 0)


def test_assigning_and_removing_a_concept_changes_what_is_found():
    concept = ConceptFactory(slug="schuldhulpverlening")
    item = PublicationFactory(slug="a")

    item.concepts.add(concept)
    assigned = found("schuldhulpverlening")
    item.concepts.remove(concept)
    removed = found("schuldhulpverlening")
    item.concepts.set([concept, ConceptFactory()])
    again = found("schuldhulpverlening")
    item.concepts.clear()

    assert (assigned, removed, again) == (["a"], [], ["a"])
    assert found("schuldhulpverlening") == []
    assert not [term for term in tables()["terms"] if term.startswith("#")]


def test_assigning_a_concept_to_a_draft_makes_it_no_more_public():
    concept = ConceptFactory(slug="schuldhulpverlening")

    PublicationFactory(status="draft").concepts.add(concept)

    assert found("schuldhulpverlening") == []
    assert collection().concepts[concept.pk] == 0


def test_renaming_a_concept_changes_what_is_found():
    concept = ConceptFactory(slug="schuldhulp", name="schuldhulpverlening")
    PublicationFactory(slug="a", concepts=[concept])
    before = found("schuldhulpverlening")

    concept.name = "geldbegeleiding"
    concept.save()

    assert before == ["a"]
    assert (found("schuldhulpverlening"), found("geldbegeleiding")) == ([], ["a"])


def test_alternative_label_is_found_as_soon_as_it_is_there():
    concept = ConceptFactory(slug="schuldhulpverlening")
    PublicationFactory(slug="a", concepts=[concept])
    before = found("SHV")

    label = concept.alternative_labels.create(label="SHV")
    with_label = found("SHV")
    label.delete()

    assert (before, with_label, found("SHV")) == ([], ["a"], [])


def test_moving_a_concept_changes_what_is_found():
    top, under = ConceptFactory(slug="geldzaken"), ConceptFactory(slug="beslag")
    PublicationFactory(slug="a", concepts=[under])
    before = found("geldzaken")

    under.broader = top
    under.save()

    assert (before, found("geldzaken")) == ([], ["a"])


@pytest.mark.parametrize(
    ("factory", "manager"),
    [
        pytest.param(MunicipalityFactory, "municipalities", id="municipality"),
        pytest.param(ProvinceFactory, "provinces", id="province"),
        pytest.param(OrganisationFactory, "organisations", id="organisation"),
    ],
)
def test_link_changes_what_is_found(factory, manager):
    practice = PracticeFactory(slug="a")
    linked = factory(name="Zeewolde")

    getattr(practice, manager).add(linked)
    there = found("zeewolde")
    getattr(practice, manager).remove(linked)
    gone = found("zeewolde")
    linked.practices.add(practice)
    from_the_other_side = found("zeewolde")
    getattr(practice, manager).clear()

    assert (there, gone, from_the_other_side) == (["a"], [], ["a"])
    assert found("zeewolde") == []


def test_practice_is_found_by_the_province_of_its_municipality():
    place = MunicipalityFactory(province=ProvinceFactory(name="Zeeland"))
    PracticeFactory(slug="a", municipalities=[place])
    before = found("zeeland")

    place.province = ProvinceFactory(name="Drenthe")
    place.save()

    assert before == ["a"]
    assert (found("zeeland"), found("drenthe")) == ([], ["a"])


def test_renaming_an_organisation_changes_what_is_found():
    organisation = OrganisationFactory(name="Buurtkring")
    PracticeFactory(slug="a").organisations.add(organisation)
    before = found("buurtkring")

    organisation.name = "Schakelhuis"
    organisation.save()

    assert before == ["a"]
    assert (found("buurtkring"), found("schakelhuis")) == ([], ["a"])


def test_deleting_an_organisation_changes_what_is_found():
    organisation = OrganisationFactory(name="Buurtkring")
    PracticeFactory(slug="a").organisations.add(organisation)

    organisation.delete()

    assert found("buurtkring") == []


def test_former_name_of_a_municipality_is_found_as_soon_as_it_is_there():
    place = MunicipalityFactory(name="Eemsdelta")
    PracticeFactory(slug="a", municipalities=[place])
    before = found("delfzijl")

    place.other_names.create(name="Delfzijl", kind="former")

    assert (before, found("delfzijl")) == ([], ["a"])


def test_chapter_changes_what_is_found():
    dossier = DossierFactory(slug="a")

    chapter = DossierChapterFactory(dossier=dossier, title="Nazorg")
    made = found("nazorg")
    chapter.title = "Voorzorg"
    chapter.save()
    changed = found("nazorg"), found("voorzorg")
    chapter.delete()

    assert (made, changed) == (["a"], ([], ["a"]))
    assert found("voorzorg") == []


def test_update_of_many_changes_lists_and_cards(client):
    item = PublicationFactory(slug="a", title="Rust")
    client.get("/kennis/")

    Publication.objects.filter(pk=item.pk).update(summary="Iets heel anders.")

    assert "Iets heel anders." in client.get("/kennis/").content.decode()


def test_waiting_item_is_not_found_nor_counted_nor_completed():
    concept = ConceptFactory(slug="schulden")
    PublicationFactory(slug="a", title="Rust", concepts=[concept])
    PublicationFactory(slug="b", title="Geheimschrift over rust", concepts=[concept], **WAITING)

    assert found("geheimschrift") == []
    assert found("rust") == found("schulden") == ["a"]
    assert collection().concepts[concept.pk].bit_count() == 1
    assert completed("geheims") == []
    assert asked("geheimschrft").plan.repaired == []


def test_item_whose_moment_has_come_is_found_without_a_save():
    concept = ConceptFactory(slug="schulden")
    waiting = PublicationFactory(slug="b", title="Geheimschrift", concepts=[concept], **WAITING)
    assert found("geheimschrift") == found("schulden") == []

    its_moment_comes(waiting)

    assert found("geheimschrift") == found("schulden") == ["b"]
    assert collection().concepts[concept.pk].bit_count() == 1


def test_item_that_waits_again_is_found_no_more():
    item = PublicationFactory(title="Geheimschrift")

    item.published_at = WAITING["published_at"]
    item.save()

    assert found("geheimschrift") == []
    assert completed("geheims") == []


def test_change_that_is_taken_back_changes_nothing():
    item = PublicationFactory(slug="a", title="Rust")
    before = tables()

    with transaction.atomic():
        item.title = "Beweging"
        item.save()
        PublicationFactory(title="Beweging")
        within = found("beweging")
        transaction.set_rollback(True)

    assert len(within) == 2
    assert (found("rust"), found("beweging")) == (["a"], [])
    assert tables() == before


def test_saving_an_article_of_five_thousand_words_costs_few_queries(django_assert_max_num_queries):
    body = " ".join(f"w{number % 1500}" for number in range(5_000))[:20_000]

    with django_assert_max_num_queries(45):
        PublicationFactory(slug="a", body=body)
    with django_assert_max_num_queries(26):
        PublicationFactory(slug="b", body=body)

    assert found("w1024") == ["a", "b"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="a memory database has one connection")
def test_who_saves_several_items_never_waits_for_one_who_waits_for_him():
    """Else the database would end one of them: both have what the other needs."""
    one, other = PublicationFactory(slug="a"), PublicationFactory(slug="b")
    faults = []

    def save_other():
        try:
            KnowledgeItem.objects.get(pk=other.pk).save()
        except OperationalError as fault:
            faults.append(fault)
        finally:
            connection.close()

    thread = threading.Thread(target=save_other)
    with transaction.atomic():
        one.save()
        thread.start()
        until_another_waits()
        other.title = "Molenwiek"
        other.save()
    thread.join()

    assert faults == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="a memory database has one connection")
def test_reindex_never_puts_back_what_is_changed_at_that_moment():
    item = PublicationFactory(slug="a", title="Rust")

    def reindex():
        list(indexing.reindex(force=True))
        connection.close()

    thread = threading.Thread(target=reindex)
    with transaction.atomic():
        item.title = "Molenwiek"
        item.save()
        PublicationFactory(slug="b", title="Molenwiek")
        thread.start()
        until_another_waits()
    thread.join()

    assert (found("rust"), found("molenwiek")) == ([], ["a", "b"])
