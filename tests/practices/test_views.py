import json
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.utils import timezone

from knowledge.compass import NOT_KNOWN
from knowledge.models import CompassReading, KnowledgeItem, Relation
from practices.models import Practice
from tests.factories import (
    CompassReadingFactory,
    ConceptFactory,
    DossierFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PracticeFactory,
    ProvinceFactory,
    PublicationFactory,
    RelationFactory,
    SourceFactory,
)
from tests.pages import ListPage, parse

pytestmark = pytest.mark.django_db

URL = "/praktijkvoorbeelden/"
ESTIMATE = {
    "evidence_level": Practice.Evidence.FIRST,
    "evidence_judge": Practice.Judge.EDITORS,
    "evidence_basis": "Een evaluatie uit 2025.",
    "evidence_judged_on": date(2026, 1, 5),
}
CONCEPT_FACETS = ["thema", "doelgroep", "gedragsinzicht", "werkwijze", "leefgebied"]
# What it costs to look at everything anew, the cards of one page included.
FIRST = 19
FACETS = [*CONCEPT_FACETS, "provincie", "gemeente", "bewijs", "status"]


def concept(slug, scheme="thema", **kwargs):
    return ConceptFactory(slug=slug, scheme__slug=scheme, **kwargs)


def municipality(slug, province="zeeland"):
    return MunicipalityFactory(
        slug=slug, name=slug.capitalize(), province=ProvinceFactory(slug=province, name=province)
    )


def practice_with_everything(slug):
    """Return a practice that each of the facets has a value for, and the choices that find it."""
    concepts = [concept(f"{name}-{slug}", name) for name in CONCEPT_FACETS]
    practice = PracticeFactory(
        slug=slug,
        concepts=concepts,
        municipalities=[municipality(f"gemeente-{slug}", f"provincie-{slug}")],
        **ESTIMATE,
    )
    chosen = {name: f"{name}-{slug}" for name in [*CONCEPT_FACETS, "provincie", "gemeente"]}
    return practice, {**chosen, "bewijs": "eerste-aanwijzingen", "status": "lopend"}


def listed(client, query=None):
    return ListPage(client.get(URL, query))


def followed(client, url):
    return ListPage(client.get(url))


# The list -----------------------------------------------------------------


def test_list_shows_what_a_card_says(client):
    practice = PracticeFactory(
        title="Eropaf in de wijk",
        slug="eropaf",
        summary="Aanbellen bij een achterstand.",
        concepts=[
            concept("beslag", broader=concept("schulden", name="schulden")),
            concept("jongeren", "doelgroep", name="jongeren"),
        ],
        municipalities=[municipality("goes")],
        reviewed_on=date(2026, 1, 5),
        started_year=2019,
        **ESTIMATE,
    )

    page = listed(client)

    [card] = page.html.all("article", data_slug="eropaf")
    assert page.count == 1
    assert page.html.one("h1").text == "Praktijkvoorbeelden"
    assert page.html.one("h2", data_count=True).text == "1 praktijkvoorbeeld gevonden"
    assert card.one("h3").text == "Eropaf in de wijk"
    assert card.one("a")["href"] == practice.get_absolute_url() == f"{URL}eropaf/"
    assert [item.text for item in card.all("li")] == [
        "Schulden",
        "Jongeren",
        "sinds 2019",
        "nagekeken januari 2026",
    ]
    assert "Aanbellen bij een achterstand." in card.text
    assert "Eerste aanwijzingen voor effectiviteit" in card.text
    assert card.text.endswith("Goeszeeland")


def test_list_without_practices_says_so(client):
    page = listed(client)

    assert (page.count, page.slugs) == (0, [])
    assert page.html.one("h2", data_count=True).text == "0 praktijkvoorbeelden gevonden"


def test_list_never_shows_or_counts_what_is_not_published(client):
    theme = concept("schulden")
    common = {"concepts": [theme], "municipalities": [municipality("goes")]}
    shown = PracticeFactory(**common)
    PracticeFactory(**common, published_at=timezone.now() + timedelta(hours=1))
    for status in ("draft", "submitted", "archived"):
        PracticeFactory(**common, status=status)

    page = listed(client, {"q": "praktijk"})

    assert (page.count, page.slugs) == (1, [shown.slug])
    assert {choice.n for choice in page.choices.values()} == {0, 1}
    assert page.choices["thema", "schulden"].n == 1
    assert page.choices["gemeente", "goes"].n == 1
    assert page.choices["provincie", "zeeland"].n == 1
    assert page.choices["status", "lopend"].n == 1


@pytest.mark.parametrize("name", FACETS)
def test_list_narrows_by_each_facet(client, name):
    match, chosen = practice_with_everything("een")
    PracticeFactory(run_state="unknown", concepts=[concept("anders")])

    page = listed(client, {name: chosen[name]})

    assert (page.count, page.slugs) == (1, [match.slug])


