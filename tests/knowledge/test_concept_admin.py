"""Who changes concepts sees what they are used for, and cannot break what hangs on them."""

import threading

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from knowledge.hierarchy import Hierarchy
from knowledge.models import Concept, ConceptScheme, MergedConcept
from knowledge.services import merge_concepts
from search import stamp
from tests.factories import (
    ConceptFactory,
    ConceptSchemeFactory,
    PracticeFactory,
    PublicationFactory,
    UserFactory,
)
from tests.forms import filled_in, said
from tests.locks import until_another_waits

pytestmark = pytest.mark.django_db

LIST = reverse("admin:knowledge_concept_changelist")


@pytest.fixture
def curator(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def change(concept):
    return reverse("admin:knowledge_concept_change", args=[concept.pk])


def save(client, concept, **typed):
    sent = filled_in(client.get(change(concept)), "concept_form")
    return client.post(change(concept), {**sent, **typed})


# Addresses ----------------------------------------------------------------


def test_address_that_changes_leads_on(curator, client):
    concept = ConceptFactory(slug="schuld", name="schuld")

    save(curator, concept, slug="schulden", name="schulden")

    response = client.get("/begrippen/thema/schuld/")
    assert (response.status_code, response.url) == (301, "/begrippen/thema/schulden/")
    [former] = MergedConcept.objects.all()
    assert (former.slug, former.name, former.target) == ("schuld", "schuld", concept)


def test_address_that_changes_twice_or_back_leads_to_where_it_is(curator, client):
    concept = ConceptFactory(slug="een")
    for slug in ("twee", "drie", "een"):
        save(curator, concept, slug=slug)

    assert client.get("/begrippen/thema/een/").status_code == 200
    assert client.get("/begrippen/thema/twee/").url == "/begrippen/thema/een/"
    assert client.get("/begrippen/thema/drie/").url == "/begrippen/thema/een/"
    assert not MergedConcept.objects.filter(slug="een").exists()


def test_address_leads_on_from_another_list(curator, client):
    concept, other = ConceptFactory(slug="jeugd"), ConceptSchemeFactory(slug="doelgroep")

    save(curator, concept, scheme=other.pk)

    assert client.get("/begrippen/thema/jeugd/").url == "/begrippen/doelgroep/jeugd/"


def test_name_alone_leaves_the_address_as_it_is(curator):
    concept = ConceptFactory(slug="schulden")

    save(curator, concept, name="geldzorgen")

    assert not MergedConcept.objects.exists()


def test_former_address_leads_along_when_its_concept_is_merged(curator, client):
    concept, target = ConceptFactory(slug="oud"), ConceptFactory(slug="doel")
    save(curator, concept, slug="nieuw")

    merge_concepts(source=Concept.objects.get(slug="nieuw"), target=target)

    assert client.get("/begrippen/thema/oud/").url == "/begrippen/thema/doel/"


def test_address_of_a_list_is_asked_for_once_only(curator):
    scheme = ConceptSchemeFactory(slug="thema")
    page = reverse("admin:knowledge_conceptscheme_change", args=[scheme.pk])
    sent = filled_in(curator.get(page), "conceptscheme_form")

    curator.post(page, {**sent, "slug": "anders", "name": "Onderwerp"})

    assert ConceptScheme.objects.values_list("slug", "name").get() == ("thema", "Onderwerp")


# The hierarchy ------------------------------------------------------------


def test_related_to_what_it_is_under_is_refused(curator):
    top = ConceptFactory(slug="top")
    middle = ConceptFactory(slug="midden", broader=top)
    low = ConceptFactory(slug="laag", broader=middle)

    response = save(curator, low, related=[top.pk])

    assert said(response) == [
        "“top” en “laag” zijn verwant, maar het ene valt onder het andere. Kies een van de twee."
    ]


def test_place_above_what_something_below_is_related_to_is_refused(curator):
    top, middle = ConceptFactory(slug="top"), ConceptFactory(slug="midden")
    ConceptFactory(slug="laag", broader=middle).related.add(top)

    response = save(curator, middle, broader=top.pk)

    assert "“top” en “laag” zijn verwant" in said(response)[0]
    middle.refresh_from_db()
    assert middle.broader is None


def test_what_was_wrong_before_does_not_stop_another_change(curator):
    top = ConceptFactory(slug="top")
    ConceptFactory(slug="laag", broader=top).related.add(top)

    response = save(curator, top, name="bovenaan")

    assert response.url == LIST


def test_place_in_another_list_than_what_is_below_is_refused(curator):
    top = ConceptFactory()
    ConceptFactory(broader=top)

    response = save(curator, top, scheme=ConceptSchemeFactory(slug="doelgroep").pk)

    assert said(response) == [
        "Wat onder dit begrip valt, staat in een andere lijst. Verplaats dat eerst."
    ]


def test_name_that_is_another_name_too_is_refused(curator):
    concept = ConceptFactory(slug="schulden")
    concept.alternative_labels.create(label="geldzorgen")

    response = save(curator, concept, name="geldzorgen")

    assert "Zo heet dit begrip al." in said(response)


def test_saving_waits_for_others_before_it_looks(curator):
    """Of two who make a circle together, the second sees what the first has saved."""
    concept = ConceptFactory()
    sent = filled_in(curator.get(change(concept)), "concept_form")

    with CaptureQueriesContext(connection) as queries:
        curator.post(change(concept), sent)

    asked = [query["sql"] for query in queries]
    held = next(number for number, sql in enumerate(asked) if 'FROM "search_state"' in sql)
    written = next(number for number, sql in enumerate(asked) if sql.startswith("UPDATE"))
    between = [sql for sql in asked[held:written] if 'FROM "knowledge_concept_related"' in sql]
    assert between != []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="a memory database has one connection")
