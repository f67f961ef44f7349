"""What a visitor sees of the search: the results, why they are there, and what to do without."""

from urllib.parse import parse_qs, urlsplit

import pytest

from knowledge.models import MunicipalityName
from tests.factories import (
    ConceptFactory,
    DossierFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PracticeFactory,
    ProvinceFactory,
    PublicationFactory,
)
from tests.pages import ListPage

pytestmark = pytest.mark.django_db

SEARCH = "/zoeken/"
PRACTICES = "/praktijkvoorbeelden/"


def searched(client, words, url=SEARCH, *, headers=None, **choices):
    return ListPage(client.get(url, {"q": words, **choices}, headers=headers))


def text(page):
    return page.html.one("main").text


def link(page, words):
    """Return the address of the one link that says ``words``."""
    [found] = {a["href"] for a in page.html.one("main").all("a") if a.text == words}
    return found


def followed(client, page, words):
    return ListPage(client.get(link(page, words)))


def marks(page):
    return [mark.text for mark in page.html.all("mark")]


@pytest.fixture
def debt_help():
    """Return "schuldhulpverlening", also known as "SHV", that nothing carries yet."""
    concept = ConceptFactory(
        slug="schuldhulpverlening", scope_note="Hulp van de gemeente bij schulden."
    )
    concept.alternative_labels.create(label="SHV")
    return concept


# One list over all kinds ----------------------------------------------------


@pytest.fixture
def every_kind():
    """Give three items about early signals, the best last made, and one about something else."""
    DossierFactory(slug="dossier", title="Vroeg erbij", body="Ook over vroegsignalering.")
    PublicationFactory(slug="kennis", title="Onderzoek", summary="Over vroegsignalering.")
    PracticeFactory(slug="praktijk", title="Vroegsignalering in de wijk")
    PracticeFactory(slug="anders", title="Bewegen")
    PracticeFactory(slug="geheim", title="Vroegsignalering", status="draft")


@pytest.mark.usefixtures("every_kind")
def test_search_ranks_all_kinds_in_one_list(client):
    page = searched(client, "vroegsignalering")

    assert (page.count, page.slugs) == (3, ["praktijk", "kennis", "dossier"])
    assert page.html.one("h1").text == "Zoekresultaten voor “vroegsignalering”"
    assert page.html.one("h2", id="aantal").text == "3 resultaten gevonden"
    assert [card.one("p", class_="kp-kind").text for card in page.html.all("article")] == [
        "Praktijkvoorbeeld",
        "Kennisitem",
        "Dossier",
    ]


@pytest.mark.usefixtures("every_kind")
def test_search_has_tabs_that_lead_to_what_they_count(client):
    page = searched(client, "vroegsignalering")

    tabs = page.html.all("a", data_facet="kind")
    assert [tab.text for tab in tabs] == [
        "Alles (3)",
        "Praktijkvoorbeelden (1)",
        "Kennisitems (1)",
        "Dossiers (1)",
    ]
    for tab in tabs:
        there = ListPage(client.get(tab["href"]))
        assert there.count == len(there.slugs) == int(tab["data-n"])
        assert there.html.one("a", data_facet="kind", aria_current="page").text == tab.text


@pytest.mark.usefixtures("every_kind")
def test_search_keeps_its_tab_while_other_things_are_chosen(client):
    page = searched(client, "vroegsignalering", kind="dossier")

    form = page.html.one("form", id="zoekformulier")
    assert page.slugs == ["dossier"]
    assert form.one("input", type="hidden", name="kind")["value"] == "dossier"


@pytest.mark.usefixtures("every_kind")
def test_search_in_a_tab_without_results_leads_to_the_others(client):
    page = searched(client, "bewegen", kind="dossier")

    assert (page.count, page.slugs, page.tabs) == (
        0,
        [],
        {"": 1, "praktijkvoorbeeld": 1, "dossier": 0},
    )
    assert "Van deze soort is er niets." in text(page)
    assert followed(client, page, "Kijk bij alles").slugs == ["anders"]


@pytest.mark.usefixtures("every_kind")
def test_search_names_the_kind_that_does_not_exist(client):
    page = searched(client, "vroegsignalering", kind="<i>spook</i>")

    assert "De soort <i>spook</i> bestaat niet. Wij laten alles zien." in text(page)
    assert page.count == 3