def test_list_finds_a_practice_of_a_whole_province(client):
    wide = PracticeFactory()
    wide.provinces.add(ProvinceFactory(slug="drenthe"))
    PracticeFactory(municipalities=[municipality("goes")])

    page = listed(client, {"provincie": "drenthe"})

    assert page.slugs == [wide.slug]


@pytest.mark.parametrize(
    ("slug", "level"),
    [
        ("niet-beoordeeld", "not_assessed"),
        ("goed-beschreven", "described"),
        ("goed-onderbouwd", "substantiated"),
        ("eerste-aanwijzingen", "first"),
        ("goede-aanwijzingen", "good"),
        ("sterke-aanwijzingen", "strong"),
    ],
)
def test_list_tells_levels_of_evidence_apart(client, slug, level):
    for number, evidence in enumerate(Practice.Evidence):
        judged = {**ESTIMATE, "evidence_level": evidence} if number else {}
        PracticeFactory(slug=evidence.value, **judged)

    page = listed(client, {"bewijs": slug})

    assert page.slugs == [level]
    assert page.choices["bewijs", slug].n == 1


@pytest.mark.parametrize(
    ("slug", "state"), [("lopend", "running"), ("afgerond", "ended"), ("onbekend", "unknown")]
)
def test_list_tells_what_runs_from_what_ended(client, slug, state):
    for run_state in Practice.RunState:
        PracticeFactory(slug=run_state.value, run_state=run_state)

    assert listed(client, {"status": slug}).slugs == [state]


@pytest.fixture
def debts():
    """Give practices about debts, about what is narrower, for youth, for both, for neither."""
    debts = concept("schulden")
    rent = concept("huurschuld", broader=debts)
    poverty = concept("armoede")
    youth, elderly = concept("jongeren", "doelgroep"), concept("ouderen", "doelgroep")
    PracticeFactory(slug="schulden-jongeren", concepts=[debts, youth])
    PracticeFactory(slug="huurschuld-jongeren", concepts=[rent, youth])
    PracticeFactory(slug="huurschuld-ouderen", concepts=[rent, elderly])
    PracticeFactory(slug="armoede-jongeren", concepts=[poverty, youth])
    PracticeFactory(slug="armoede", concepts=[poverty])
    concept("eenzaamheid")


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        pytest.param(
            {"thema": "schulden"},
            {"schulden-jongeren", "huurschuld-jongeren", "huurschuld-ouderen"},
            id="a concept with what is narrower",
        ),
        pytest.param(
            {"thema": "huurschuld"},
            {"huurschuld-jongeren", "huurschuld-ouderen"},
            id="a narrow concept without what is broader",
        ),
        pytest.param(
            {"thema": ["huurschuld", "armoede"]},
            {"huurschuld-jongeren", "huurschuld-ouderen", "armoede-jongeren", "armoede"},
            id="any of the chosen values in a facet",
        ),
        pytest.param(
            {"thema": "schulden", "doelgroep": "jongeren"},
            {"schulden-jongeren", "huurschuld-jongeren"},
            id="all facets",
        ),
        pytest.param(
            {"thema": ["huurschuld", "armoede"], "doelgroep": ["jongeren", "ouderen"]},
            {"huurschuld-jongeren", "huurschuld-ouderen", "armoede-jongeren"},
            id="any in each of all facets",
        ),
        pytest.param({"thema": "jongeren"}, None, id="a concept of another list"),
        pytest.param({"thema": "bestaat-niet"}, None, id="an unknown value"),
        pytest.param({"bestaat": "niet", "fase": "preventie"}, None, id="an unknown name"),
        pytest.param({"thema": ""}, None, id="an empty value"),
        pytest.param(
            {"thema": ["bestaat-niet", "armoede"]},
            {"armoede-jongeren", "armoede"},
            id="a known value beside an unknown one",
        ),
        pytest.param(
            {"thema": ["armoede", "armoede"]},
            {"armoede-jongeren", "armoede"},
            id="the same value twice",
        ),
        pytest.param({"thema": "schulden", "doelgroep": "ouderen", "q": "99"}, set(), id="nothing"),
    ],
)
@pytest.mark.usefixtures("debts")
def test_list_narrows_by(client, query, slugs):
    everything = set(Practice.objects.values_list("slug", flat=True))

    page = listed(client, query)

    assert set(page.slugs) == (everything if slugs is None else slugs)
    assert page.count == len(page.slugs)