def test_of_two_who_make_a_circle_together_the_second_is_refused():
    stamp.move()
    first, second = ConceptFactory(slug="een"), ConceptFactory(slug="twee")
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    sent = filled_in(client.get(change(second)), "concept_form")
    messages = []

    def other():
        response = client.post(change(second), {**sent, "broader": first.pk})
        messages.extend(said(response))
        connection.close()

    thread = threading.Thread(target=other)
    with transaction.atomic():
        stamp.hold()
        Concept.objects.filter(pk=first.pk).update(broader=second)
        thread.start()
        until_another_waits()
    thread.join()

    assert messages == ["Dit begrip valt zo onder zichzelf."]


def test_merging_parts_what_comes_to_be_above_each_other():
    top, source = ConceptFactory(slug="top"), ConceptFactory(slug="bron")
    target = ConceptFactory(slug="doel", broader=top)
    source.related.add(top)

    merge_concepts(source=source, target=target)

    assert Hierarchy.load().clashes == set()
    assert list(target.related.all()) == []


# Usage --------------------------------------------------------------------


def test_list_counts_items_and_sorts_by_that(curator):
    some, most, _none = (ConceptFactory(slug=slug) for slug in ("enkele", "veel", "geen"))
    for label in ("a", "b"):
        most.alternative_labels.create(label=f"veel {label}")
    PublicationFactory(concepts=[some, most])
    PracticeFactory(concepts=[most], status="draft")

    listed = curator.get(LIST, {"o": "-4"}).context_data["cl"].queryset
    found = curator.get(LIST, {"q": "veel"}).context_data["cl"].queryset

    assert [(one.slug, one.usage) for one in listed] == [("veel", 2), ("enkele", 1), ("geen", 0)]
    assert [one.usage for one in found] == [2]


def test_page_names_the_items_that_have_it(curator):
    concept = ConceptFactory()
    practice = PracticeFactory(title="Eropaf", concepts=[concept])

    page = curator.get(change(concept)).content.decode()

    link = reverse("admin:practices_practice_change", args=[practice.pk])
    assert f'1: <a href="{link}">Eropaf</a>' in page


def test_preview_of_merging_names_the_items_that_move(curator):
    source, target = ConceptFactory(slug="bron"), ConceptFactory(slug="doel")
    publication = PublicationFactory(title="Rust", concepts=[source])
    page = reverse("admin:knowledge_concept_merge", args=[source.pk])

    text = curator.post(page, {"target": target.pk}).content.decode()

    link = reverse("admin:knowledge_publication_change", args=[publication.pk])
    assert f'<a href="{link}">Rust</a>' in text
    assert "Dit item" in text