def test_search_has_the_facets_of_all_concepts(client):
    schemes = ["thema", "doelgroep", "gedragsinzicht", "werkwijze", "leefgebied"]
    concepts = [ConceptFactory(slug=f"in-{name}", scheme__slug=name) for name in schemes]
    PracticeFactory(slug="zeker", title="Rust", concepts=concepts)
    PublicationFactory(title="Rust")

    page = searched(client, "rust")

    assert {facet for facet, _value in page.choices} == set(schemes)
    for (facet, value), choice in page.choices.items():
        assert choice.n == 1
        assert searched(client, "rust", **{facet: value}).slugs == ["zeker"]


def test_search_pages_are_stable(client):
    for number in range(45):
        PublicationFactory(title="Rust", slug=f"rust-{number:02}")

    pages = [searched(client, "rust", pagina=str(number)) for number in (1, 2, 3)]

    slugs = [slug for page in pages for slug in page.slugs]
    assert [len(page.slugs) for page in pages] == [20, 20, 5]
    assert len(set(slugs)) == 45
    assert slugs[:20] == searched(client, "rust").slugs


@pytest.mark.parametrize("url", [SEARCH, PRACTICES])
@pytest.mark.parametrize("count", [1, 3])
def test_search_query_count_is_constant(client, django_assert_num_queries, url, count):
    for _number in range(count):
        PracticeFactory(title="Rust", concepts=[ConceptFactory()])
        PublicationFactory(title="Rust", concepts=[ConceptFactory()])
    searched(client, "bewegen", url)  # reads the content into memory

    with django_assert_num_queries({SEARCH: 7, PRACTICES: 8}[url]):
        page = searched(client, "rust", url)

    assert page.count == count * (2 if url == SEARCH else 1)


# The best passage -------------------------------------------------------------


def test_result_shows_the_passage_that_has_the_words(client):
    PublicationFactory(
        title="Onderzoek",
        summary="Een korte uitleg.",
        body="Eerst iets anders. Dan over vroegsignalering in de wijk. En dan niet meer.",
    )

    page = searched(client, "vroegsignalering")

    [card] = page.html.all("article")
    assert card.all("p", class_="ams-paragraph")[0].text == (
        "Dan over vroegsignalering in de wijk."
    )
    assert marks(page) == ["vroegsignalering"]


def test_result_marks_words_in_title_and_in_other_forms(client):
    PublicationFactory(
        title="Schuldhulpverlening beter",
        summary="Voor schuldhulpverleners en wie met hen werkt.",
    )

    page = searched(client, "schuldhulpverlening")

    assert marks(page) == ["Schuldhulpverlening", "schuldhulpverleners"]


def test_result_says_what_it_carries_when_it_does_not_say_the_words(client, debt_help):
    PublicationFactory(slug="draagt", title="Onderzoek", concepts=[debt_help])

    page = searched(client, "SHV")

    assert page.slugs == ["draagt"]
    assert page.html.one("p", class_="kp-reasons").text == "Gaat over schuldhulpverlening"


def test_result_escapes_title_and_passage(client):
    PublicationFactory(title="<b>Rust</b> & orde", summary="Over <img src=x> rust.")

    page = searched(client, "rust")

    [card] = page.html.all("article")
    assert card.one("h3").text == "<b>Rust</b> & orde"
    assert card.all("p", class_="ams-paragraph")[0].text == "Over <img src=x> rust."
    assert (card.all("img"), marks(page)) == ([], ["Rust", "rust"])


# Synonyms -----------------------------------------------------------------------


@pytest.fixture
def only_the_name(debt_help):
    return PracticeFactory(slug="naam", title="Brede schuldhulpverlening")


@pytest.mark.usefixtures("only_the_name")
@pytest.mark.parametrize("url", [SEARCH, PRACTICES])
def test_synonym_is_sought_too_said_and_switched_off_and_on(client, url):
    page = searched(client, "shv", url)
    assert page.slugs == ["naam"]
    assert "Ook gezocht op: schuldhulpverlening." in text(page)

    without = followed(client, page, "Zonder synoniemen zoeken")
    assert (without.count, without.slugs) == (0, [])
    assert "Gezocht zonder synoniemen." in text(without)
    assert "Ook gezocht op" not in text(without)

    again = followed(client, without, "Zoek ook op andere woorden")
    assert again.slugs == ["naam"]


@pytest.mark.usefixtures("only_the_name")
def test_name_that_was_typed_itself_is_no_synonym(client):
    page = searched(client, "schuldhulpverlening")

    assert page.slugs == ["naam"]
    assert "Ook gezocht op" not in text(page)


# Repairs ----------------------------------------------------------------------