@pytest.mark.usefixtures("debts")
def test_list_names_the_value_that_does_not_exist(client):
    page = listed(client, {"thema": ["<b>spook</b>", "schulden"], "status": "spook"})

    assert page.notices == [
        "Thema: <b>spook</b> kennen wij niet. Wij laten de lijst zien zonder deze keuze.",
        "Status: spook kennen wij niet. Wij laten de lijst zien zonder deze keuze.",
    ]
    assert [words for words, _url in page.chips] == ["Thema: Schulden"]
    assert page.count == 3


@pytest.mark.parametrize("name", FACETS)
def test_list_stands_a_value_that_a_database_refuses(client, name):
    PracticeFactory()

    page = listed(client, {name: ["a\x00b", "\U0001f600", "x" * 10_000]})

    assert page.count == 1
    assert [words.partition(": ")[2][:4] for words in page.notices] == [
        "ab k",
        "\U0001f600 ke",
        "xxxx",
    ]


@pytest.mark.usefixtures("debts")
def test_list_says_nothing_of_an_unknown_name(client):
    assert listed(client, {"bestaat": "niet"}).notices == []


@pytest.mark.usefixtures("debts")
def test_choices_count_the_list_after_choosing(client):
    query = {"thema": ["huurschuld"], "doelgroep": ["jongeren"]}

    page = listed(client, query)

    after = {
        (name, value): listed(
            client, {**query, name: list(dict.fromkeys([*query.get(name, []), value]))}
        ).count
        for name, value in page.choices
    }
    assert {address: choice.n for address, choice in page.choices.items()} == after
    assert page.choices["thema", "armoede"].n == 2  # together with huurschuld
    assert page.choices["doelgroep", "ouderen"].n == 2  # together with jongeren


@pytest.mark.usefixtures("debts")
def test_choice_that_gives_nothing_is_shown_but_disabled(client):
    page = listed(client, {"doelgroep": "ouderen"})

    assert not any(choice.is_disabled for choice in page.choices.values() if choice.n)
    assert page.choices["thema", "eenzaamheid"].is_disabled
    assert page.choices["thema", "armoede"].n == 0
    assert page.choices["thema", "armoede"].is_disabled
    assert not page.choices["thema", "huurschuld"].is_disabled


@pytest.mark.usefixtures("debts")
def test_chosen_values_never_vanish(client):
    MunicipalityFactory(slug="nergens", name="Nergens", province__slug="ver", province__name="Ver")
    query = [("thema", "eenzaamheid"), ("gemeente", "nergens"), ("provincie", "ver")]

    page = listed(client, dict(query))

    assert page.count == 0
    for address in query:
        choice = page.choices[address]
        assert (choice.n, choice.is_chosen, choice.is_disabled) == (0, True, False)
    assert [words for words, _url in page.chips] == [
        "Thema: Eenzaamheid",
        "Provincie: Ver",
        "Gemeente: Nergens",
    ]


def test_choices_start_with_the_chosen_ones_then_the_most_used(client):
    often, seldom = concept("vaak"), concept("zelden")
    for number in range(8):
        concept(f"nooit-{number}")
    PracticeFactory(concepts=[often, seldom])
    PracticeFactory(concepts=[often])

    page = listed(client, {"thema": "nooit-7"})

    order = [value for facet, value in page.choices if facet == "thema"]
    assert order == ["nooit-7", "vaak", "zelden", *(f"nooit-{n}" for n in range(7))]
    assert page.html.one("details", id="meer-thema").one("summary").text == (
        "Toon meer van thema (4)"
    )


def test_choices_of_evidence_keep_their_order_from_strong_to_weak(client):
    PracticeFactory(**ESTIMATE)

    page = listed(client, {"bewijs": "niet-beoordeeld"})

    assert [value for facet, value in page.choices if facet == "bewijs"] == [
        "sterke-aanwijzingen",
        "goede-aanwijzingen",
        "eerste-aanwijzingen",
        "goed-onderbouwd",
        "goed-beschreven",
        "niet-beoordeeld",
    ]


@pytest.mark.usefixtures("debts")
def test_chips_each_let_go_of_one_choice(client):
    query = "q=praktijk&thema=schulden&thema=armoede&doelgroep=jongeren&sorteer=titel"

    page = followed(client, f"{URL}?{query}&pagina=2&bestaat=niet")

    assert [(words, urlsplit(url).query) for words, url in page.chips] == [
        (
            "Zoekwoorden: praktijk",
            "thema=schulden&thema=armoede&doelgroep=jongeren&sorteer=titel",
        ),
        ("Thema: Schulden", "q=praktijk&thema=armoede&doelgroep=jongeren&sorteer=titel"),
        ("Thema: Armoede", "q=praktijk&thema=schulden&doelgroep=jongeren&sorteer=titel"),
        ("Doelgroep: Jongeren", "q=praktijk&thema=schulden&thema=armoede&sorteer=titel"),
    ]
    assert page.html.one("a", class_="kp-chip--clear")["href"] == URL


