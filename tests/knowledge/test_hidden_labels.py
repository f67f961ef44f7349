"""Words by which a concept is found, and that no visitor is ever shown."""

import pytest

from knowledge.collection import collections
from knowledge.version import current
from tests.factories import ConceptFactory, PublicationFactory
from tests.pages import ListPage, parse

pytestmark = pytest.mark.django_db

HIDDEN = ["rood staan", "shculden", "blauwe enveloppe"]


@pytest.fixture
def debts():
    """Give a concept with labels of both sorts that one publication carries."""
    concept = ConceptFactory(slug="schulden")
    # the hidden ones first: they are put behind the others by what they are
    for label in HIDDEN:
        concept.alternative_labels.create(label=label, is_hidden=True)
    concept.alternative_labels.create(label="krediet")
    PublicationFactory(slug="cursus", title="Cursus", summary="Over krediet.", concepts=[concept])
    return concept


def suggested(client, words):
    found = client.get("/zoeken/suggesties/", {"q": words}).json()["suggestions"]
    return [(one["text"], one["url"]) for one in found if one["kind"] == "Begrip"]


def searched(client, words):
    return ListPage(client.get("/zoeken/", {"q": words}))


def notes(page):
    return [note.text for note in page.html.all("li", class_="kp-note")]


def test_names_come_in_order_preferred_shown_hidden(debts):
    [meaning] = collections.at(current()).engine.vocabulary.meanings

    assert list(meaning.names) == ["schulden", "krediet", *HIDDEN]
    assert meaning.shown == ["schulden", "krediet"]


def test_concept_page_shows_no_hidden_label(client, debts):
    page = client.get(debts.get_absolute_url())

    text = parse(page).one("main").text
    assert "Ook wel krediet" in text
    assert not [label for label in HIDDEN if label in page.content.decode()]


def test_concept_with_hidden_labels_only_has_no_other_names(client):
    concept = ConceptFactory()
    concept.alternative_labels.create(label="rood staan", is_hidden=True)

    assert "Ook wel" not in client.get(concept.get_absolute_url()).content.decode()


@pytest.mark.parametrize("words", ["rood s", "staan", "shcul", "blauwe env"])
def test_hidden_label_suggests_its_concept_by_its_name_alone(client, debts, words):
    assert suggested(client, words) == [("schulden", debts.get_absolute_url())]


def test_label_that_is_not_hidden_is_suggested_with_its_name(client, debts):
    assert suggested(client, "kred") == [("schulden (krediet)", debts.get_absolute_url())]


@pytest.mark.parametrize("words", HIDDEN)
def test_hidden_label_finds_what_its_concept_has_and_tells_only_names_that_are_shown(
    client, debts, words
):
    page = searched(client, words)

    assert page.slugs == ["cursus"]
    assert notes(page) == ["Ook gezocht op: schulden, krediet. Zonder synoniemen zoeken"]
    assert page.html.one("ul", class_="kp-named").one("a")["href"] == debts.get_absolute_url()
    others = [label for label in HIDDEN if label != words]
    assert not [label for label in others if label in page.response.content.decode()]


@pytest.mark.usefixtures("debts")
@pytest.mark.parametrize("words", ["schulden", "krediet"])
def test_search_by_a_shown_name_tells_of_no_hidden_label(client, words):
    page = searched(client, words)

    assert page.slugs == ["cursus"]
    assert not [label for label in HIDDEN if label in page.response.content.decode()]


@pytest.mark.usefixtures("debts")
def test_text_that_only_says_a_hidden_label_is_not_found_by_its_concept(client):
    PublicationFactory(slug="tips", title="Nooit meer rood staan")

    assert searched(client, "schulden").slugs == ["cursus"]
    assert set(searched(client, "rood staan").slugs) == {"cursus", "tips"}


@pytest.mark.usefixtures("debts")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("envelo", [], id="a beginning"),
        pytest.param("envelpope", [], id="an error"),
        pytest.param(
            "shculdenn",
            [
                "Gezocht op schulden. Toch zoeken op shculdenn",
                "Ook gezocht op: krediet. Zonder synoniemen zoeken",
            ],
            id="nearer to a hidden name than to a shown one",
        ),
    ],
)
def test_hidden_label_is_no_guess_at_what_was_meant(client, words, told):
    page = searched(client, words)

    assert notes(page) == told