@pytest.mark.parametrize("url", [SEARCH, PRACTICES])
def test_repair_is_said_undone_and_done_again(client, url):
    PracticeFactory(slug="vroeg", title="Vroegsignalering")

    page = searched(client, "vroegsignalring", url)
    assert page.slugs == ["vroeg"]
    assert "Gezocht op vroegsignalering. Toch zoeken op vroegsignalring" in text(page)

    literal = followed(client, page, "Toch zoeken op vroegsignalring")
    assert (literal.count, literal.slugs) == (0, [])
    assert "U zoekt letterlijk." in text(literal)
    assert "Gezocht op" not in text(literal)

    assert followed(client, literal, "Zoek weer ruimer").slugs == ["vroeg"]


def test_unfinished_word_is_completed_and_said(client):
    PracticeFactory(slug="vroeg", title="Vroegsignalering")

    page = searched(client, "vroegs")

    assert page.slugs == ["vroeg"]
    assert "Gezocht op woorden die beginnen met vroegs: vroegsignalering." in text(page)
    assert followed(client, page, "Toch zoeken op vroegs").count == 0


def test_switches_stay_on_with_other_choices(client):
    PracticeFactory(title="Rust", concepts=[ConceptFactory(slug="schulden")])

    page = searched(client, "rust", letterlijk="ja", synoniemen="nee", thema="schulden")

    hidden = {one["name"]: one["value"] for one in page.html.all("input", type="hidden")}
    assert hidden == {"letterlijk": "ja", "synoniemen": "nee", "voor": "rust"}
    [(_words, without), (_theme, other)] = page.chips
    assert without == "/zoeken/?thema=schulden"
    assert other == "/zoeken/?q=rust&letterlijk=ja&synoniemen=nee"


def test_switches_go_off_with_other_words(client):
    PracticeFactory(slug="vroeg", title="Vroegsignalering")

    page = searched(client, "vroegsignalring", letterlijk="ja", voor="andere woorden")

    assert page.slugs == ["vroeg"]
    assert "U zoekt letterlijk." not in text(page)
    assert page.html.all("input", type="hidden") == []


# What the words name -----------------------------------------------------------


def test_concept_that_is_typed_exactly_is_offered_on_top(client, debt_help):
    PracticeFactory(concepts=[debt_help])

    page = searched(client, "shv")

    named = page.html.one("ul", class_="kp-named")
    assert named.text == "Begrip: schuldhulpverlening Hulp van de gemeente bij schulden."
    assert named.one("a")["href"] == debt_help.get_absolute_url()


def test_concept_among_other_words_is_not_offered_on_top(client, debt_help):
    PracticeFactory(title="Rust", concepts=[debt_help])

    page = searched(client, "shv rust")

    assert (page.count, page.html.all("ul", class_="kp-named")) == (1, [])


@pytest.fixture
def groningen():
    """Return a municipality in a province of that name, with a practice in it."""
    province = ProvinceFactory(name="Groningen", slug="provincie-groningen")
    place = MunicipalityFactory(name="Groningen", slug="groningen", province=province)
    MunicipalityName.objects.create(municipality=place, name="Haren")
    PracticeFactory(slug="daar", municipalities=[place])
    PracticeFactory(slug="elders", municipalities=[MunicipalityFactory(name="Assen")])
    return place


@pytest.mark.usefixtures("groningen")
@pytest.mark.parametrize(
    ("words", "named"),
    [
        pytest.param(
            "groningen",
            [
                ("Gemeente Groningen: 1 praktijkvoorbeeld", f"{PRACTICES}?gemeente=groningen"),
                (
                    "Provincie Groningen: 1 praktijkvoorbeeld",
                    f"{PRACTICES}?provincie=provincie-groningen",
                ),
            ],
            id="both a municipality and a province",
        ),
        pytest.param(
            "haren",
            [
                (
                    "Gemeente Groningen (vroeger: Haren): 1 praktijkvoorbeeld",
                    f"{PRACTICES}?gemeente=groningen",
                )
            ],
            id="a former name",
        ),
        pytest.param(
            "gemeente Groningen",
            [("Gemeente Groningen: 1 praktijkvoorbeeld", f"{PRACTICES}?gemeente=groningen")],
            id="said to be a municipality",
        ),
    ],
)
def test_place_counts_as_that_place(client, words, named):
    page = searched(client, words)

    assert page.slugs == ["daar"]
    found = page.html.one("ul", class_="kp-named").all("li")
    assert [(one.text, one.one("a")["href"]) for one in found] == named
    for _words, url in named:
        assert ListPage(client.get(url)).slugs == ["daar"]