@pytest.mark.usefixtures("debts")
def test_chip_of_the_only_choice_leads_to_the_whole_list(client):
    page = listed(client, {"thema": "schulden"})

    assert page.chips == [("Thema: Schulden", URL)]


def test_list_finds_words_and_the_short_name_of_a_concept(client):
    debt_help = concept("schuldhulpverlening")
    debt_help.alternative_labels.create(label="SHV")
    match = PracticeFactory(title="Op tijd", concepts=[debt_help])
    PracticeFactory(title="Op tijd naar school")

    page = listed(client, {"q": "  shv TIJD "})

    assert page.slugs == [match.slug]
    assert page.html.one("input", id="q")["value"] == "shv TIJD"


@pytest.fixture
def sortable():
    PracticeFactory(
        slug="oud-en-sterk",
        title="Beslag",
        published_at=datetime(2024, 1, 1, tzinfo=UTC),
        **{**ESTIMATE, "evidence_level": Practice.Evidence.STRONG},
    )
    PracticeFactory(
        slug="nieuw", title="Één loket", summary="Zonder beslag.", published_at=timezone.now()
    )
    PracticeFactory(
        slug="midden",
        title="Armoede",
        summary="Zonder beslag.",
        published_at=datetime(2025, 1, 1, tzinfo=UTC),
        **ESTIMATE,
    )


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        pytest.param({}, ["nieuw", "midden", "oud-en-sterk"], id="as it is"),
        pytest.param({"sorteer": "nieuwste"}, ["nieuw", "midden", "oud-en-sterk"], id="newest"),
        pytest.param({"sorteer": "titel"}, ["midden", "oud-en-sterk", "nieuw"], id="title"),
        pytest.param({"sorteer": "bewijs"}, ["oud-en-sterk", "midden", "nieuw"], id="evidence"),
        pytest.param(
            {"sorteer": "relevantie"},
            ["nieuw", "midden", "oud-en-sterk"],
            id="relevance to no words",
        ),
        pytest.param({"sorteer": "zzz"}, ["nieuw", "midden", "oud-en-sterk"], id="unknown"),
        # the others say it as much as each other: then the one that was made first
        pytest.param({"q": "beslag"}, ["oud-en-sterk", "nieuw", "midden"], id="words"),
        pytest.param(
            {"q": "beslag", "sorteer": "nieuwste"},
            ["nieuw", "midden", "oud-en-sterk"],
            id="words, newest",
        ),
    ],
)
@pytest.mark.usefixtures("sortable")
def test_list_sorts(client, query, slugs):
    assert listed(client, query).slugs == slugs


@pytest.mark.parametrize(
    ("query", "options"),
    [
        # the usual order has no value: it is not sent along when words are typed
        ({}, ["", "titel", "bewijs"]),
        ({"q": "beslag"}, ["", "nieuwste", "titel", "bewijs"]),
    ],
)
@pytest.mark.usefixtures("sortable")
def test_list_offers_orders_that_make_sense(client, query, options):
    page = listed(client, query)

    found = page.html.one("select", name="sorteer").all("option")
    assert [option["value"] for option in found] == options
    assert [option["value"] for option in found if "selected" in option.attrs] == [options[0]]


def test_list_of_one_page_has_no_page_numbers(client):
    PracticeFactory()

    assert listed(client).html.all("nav", aria_label="Paginering") == []


@pytest.mark.usefixtures("debts")
def test_empty_list_names_the_choice_to_let_go(client):
    page = listed(client, {"thema": "armoede", "doelgroep": "ouderen"})

    assert page.count == 0
    assert "Laat een keuze los, dan vindt u wel iets:" in page.html.text
    assert page.ways_out == [
        ("zonder doelgroep ouderen: 2 gevonden", f"{URL}?thema=armoede"),
        ("zonder thema armoede: 1 gevonden", f"{URL}?doelgroep=ouderen"),
    ]
    assert [followed(client, url).count for _words, url in page.ways_out] == [2, 1]


@pytest.mark.usefixtures("debts")
def test_empty_list_names_the_words_to_let_go(client):
    page = listed(client, {"thema": "armoede", "q": "zzz"})

    assert page.ways_out == [
        ("zonder zoekwoorden zzz: 2 gevonden", f"{URL}?thema=armoede"),
    ]


@pytest.mark.usefixtures("debts")
def test_empty_list_names_the_choice_to_keep_where_no_single_one_helps(client):
    page = listed(client, {"thema": "eenzaamheid", "doelgroep": "jongeren", "q": "zzz"})

    assert "Houd één keuze over, dan vindt u wel iets:" in page.html.text
    assert page.ways_out == [
        ("alleen doelgroep jongeren: 3 gevonden", f"{URL}?doelgroep=jongeren"),
    ]
    assert followed(client, page.ways_out[0][1]).count == 3


