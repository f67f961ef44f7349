"""What a search field suggests while somebody is typing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from knowledge.models import MunicipalityName
from tests.factories import (
    ConceptFactory,
    DossierFactory,
    MunicipalityFactory,
    PracticeFactory,
    ProvinceFactory,
    PublicationFactory,
)

pytestmark = pytest.mark.django_db

URL = "/zoeken/suggesties/"


def suggested(client, words):
    response = client.get(URL, {"q": words})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    return response.json()["suggestions"]


def texts(client, words):
    return [one["text"] for one in suggested(client, words)]


@pytest.fixture
def debt_help():
    concept = ConceptFactory(slug="schuldhulpverlening")
    for label in ("SHV", "hulp bij schulden"):
        concept.alternative_labels.create(label=label)
    return concept


@pytest.mark.parametrize(
    ("words", "text"),
    [
        pytest.param("schuldh", "schuldhulpverlening", id="its name"),
        pytest.param("SCHÚLDH", "schuldhulpverlening", id="however it is written"),
        pytest.param("shv", "schuldhulpverlening (SHV)", id="a short name"),
        pytest.param("bij sch", "schuldhulpverlening (hulp bij schulden)", id="a later word"),
    ],
)
def test_concept_is_suggested_by_the_beginning_of_a_word(client, debt_help, words, text):
    assert suggested(client, words) == [
        {"text": text, "kind": "Begrip", "url": debt_help.get_absolute_url()}
    ]


@pytest.mark.usefixtures("debt_help")
@pytest.mark.parametrize("words", ["hulpverl", "zzzz", "%", "_", "'", "\\", "\x00", "😀"])
def test_nothing_is_suggested_for_what_begins_no_word(client, words):
    assert suggested(client, words) == []


@pytest.mark.usefixtures("debt_help")
@pytest.mark.parametrize("words", ["", " ", "s", " s ", "é"])
def test_nothing_is_suggested_for_a_single_letter(client, words):
    assert suggested(client, words) == []


def test_nothing_is_suggested_when_nothing_is_asked(client):
    assert client.get(URL).json() == {"suggestions": []}


def test_concept_is_suggested_once_by_its_best_name(client, debt_help):
    debt_help.alternative_labels.create(label="schuldhulp")

    assert texts(client, "schuldh") == ["schuldhulpverlening"]


def test_concepts_in_use_come_first(client):
    for slug in ("schaamte", "schaarste", "school"):
        ConceptFactory(slug=slug)
    PracticeFactory(concepts=[ConceptFactory(slug="schulden")])

    assert texts(client, "sch") == ["schulden", "schaamte", "schaarste", "school"]


def test_municipality_is_suggested_with_the_list_of_its_practices(client):
    MunicipalityFactory(name="Groningen", slug="groningen")

    assert suggested(client, "gron") == [
        {
            "text": "Groningen",
            "kind": "Gemeente",
            "url": "/praktijkvoorbeelden/?gemeente=groningen",
        }
    ]


def test_municipality_is_suggested_by_a_former_name(client):
    place = MunicipalityFactory(name="Groningen", slug="groningen")
    MunicipalityName.objects.create(municipality=place, name="Haren")

    assert texts(client, "har") == ["Groningen (vroeger: Haren)"]


def test_municipality_is_suggested_by_another_name(client):
    place = MunicipalityFactory(name="'s-Gravenhage", slug="den-haag")
    MunicipalityName.objects.create(municipality=place, name="Den Haag", kind="other")

    assert texts(client, "den h") == ["'s-Gravenhage (Den Haag)"]


def test_province_is_suggested_as_such(client):
    ProvinceFactory(name="Zeeland", slug="zeeland")

    assert suggested(client, "zee") == [
        {"text": "Zeeland", "kind": "Provincie", "url": "/praktijkvoorbeelden/?provincie=zeeland"}
    ]


def test_titles_are_suggested_with_their_kind(client):
    PracticeFactory(title="Vroegsignalering in de wijk", slug="wijk")
    PublicationFactory(title="Wat vroegsignalering oplevert", slug="opbrengst")
    DossierFactory(title="Bewegen", summary="Ook over vroegsignalering.")

    found = suggested(client, "vroegsig")

    assert sorted((one["text"], one["kind"], one["url"]) for one in found) == [
        ("Vroegsignalering in de wijk", "Praktijkvoorbeeld", "/praktijkvoorbeelden/wijk/"),
        ("Wat vroegsignalering oplevert", "Kennisitem", "/kennis/opbrengst/"),
    ]


def test_title_with_all_words_comes_first(client):
    PracticeFactory(title="Jongeren en hun ouders", summary="Over schulden.")
    PracticeFactory(title="Schulden bij jongeren")

    assert texts(client, "schulden jong") == ["Schulden bij jongeren", "Jongeren en hun ouders"]


def test_concepts_come_first_then_places_then_titles(client):
    PracticeFactory(title="Goede start")
    MunicipalityFactory(name="Goes", slug="goes")
    ConceptFactory(slug="goede-buren")

    assert [one["kind"] for one in suggested(client, "goe")] == [
        "Begrip",
        "Gemeente",
        "Praktijkvoorbeeld",
    ]


def test_there_are_never_more_than_eight(client):
    for number in range(9):
        ConceptFactory(name=f"rust {number}")
        MunicipalityFactory(name=f"Rustdorp {number}")
        PracticeFactory(title=f"Rust {number}")

    found = suggested(client, "rust")

    assert [one["kind"] for one in found] == [
        *["Begrip"] * 4,
        *["Gemeente"] * 3,
        "Praktijkvoorbeeld",
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        {"status": "draft"},
        {"status": "archived"},
        {"published_at": timezone.now() + timedelta(days=1)},
    ],
)
def test_what_is_not_published_is_not_suggested(client, hidden):
    PracticeFactory(title="Vroegsignalering", **hidden)

    assert suggested(client, "vroegsig") == []


def test_markup_in_a_title_is_only_text(client):
    PracticeFactory(title="<b>Rust</b>")

    assert texts(client, "rust") == ["<b>Rust</b>"]


@pytest.mark.parametrize("words", ["x" * 10_000, "schulden " * 2_000, "a OR 1=1 --"])
def test_strange_words_get_an_ordinary_answer(client, words):
    PracticeFactory(title="Rust")

    assert suggested(client, words) == []


def test_suggestions_may_be_kept_and_set_no_cookie(client):
    response = client.get(URL, {"q": "rust"})

    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies


def test_suggestions_are_only_read(client):
    assert client.post(URL, {"q": "rust"}).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_suggestions_query_count_is_constant(client, django_assert_num_queries, count):
    for number in range(count):
        ConceptFactory(name=f"rust {number}")
        PracticeFactory(title=f"Rust {number}")
    suggested(client, "bewegen")  # reads the names into memory

    with django_assert_num_queries(6):
        found = suggested(client, "rust")

    assert len(found) == 2 * count


def test_suggestions_for_a_name_alone_ask_only_whether_content_changed(
    client, django_assert_num_queries
):
    ConceptFactory(name="rust")
    suggested(client, "bewegen")

    with django_assert_num_queries(1):
        assert texts(client, "ru") == ["rust"]