def test_place_without_items_says_so(client):
    MunicipalityFactory(name="Assen")

    page = searched(client, "Assen")

    assert "Gemeente Assen: nog geen praktijkvoorbeelden" in text(page)
    assert page.count == 0


def test_organisation_counts_as_such(client):
    practice = PracticeFactory(slug="van-hen")
    practice.organisations.add(OrganisationFactory(name="Stichting Zonnebloem"))

    page = searched(client, "stichting zonnebloem")

    assert page.slugs == ["van-hen"]
    assert "Organisatie Stichting Zonnebloem: 1 praktijkvoorbeeld" in text(page)


# Items with part of it -----------------------------------------------------------


@pytest.fixture
def parts():
    """Give an item with all three words, two with two of them, and one with none."""
    PracticeFactory(slug="alles", title="Energiearmoede bij jongeren die verhuizen")
    PracticeFactory(slug="deel", title="Energiearmoede bij jongeren")
    PublicationFactory(slug="ander-deel", title="Jongeren die verhuizen")
    PublicationFactory(slug="niets", title="Bewegen")


@pytest.mark.usefixtures("parts")
def test_what_has_all_words_comes_first_and_makes_the_count(client):
    page = searched(client, "energiearmoede jongeren verhuizen")

    assert (page.count, page.slugs) == (1, ["alles"])
    assert set(page.related_slugs) == {"deel", "ander-deel"}
    assert page.html.one("section", aria_labelledby="verwant").one("h2").text == "Ook verwant"


@pytest.mark.usefixtures("parts")
@pytest.mark.parametrize(
    ("url", "choices"),
    [
        pytest.param(PRACTICES, {}, id="list"),
        pytest.param(SEARCH, {"kind": "praktijkvoorbeeld"}, id="tab"),
    ],
)
def test_related_is_of_the_same_list(client, url, choices):
    page = searched(client, "energiearmoede jongeren verhuizen", url, **choices)

    assert (page.slugs, page.related_slugs) == (["alles"], ["deel"])


# Nothing found -----------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["zzzz", "recept appeltaart", "<script>alert(1)</script>", "qwrtpsdfg hjklzxc"]
)
@pytest.mark.usefixtures("parts")
def test_nonsense_finds_nothing_at_all(client, words):
    page = searched(client, words)

    assert (page.count, page.slugs, page.related_slugs) == (0, [], [])
    assert f"Niets gevonden voor “{words}”." in text(page)
    assert "nergens in de kennisplaats" in text(page)
    assert page.html.all("script", src=None) == []


@pytest.mark.parametrize("url", [SEARCH, PRACTICES])
def test_nothing_found_leads_to_the_editors(client, url):
    page = searched(client, "appeltaart & room", url)

    there = urlsplit(link(page, "Zeg het de redactie"))
    assert (there.path, parse_qs(there.query)) == ("/zoeken/gemist/", {"q": ["appeltaart & room"]})


@pytest.mark.usefixtures("parts")
@pytest.mark.parametrize("url", [SEARCH, PRACTICES])
def test_nothing_found_says_which_word_nothing_has_and_what_is_there_without(client, url):
    page = searched(client, "appeltaart jongeren energiearmoede", url)

    assert page.count == 0
    assert "Het woord appeltaart staat nergens in de kennisplaats." in text(page)
    [way] = page.html.one("ul", data_without_words=True).all("a")
    assert way.text == "zonder het woord appeltaart: 2 gevonden"
    assert ListPage(client.get(way["href"])).count == 2


@pytest.mark.usefixtures("parts")
def test_nothing_found_lets_go_of_all_unknown_words_together(client):
    page = searched(client, "appeltaart slagroom energiearmoede")

    [way] = page.html.one("ul", data_without_words=True).all("a")
    assert way.text == "zonder de woorden appeltaart, slagroom: 2 gevonden"
    assert ListPage(client.get(way["href"])).count == 2


def test_nothing_found_keeps_one_word_where_no_other_helps(client):
    for title in ("Bewegen", "Eenzaamheid", "Verhuizen"):
        PublicationFactory(title=title)

    page = searched(client, "bewegen eenzaamheid verhuizen")

    ways = page.html.one("ul", data_without_words=True).all("a")
    assert [way.text for way in ways] == [
        "alleen het woord bewegen: 1 gevonden",
        "alleen het woord eenzaamheid: 1 gevonden",
        "alleen het woord verhuizen: 1 gevonden",
    ]
    assert [ListPage(client.get(way["href"])).count for way in ways] == [1, 1, 1]