def test_empty_list_without_a_way_out_starts_again(client):
    page = listed(client, {"q": "<zzz> & co"})

    assert page.ways_out == []
    again, elsewhere, _missed = page.html.one("div", class_="kp-panel").all("a")
    assert again["href"] == URL
    assert urlsplit(elsewhere["href"]).path == "/zoeken/"
    assert parse_qsl(urlsplit(elsewhere["href"]).query) == [("q", "<zzz> & co")]


@pytest.mark.usefixtures("debts")
def test_state_of_a_list_is_in_its_query_string_alone(client):
    query = {"thema": "schulden", "q": "praktijk", "sorteer": "titel"}
    before = client.get(URL).content
    narrowed = client.get(URL, query).content

    assert client.get(URL).content == before
    assert client.get(URL, query, headers={"Cookie": "thema=armoede", "Referer": URL}).content == (
        narrowed
    )


@pytest.mark.usefixtures("debts")
def test_htmx_gets_only_the_list(client):
    response = client.get(URL, {"thema": "schulden", "onzin": "x"}, headers={"HX-Request": "true"})

    part = ListPage(response)
    [root] = [child for child in part.html.children if not isinstance(child, str)]
    assert (root.tag, root["id"]) == ("div", "lijst")
    assert part.count == 3
    assert part.choices["thema", "schulden"].is_chosen
    assert "HX-Request" in part.varies_by
    assert response["HX-Push-Url"] == f"{URL}?thema=schulden"


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="no htmx"),
        pytest.param(
            {"HX-Request": "true", "HX-History-Restore-Request": "true"}, id="history of htmx"
        ),
    ],
)
@pytest.mark.usefixtures("debts")
def test_full_page_is_sent_to(client, headers):
    response = client.get(URL, {"thema": "schulden"}, headers=headers)

    page = ListPage(response)
    assert len(page.html.all("html")) == 1
    assert page.count == 3
    assert "HX-Request" in page.varies_by
    assert "HX-Push-Url" not in response


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count_is_constant_when_content_has_changed(
    client, django_assert_num_queries, count
):
    for number in range(count):
        practice_with_everything(f"p-{number}")

    with django_assert_num_queries(FIRST):
        page = listed(client)

    assert page.count == count


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count_is_constant_with_every_facet_in_use(
    client, django_assert_num_queries, count
):
    query = {"q": "praktijk"}
    for number in range(count):
        _practice, chosen = practice_with_everything(f"p-{number}")
        for name, value in chosen.items():
            query[name] = [*query.get(name, []), value]

    with django_assert_num_queries(FIRST + 3):
        page = listed(client, query)

    assert page.count == count
    assert {facet for facet, _value in page.choices} == set(FACETS)


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_only_whether_content_changed(client, django_assert_num_queries, count):
    for number in range(count):
        _practice, chosen = practice_with_everything(f"p-{number}")
    MunicipalityFactory(slug="nergens", province__slug="ver")
    listed(client)

    with django_assert_num_queries(1):
        narrowed = listed(client, chosen)
    with django_assert_num_queries(1):
        sorted_ = listed(client, {"sorteer": "bewijs"})
    with django_assert_num_queries(1):
        nowhere = listed(client, {"gemeente": "nergens", "provincie": "ver"})

    assert (narrowed.count, sorted_.count, nowhere.count) == (1, count, 0)


def test_list_fetches_only_cards_that_it_did_not_make_yet(client, django_assert_num_queries):
    PracticeFactory.create_batch(21)
    listed(client)

    with django_assert_num_queries(1 + 4):
        page = listed(client, {"pagina": "2"})

    assert len(page.slugs) == 1


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_list_only_reads(client, method):
    assert getattr(client, method)(URL).status_code == 405


# The page of one practice -------------------------------------------------


@pytest.fixture
def practice():
    """Give a practice of which everything is known."""
    practice = PracticeFactory(
        title="Eropaf in de wijk",
        slug="eropaf",
        summary="Aanbellen bij een achterstand.",
        body="Twee medewerkers bellen aan.\n\nZij komen terug.",
        background="Veel huishoudens meldden zich te laat.",
        people="De gemeente.",
        results="De helft deed open.",
        conditions="Een lijst met achterstanden.",
        lessons="Kom ook 's avonds.",
        cost_note="40.000 euro per jaar",
        hours_note="16 uur per week",
        started_year=2019,
        ended_year=2023,
        run_state="ended",
        reviewed_on=date(2026, 1, 5),
        concepts=[
            concept("beslag", broader=concept("schulden")),
            concept("jongeren", "doelgroep"),
            concept("gezinnen", "doelgroep"),
        ],
        municipalities=[municipality("goes"), municipality("assen", "drenthe")],
        **ESTIMATE,
    )
    practice.organisations.add(OrganisationFactory(name="Gemeente Goes"))
    return practice


def detail(client, practice):
    response = client.get(practice.get_absolute_url())
    assert response.status_code == 200
    return parse(response)


def definitions(element):
    return {
        pair.one("dt").text: pair.one("dd").text
        for pair in element.all("div")
        if pair.all("dt") and not pair.all("div")
    }


def section(page, id_):
    return page.one("section", aria_labelledby=id_)


def test_detail_shows_the_facts_in_short(client, practice):
    page = detail(client, practice)

    box = section(page, "in-het-kort")
    assert page.one("h1").text == "Eropaf in de wijk"
    assert page.one("title").text == "Eropaf in de wijk – Kennisplaats"
    assert page.one("p", class_="kp-lead").text == "Aanbellen bij een achterstand."
    assert [badge.text for badge in page.one("header", class_="kp-pagehead").all("li")] == [
        "Schulden"
    ]
    assert definitions(box) == {
        "Voor wie": "Jongeren, gezinnen",
        "Waar": "Assen, Goes",
        "Sinds": "2019",
        "Status": "Afgerond (tot en met 2023)",
        "Wie": "Gemeente Goes",
        "Kosten": "40.000 euro per jaar",
        "Uren": "16 uur per week",
        "Nagekeken op": "5 januari 2026",
    }
    assert {land["href"].rpartition("#")[2] for land in box.all("use", class_="here")} == {
        place.province.code.lower() for place in practice.municipalities.all()
    }


def test_detail_says_what_is_not_known(client):
    bare = PracticeFactory(started_year=None, run_state="unknown", reviewed_on=None)

    assert definitions(section(detail(client, bare), "in-het-kort")) == {
        "Voor wie": "Niet bekend",
        "Waar": "Landelijk",
        "Sinds": "Niet bekend",
        "Status": "Onbekend",
        "Wie": "Niet bekend",
        "Kosten": "Niet bekend",
        "Uren": "Niet bekend",
        "Nagekeken op": "Nog niet",
    }


def test_detail_of_a_whole_province_names_it(client):
    wide = PracticeFactory()
    wide.provinces.add(ProvinceFactory(slug="drenthe", name="Drenthe"))

    assert definitions(section(detail(client, wide), "in-het-kort"))["Waar"] == "Drenthe"


def test_detail_gives_the_facts_under_headings_in_order(client, practice):
    SourceFactory(item=practice)

    page = detail(client, practice)

    headings = [h2["id"] for h2 in page.one("div", class_="kp-article__main").all("h2")]
    assert headings == [
        "aanleiding",
        "aanpak",
        "wie",
        "resultaat",
        "voorwaarden",
        "lessen",
        "bewijs",
        "kompas",
        "bronnen",
        "begrippen",
        "aanhalen",
    ]
    assert [fact.text for fact in section(page, "aanpak").all("li")] == [
        "Twee medewerkers bellen aan.",
        "Zij komen terug.",
    ]
    assert section(page, "lessen").one("p").text == "Kom ook 's avonds."
    contents = page.one("nav", aria_labelledby="inhoudsopgave").all("a")
    assert [link["href"].removeprefix("#") for link in contents] == headings[:-1]


def test_detail_leaves_out_headings_without_facts(client):
    bare = PracticeFactory(body="Eén feit.")

    page = detail(client, bare)

    headings = [h2["id"] for h2 in page.one("div", class_="kp-article__main").all("h2")]
    assert headings == ["aanpak", "bewijs", "kompas", "begrippen", "aanhalen"]


def test_detail_tells_an_estimate_from_a_recognition(client, practice):
    evidence = section(detail(client, practice), "bewijs")

    assert "Eerste aanwijzingen voor effectiviteit" in evidence.text
    assert "bewijs: stap 3 van 5, inschatting van de redactie" in evidence.text
    assert definitions(evidence) == {
        "Wie zegt het": (
            "De redactie van de kennisplaats. Dit is een voorzichtige inschatting, "
            "geen erkenning door een databank."
        ),
        "Waarop berust het": "Een evaluatie uit 2025.",
        "Beoordeeld op": "5 januari 2026",
    }