def test_nothing_found_says_which_choice_to_let_go(client):
    PracticeFactory(title="Rust", concepts=[ConceptFactory(slug="schulden")])
    DossierFactory(title="Bewegen", concepts=[ConceptFactory(slug="sport")])

    page = searched(client, "rust", thema="sport")

    assert (page.count, page.slugs) == (0, [])
    ways = dict(page.ways_out)
    assert set(ways) == {
        "zonder zoekwoorden rust: 1 gevonden",
        "zonder thema sport: 1 gevonden",
    }
    assert [ListPage(client.get(url)).count for url in ways.values()] == [1, 1]


def test_nothing_found_counts_within_its_tab(client):
    PracticeFactory(title="Rust", concepts=[ConceptFactory(slug="schulden")])
    DossierFactory(title="Bewegen")

    page = searched(client, "rust", kind="dossier")

    assert [words for words, _url in page.ways_out] == ["zonder zoekwoorden rust: 1 gevonden"]
    [(_words, url)] = page.ways_out
    assert ListPage(client.get(url)).count == 1


@pytest.mark.parametrize(
    ("words", "switches"),
    [
        pytest.param("schuldhulpverlening appeltaart", {}, id="named"),
        pytest.param("schuldhulpverlning", {"letterlijk": "ja"}, id="spelt otherwise"),
        pytest.param("schuldhulpmaatjes", {}, id="alike"),
    ],
)
def test_nothing_found_offers_the_nearest_concepts(client, debt_help, words, switches):
    ConceptFactory(slug="eenzaamheid")

    page = searched(client, words, **switches)

    [nearest] = page.html.one("ul", data_nearest=True).all("a")
    assert (page.count, nearest.text) == (0, "Schuldhulpverlening")
    assert nearest["href"] == debt_help.get_absolute_url()


def test_stop_words_alone_ask_for_a_word_that_says_something(client):
    PracticeFactory(title="De wijk en het huis")

    page = searched(client, "de het een")

    assert page.count == 0
    assert "Typ een woord dat zegt waar het over gaat" in text(page)
    assert "nergens in de kennisplaats" not in text(page)


# Without a question, and with a strange one ---------------------------------------


@pytest.mark.parametrize("words", ["", "   ", "\x00", "\u200b"])
def test_search_without_a_question_asks_for_one(client, words):
    PracticeFactory(concepts=[ConceptFactory(slug="schulden")])

    page = searched(client, words)

    assert (page.count, page.slugs, page.tabs) == (0, [], {})
    assert page.html.one("h1").text == "Zoeken"
    assert page.html.one("h2", id="aantal").text == "Waar zoekt u naar?"
    assert page.choices["thema", "schulden"].n == 1


@pytest.mark.parametrize("choice", [{"thema": "schulden"}, {"kind": "praktijkvoorbeeld"}])
def test_search_without_words_shows_what_is_chosen(client, choice):
    PracticeFactory(slug="gekozen", concepts=[ConceptFactory(slug="schulden")])
    PublicationFactory()

    page = searched(client, "", **choice)

    assert (page.count, page.slugs) == (1, ["gekozen"])
    assert page.html.all("ul", data_explanation=True) == []


def test_search_that_changes_in_place_changes_its_title(client):
    PracticeFactory(title="Rust")

    page = searched(client, "rust", headers={"HX-Request": "true"})

    title = page.html.one("h1", hx_swap_oob="true")
    assert (title["id"], title.text) == ("titel", "Zoekresultaten voor “rust”")
    assert page.response["HX-Push-Url"] == "/zoeken/?q=rust"


@pytest.mark.parametrize(
    "words",
    [
        "de het een",
        "x" * 10_000,
        "schulden " * 2_000,
        "%",
        "_",
        "'",
        '"',
        "\\",
        "rust\x00",
        "😀",
        "a OR 1=1 --",
        "'; DROP TABLE knowledge_knowledgeitem; --",
        "<img src=x onerror=alert(1)>",
        "{{ 7|add:7 }}",
    ],
)
@pytest.mark.parametrize("url", [SEARCH, PRACTICES, "/kennis/", "/dossiers/"])
def test_hostile_words_give_an_ordinary_page(client, url, words):
    PracticeFactory(title="Rust")

    page = searched(client, words, url)

    assert page.count == len(page.slugs)
    assert page.html.one("main").all("img") == []