def test_detail_names_the_databank_that_recognised_it(client):
    recognised = PracticeFactory(
        **{**ESTIMATE, "evidence_judge": "databank", "evidence_databank": "Movisie"}
    )

    evidence = section(detail(client, recognised), "bewijs")

    assert "bewijs: stap 3 van 5, erkenning door een databank" in evidence.text
    assert definitions(evidence)["Wie zegt het"] == "Movisie. Deze databank heeft de aanpak erkend."


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        ("", "Geen onderzoek bekend."),
        ("Wij vonden alleen een krantenbericht.", "Wij vonden alleen een krantenbericht."),
    ],
)
def test_detail_calls_not_assessed_no_judgement(client, basis, said):
    evidence = section(detail(client, PracticeFactory(evidence_basis=basis)), "bewijs")

    assert "Niet beoordeeld bewijs: er is nog geen oordeel" in evidence.text.replace(
        "beoordeeldbewijs", "beoordeeld bewijs"
    )
    assert f"{said} Dat betekent niet dat de aanpak slecht is" in evidence.text
    assert definitions(evidence) == {}
    assert "stap" not in evidence.text


def test_detail_shows_every_corner_of_the_compass(client, practice):
    CompassReadingFactory(item=practice, corner="residents", weight="strong", why="Zij schreven.")
    CompassReadingFactory(item=practice, corner="research", weight="none", why="Niets gevonden.")

    corners = section(detail(client, practice), "kompas").all("li")

    assert [[part.text for part in corner.all() if part.tag in "h3 b p"] for corner in corners] == [
        ["Onderzoek", "Geen", "Geen", "Niets gevonden."],
        ["Praktijk", "Niet bekend", "Niet bekend", NOT_KNOWN["practice"]],
        ["Inwoners", "Veel", "Veel", "Zij schreven."],
    ]


def test_detail_lists_sources_with_the_day_they_were_seen(client, practice):
    SourceFactory(
        item=practice,
        url="https://www.krant.example/a?b=1&c=2",
        title="",
        publisher="De Krant",
        seen_on=date(2026, 2, 3),
        position=2,
    )
    SourceFactory(item=practice, title="Evaluatie", publisher="Bureau", position=1)

    first, second = section(detail(client, practice), "bronnen").all("li")

    assert first.one("a").text == "Evaluatie (andere website)"
    assert second.one("a").attrs == {
        "class": "ams-link",
        "href": "https://www.krant.example/a?b=1&c=2",
        "rel": "external noopener",
    }
    assert second.text == "krant.example (andere website)De Krant, gezien op 3 februari 2026"
    assert [use["href"].rpartition("#")[2] for use in second.all("use")] == ["external-link"]


def test_detail_links_its_concepts(client, practice):
    found = section(detail(client, practice), "begrippen")

    assert {link.text: link["href"] for link in found.all("a")} == {
        "beslag": "/begrippen/thema/beslag/",
        "jongeren": "/begrippen/doelgroep/jongeren/",
        "gezinnen": "/begrippen/doelgroep/gezinnen/",
    }
    assert [term.text for term in found.all("dt")] == ["Thema", "Doelgroep"]


def test_detail_shows_what_is_similar_across_kinds_and_why(client):
    shared, rare = concept("schulden"), concept("bijzonder")
    living, common = concept("wonen", "leefgebied"), concept("praktijkvoorbeeld", "soort-kennis")
    practice = PracticeFactory(concepts=[shared, rare, living, common])
    PublicationFactory(slug="meest", concepts=[shared, rare])
    DossierFactory(slug="minst", concepts=[shared])
    PracticeFactory(slug="concept", status="draft", concepts=[shared, rare])
    PracticeFactory(slug="niets-zeggend", concepts=[living, common])

    cards = section(detail(client, practice), "lijkt-hierop").all("article")

    assert [card["data-slug"] for card in cards] == ["meest", "minst"]
    assert [card.one("p", class_="kp-reasons").text for card in cards] == [
        "Ook over: bijzonder, schulden",
        "Ook over: schulden",
    ]
    assert [card.one("p", class_="kp-kind").text for card in cards] == ["Kennisitem", "Dossier"]


def test_detail_shows_at_most_four_similar_items(client):
    theme = concept("schulden")
    first, *_others = PracticeFactory.create_batch(7, concepts=[theme])

    page = detail(client, first)

    assert len(section(page, "lijkt-hierop").all("article")) == 4


def test_detail_without_anything_similar_has_no_such_section(client):
    PracticeFactory(concepts=[concept("anders")])

    page = detail(client, PracticeFactory(concepts=[concept("schulden")]))

    assert page.all("section", aria_labelledby="lijkt-hierop") == []


def test_detail_shows_relations_both_ways(client, practice):
    research = PublicationFactory(title="Onderzoek", slug="onderzoek")
    follower = PracticeFactory(title="Navolger", slug="navolger")
    RelationFactory(from_item=practice, to_item=research, type="rests_on", reason="Zo begon het.")
    RelationFactory(from_item=follower, to_item=practice, type="follows", reason="Nagedaan.")
    for hidden in (
        PublicationFactory(status="draft"),
        PublicationFactory(published_at=timezone.now() + timedelta(days=1)),
    ):
        RelationFactory(from_item=practice, to_item=hidden)
        RelationFactory(from_item=hidden, to_item=practice)

    found = section(detail(client, practice), "hoort-bij")

    follows = Relation(type="follows").reverse_label
    assert [(item.one("a").text, item.one("a")["href"]) for item in found.all("li")] == [
        ("Onderzoek", "/kennis/onderzoek/"),
        ("Navolger", "/praktijkvoorbeelden/navolger/"),
    ]
    assert [item.one("span").text.lower() for item in found.all("li")] == ["rust op", follows]
    assert [item.one("p").text for item in found.all("li")] == ["Zo begon het.", "Nagedaan."]


def test_detail_refers_machines_and_writers_to_itself(client, practice, settings):
    settings.SITE_URL = "https://kennis.example"
    Practice.objects.update(changed_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    SourceFactory(item=practice, url="https://bron.example/1")

    page = detail(client, practice)

    url = "https://kennis.example/praktijkvoorbeelden/eropaf/"
    assert page.one("link", rel="canonical")["href"] == url
    assert page.one("meta", name="description")["content"] == practice.summary
    assert {meta["property"]: meta["content"] for meta in page.all("meta", property=True)} == {
        "og:type": "article",
        "og:site_name": "Kennisplaats",
        "og:locale": "nl_NL",
        "og:title": practice.title,
        "og:description": practice.summary,
        "og:url": url,
    }
    assert structured(page) == {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": practice.title,
        "description": practice.summary,
        "inLanguage": "nl",
        "url": url,
        "datePublished": "2026-01-05",
        "dateModified": "2026-03-02",
        "lastReviewed": "2026-01-05",
        "publisher": {"@type": "Organization", "name": "Kennisplaats"},
        "keywords": ["beslag", "jongeren", "gezinnen"],
        "citation": ["https://bron.example/1"],
    }
    assert page.one("p", id="citaat").text == (
        f"Kennisplaats. (2026, 5 januari). Eropaf in de wijk. {url}"
    )
    assert "Nagekeken op 5 januari 2026." in section(page, "aanhalen").text


def structured(page):
    [data] = page.one("script", type="application/ld+json").children
    return json.loads(data)


def test_detail_without_address_of_the_site_uses_that_of_the_visitor(client, practice):
    page = detail(client, practice)

    assert page.one("link", rel="canonical")["href"] == (
        "http://testserver/praktijkvoorbeelden/eropaf/"
    )


def test_detail_stays_whole_with_a_title_that_attacks_it(client):
    title = """</script><script>alert("1")</script> <!-- & 'x' {{ 7|add:7 }} \u2028"""
    attacker = PracticeFactory(title=title, slug="aanval", summary=title, body=title)
    SourceFactory(item=attacker, title=title, publisher=title)

    page = detail(client, attacker)

    words = " ".join(title.split())
    assert structured(page)["headline"] == title
    assert page.one("h1").text == words
    assert page.one("title").text == f"{words} – Kennisplaats"
    assert page.one("meta", property="og:title")["content"] == title
    assert all(
        "src" in script.attrs or script["type"] == "application/ld+json"
        for script in page.all("script")
    )


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"status": "draft"}, id="a draft"),
        pytest.param({"status": "submitted"}, id="not judged yet"),
        pytest.param({"status": "archived"}, id="retired"),
        pytest.param({"published_at": datetime(2999, 1, 1, tzinfo=UTC)}, id="not yet"),
    ],
)
def test_detail_of_what_is_not_published_does_not_exist(client, practice, changes):
    KnowledgeItem.objects.filter(pk=practice.pk).update(**changes)

    response = client.get(practice.get_absolute_url())

    assert response.status_code == 404
    assert practice.title not in response.content.decode()


def test_detail_of_another_kind_does_not_exist(client):
    PublicationFactory(slug="publicatie")

    assert client.get(f"{URL}publicatie/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_detail_query_count_is_constant(client, django_assert_num_queries, count):
    concepts = ConceptFactory.create_batch(count)
    practice = PracticeFactory(
        concepts=concepts, municipalities=MunicipalityFactory.create_batch(count)
    )
    practice.organisations.set(OrganisationFactory.create_batch(count))
    practice.provinces.set(ProvinceFactory.create_batch(count))
    SourceFactory.create_batch(count, item=practice)
    for corner in list(CompassReading.Corner)[:count]:
        CompassReadingFactory(item=practice, corner=corner)
    for other in PracticeFactory.create_batch(count, concepts=concepts):
        RelationFactory(from_item=practice, to_item=other)
        RelationFactory(from_item=other, to_item=practice)
    client.get("/themas/")

    with django_assert_num_queries(13):
        detail(client, practice)
