import json
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from knowledge.models import KnowledgeItem
from tests.factories import (
    CompassReadingFactory,
    ConceptFactory,
    DossierChapterFactory,
    DossierEntryFactory,
    DossierFactory,
    PracticeFactory,
    PublicationFactory,
    RelationFactory,
    SourceFactory,
)
from tests.pages import ListPage, parse

pytestmark = pytest.mark.django_db

KNOWLEDGE = "/kennis/"
DOSSIERS = "/dossiers/"
SEARCH = "/zoeken/"
CONCEPT_FACETS = ["thema", "doelgroep", "gedragsinzicht", "werkwijze", "leefgebied"]
SCHEMES = {"soort": "soort-kennis", **{name: name for name in CONCEPT_FACETS}}
# What it costs to look at everything anew, the cards of one page included.
FIRST = 12
LISTS = [
    pytest.param(KNOWLEDGE, PublicationFactory, id="knowledge"),
    pytest.param(DOSSIERS, DossierFactory, id="dossiers"),
]


def concept(slug, scheme="thema", **kwargs):
    return ConceptFactory(slug=slug, scheme__slug=scheme, **kwargs)


def followed(client, url, query=None, **headers):
    return ListPage(client.get(url, query, headers=headers))


def section(page, id_):
    return page.one("section", aria_labelledby=id_)


# Lists --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "factory", "heading", "noun"),
    [
        pytest.param(KNOWLEDGE, PublicationFactory, "Kennis", "kennisitem", id="knowledge"),
        pytest.param(DOSSIERS, DossierFactory, "Dossiers", "dossier", id="dossiers"),
    ],
)
def test_list_shows_its_own_kind(client, url, factory, heading, noun):
    item = factory(title="Rust in geldzaken", slug="rust", concepts=[concept("schulden")])
    PracticeFactory()

    page = followed(client, url)

    [card] = page.html.all("article", data_slug="rust")
    assert page.html.one("h1").text == heading
    assert page.html.one("title").text == f"{heading} – Kennisplaats"
    assert page.html.one("h2", data_count=True).text == f"1 {noun} gevonden"
    assert (card.one("a").text, card.one("a")["href"]) == (item.title, f"{url}rust/")
    assert item.summary in card.text
    assert [badge.text for badge in card.one("ul", class_="kp-badges").all("li")] == ["Schulden"]
    assert page.slugs == ["rust"]


def test_card_of_a_publication_says_what_it_is_and_whose(client):
    PublicationFactory(type="law", publisher="Rijksoverheid", year=2021)
    PublicationFactory(type="research", publisher="Universiteit", year=None)

    cards = followed(client, KNOWLEDGE).html.all("article")

    assert [
        [item.text for item in card.one("ul", class_="kp-meta").all("li")] for card in cards
    ] == [
        ["Wet of regeling", "Rijksoverheid", "2021"],
        ["Onderzoek", "Universiteit"],
    ]


@pytest.mark.parametrize(("url", "factory"), LISTS)
def test_list_never_shows_or_counts_what_is_not_published(client, url, factory):
    theme = concept("schulden")
    shown = factory(concepts=[theme])
    factory(concepts=[theme], published_at=timezone.now() + timedelta(hours=1))
    for status in ("draft", "submitted", "archived"):
        factory(concepts=[theme], status=status)

    page = followed(client, url)

    assert (page.count, page.slugs) == (1, [shown.slug])
    assert page.choices["thema", "schulden"].n == 1


@pytest.mark.parametrize("name", SCHEMES)
def test_knowledge_narrows_by_each_facet(client, name):
    match = PublicationFactory(
        concepts=[concept("smal", SCHEMES[name], broader=concept("breed", SCHEMES[name]))]
    )
    PublicationFactory(concepts=[concept("anders", SCHEMES[name])])

    page = followed(client, KNOWLEDGE, {name: "breed"})

    assert (page.count, page.slugs) == (1, [match.slug])
    assert (page.choices[name, "breed"].n, page.choices[name, "anders"].n) == (1, 2)


def test_dossiers_can_be_narrowed_by_theme_and_group(client):
    concepts = [concept("schulden"), concept("jongeren", "doelgroep"), concept("x", "werkwijze")]
    match = DossierFactory(concepts=concepts)
    DossierFactory(concepts=concepts[:1])

    page = followed(client, DOSSIERS, {"thema": "schulden", "doelgroep": "jongeren"})

    assert page.slugs == [match.slug]
    assert {facet for facet, _value in page.choices} == {"thema", "doelgroep"}


@pytest.mark.parametrize(("url", "factory"), LISTS)
def test_list_names_the_value_that_does_not_exist(client, url, factory):
    factory(concepts=[concept("schulden")])

    page = followed(client, url, {"thema": "\u202espook\x00", "bestaat": "niet"})

    assert page.count == 1
    assert page.notices == [
        "Thema: spook kennen wij niet. Wij laten de lijst zien zonder deze keuze."
    ]


@pytest.mark.parametrize(("url", "factory"), LISTS)
def test_list_sorts_by_title_and_by_words(client, url, factory):
    factory(slug="later", title="Zon", published_at=timezone.now())
    factory(slug="eerder", title="Éénzaam", summary="Meer zon.")

    assert followed(client, url).slugs == ["later", "eerder"]
    assert followed(client, url, {"sorteer": "titel"}).slugs == ["eerder", "later"]
    assert followed(client, url, {"q": "zon"}).slugs == ["later", "eerder"]
    assert followed(client, url, {"sorteer": "bewijs"}).slugs == ["later", "eerder"]


@pytest.mark.parametrize(("url", "factory"), LISTS)
def test_list_pages_by_twenty(client, url, factory):
    for number in range(21):
        factory(title=f"Titel {number:02}", slug=f"t-{number:02}")

    page = followed(client, url, {"sorteer": "titel", "pagina": "2"})

    assert (page.count, page.slugs) == (21, ["t-20"])


@pytest.mark.parametrize(("url", "factory"), LISTS)
def test_htmx_gets_only_the_list(client, url, factory):
    factory()

    page = followed(client, url, {"q": "uitleg"}, **{"HX-Request": "true"})

    [root] = [child for child in page.html.children if not isinstance(child, str)]
    assert root["id"] == "lijst"
    assert page.count == 1
    assert "HX-Request" in page.varies_by
    assert page.response["HX-Push-Url"] == f"{url}?q=uitleg"


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("url", "factory"), LISTS)
def test_list_query_count_is_constant_when_content_has_changed(
    client, django_assert_num_queries, url, factory, count
):
    for _number in range(count):
        factory(concepts=[ConceptFactory()])

    with django_assert_num_queries(FIRST):
        page = followed(client, url)

    assert page.count == count


@pytest.mark.parametrize(("url", "factory"), LISTS)
def test_list_asks_only_whether_content_changed(client, django_assert_num_queries, url, factory):
    factory.create_batch(3, concepts=[concept("schulden")])
    followed(client, url)

    with django_assert_num_queries(1):
        page = followed(client, url, {"thema": "schulden", "sorteer": "titel"})

    assert len(page.slugs) == 3


@pytest.mark.parametrize(("url", "factory"), LISTS)
def test_list_fetches_only_cards_that_it_did_not_make_yet(
    client, django_assert_num_queries, url, factory
):
    factory.create_batch(21)
    followed(client, url)

    with django_assert_num_queries(1 + 2):
        page = followed(client, url, {"pagina": "2"})

    assert len(page.slugs) == 1


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("url", "factory", "names"),
    [
        pytest.param(KNOWLEDGE, PublicationFactory, SCHEMES, id="knowledge"),
        pytest.param(
            DOSSIERS,
            DossierFactory,
            {"thema": "thema", "doelgroep": "doelgroep"},
            id="dossiers",
        ),
    ],
)
def test_list_query_count_is_constant_with_every_facet_in_use(
    client, django_assert_num_queries, url, factory, names, count
):
    concepts = [concept("gekozen", scheme) for scheme in names.values()]
    for _number in range(count):
        factory(concepts=concepts)

    query = dict.fromkeys(names, "gekozen")

    with django_assert_num_queries(FIRST + 3):
        page = followed(client, url, {"q": "uitleg", **query})
    with django_assert_num_queries(1):
        again = followed(client, url, {"q": "uitleg", **query, "sorteer": "titel"})

    assert page.count == again.count == count


# A publication ------------------------------------------------------------


def structured(page):
    [data] = page.one("script", type="application/ld+json").children
    return json.loads(data)


def definitions(element):
    return {
        pair.one("dt").text: pair.one("dd").text
        for pair in element.all("div")
        if pair.all("dt") and not pair.all("div")
    }


def test_publication_shows_all_of_it(client):
    publication = PublicationFactory(
        title="De prijs van schaarste",
        slug="schaarste",
        summary="Geldzorgen kosten denkkracht.",
        body="Eerste feit.\nTweede feit.",
        type="research",
        publisher="Universiteit",
        year=2024,
        reviewed_on=date(2026, 2, 1),
        concepts=[concept("stress", "gedragsinzicht"), concept("schulden")],
    )
    CompassReadingFactory(item=publication, corner="research", weight="strong", why="Proef.")
    SourceFactory(item=publication, title="Artikel", url="https://bron.example/artikel")
    practice = PracticeFactory(title="Buurtkring")
    RelationFactory(from_item=practice, to_item=publication, reason="Hier begon het mee.")
    other = PublicationFactory(concepts=publication.concepts.all())

    page = parse(client.get("/kennis/schaarste/"))

    assert page.one("h1").text == publication.title
    assert definitions(section(page, "in-het-kort")) == {
        "Vorm": publication.get_type_display().capitalize(),
        "Uitgever": "Universiteit",
        "Jaar": "2024",
        "Nagekeken op": "1 februari 2026",
    }
    assert [fact.text for fact in section(page, "kern").all("li")] == [
        "Eerste feit.",
        "Tweede feit.",
    ]
    assert [corner.one("b").text for corner in section(page, "kompas").all("li")] == [
        "Veel",
        "Niet bekend",
        "Niet bekend",
    ]
    assert section(page, "hoort-bij").one("a").text == "Buurtkring"
    assert section(page, "hoort-bij").one("span").text == "Onderbouwt"
    assert section(page, "bronnen").one("a")["href"] == "https://bron.example/artikel"
    assert {link["href"] for link in section(page, "begrippen").all("a")} == {
        "/begrippen/thema/schulden/",
        "/begrippen/gedragsinzicht/stress/",
    }
    assert [card["data-slug"] for card in section(page, "lijkt-hierop").all("article")] == [
        other.slug
    ]
    assert structured(page)["headline"] == publication.title
    assert page.one("link", rel="canonical")["href"] == "http://testserver/kennis/schaarste/"
    assert "De prijs van schaarste. http://testserver/kennis/schaarste/" in (
        section(page, "aanhalen").text
    )


def test_publication_says_what_is_not_known(client):
    publication = PublicationFactory(year=None, reviewed_on=None)

    page = parse(client.get(publication.get_absolute_url()))

    facts = definitions(section(page, "in-het-kort"))
    assert (facts["Jaar"], facts["Nagekeken op"]) == ("Niet bekend", "Nog niet")
    assert page.all("section", aria_labelledby="kern") == []
    assert "Nagekeken op" not in section(page, "aanhalen").text
    assert "lastReviewed" not in structured(page)


# A dossier ----------------------------------------------------------------


def test_dossier_shows_its_chapters_in_order(client):
    dossier = DossierFactory(title="Vroeg erbij", slug="vroeg", body="Waarom.\nEn hoe.")
    later = DossierChapterFactory(dossier=dossier, title="Later", position=2)
    first = DossierChapterFactory(dossier=dossier, title="Eerst", text="Begin hier.", position=1)
    practice = PracticeFactory(title="Eropaf", slug="eropaf", summary="Aanbellen.")
    publication = PublicationFactory(title="Onderzoek", slug="onderzoek")
    DossierEntryFactory(chapter=first, item=publication, position=2, note="Lees dit ook.")
    DossierEntryFactory(chapter=first, item=practice, position=1)
    DossierEntryFactory(chapter=later, item=PublicationFactory(title="Geheim", status="draft"))

    page = parse(client.get("/dossiers/vroeg/"))

    one, two = section(page, "hoofdstuk-1"), section(page, "hoofdstuk-2")
    assert page.one("h1").text == "Vroeg erbij"
    assert [p.text for p in page.one("div", class_="ams-prose").all("p")] == ["Waarom.", "En hoe."]
    assert [h2.text for h2 in (one.one("h2"), two.one("h2"))] == ["Eerst", "Later"]
    assert "Begin hier." in one.text
    assert [
        (entry.one("a").text, entry.one("a")["href"], entry.all("p")[-1].text)
        for entry in one.all("li")
    ] == [
        ("Eropaf", "/praktijkvoorbeelden/eropaf/", "Aanbellen."),
        ("Onderzoek", "/kennis/onderzoek/", "Lees dit ook."),
    ]
    assert two.all("li") == []
    assert "Geheim" not in page.text
    assert structured(page)["@type"] == "Article"


@pytest.mark.parametrize(
    ("url", "factory"),
    [
        pytest.param("/kennis/verborgen/", PublicationFactory, id="publication"),
        pytest.param("/dossiers/verborgen/", DossierFactory, id="dossier"),
    ],
)
@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"status": "draft"}, id="a draft"),
        pytest.param({"status": "archived"}, id="retired"),
        pytest.param({"published_at": datetime(2999, 1, 1, tzinfo=UTC)}, id="not yet"),
    ],
)
def test_detail_of_what_is_not_published_does_not_exist(client, url, factory, changes):
    factory(slug="verborgen", title="Geheim", **changes)

    response = client.get(url)

    assert response.status_code == 404
    assert "Geheim" not in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("factory", "queries"),
    [
        pytest.param(PublicationFactory, 10, id="publication"),
        pytest.param(DossierFactory, 11, id="dossier"),
    ],
)
def test_detail_query_count_is_constant(client, django_assert_num_queries, factory, queries, count):
    """Of the item itself and of what is around it; the collection is there already."""
    concepts = ConceptFactory.create_batch(count)
    item = factory(concepts=concepts)
    SourceFactory.create_batch(count, item=item)
    for other in PracticeFactory.create_batch(count, concepts=concepts):
        RelationFactory(from_item=item, to_item=other)
        RelationFactory(from_item=other, to_item=item)
        if factory is DossierFactory:
            DossierEntryFactory.create_batch(count, chapter=DossierChapterFactory(dossier=item))
    client.get("/themas/")

    with django_assert_num_queries(queries):
        client.get(item.get_absolute_url())


# A concept ----------------------------------------------------------------


@pytest.fixture
def debt_help():
    debts = concept("schulden", name="schulden")
    found = concept(
        "schuldhulp", name="schuldhulpverlening", broader=debts, scope_note="Hulp bij schulden."
    )
    found.alternative_labels.create(label="SHV")
    found.alternative_labels.create(label="schuldhulp")
    found.related.add(concept("schaamte", "gedragsinzicht", name="schaamte"))
    narrow = concept("minnelijk", name="minnelijk traject", broader=found)
    PracticeFactory(slug="smal", title="Smal", concepts=[narrow])
    PublicationFactory(slug="zelf", title="Zelf", concepts=[found, narrow])
    DossierFactory(slug="ook", title="Ook", concepts=[found])
    PublicationFactory(slug="breed", concepts=[debts])
    PublicationFactory(slug="concept", status="draft", concepts=[found])
    return found


def test_concept_shows_its_meaning_and_surroundings(client, debt_help):
    page = parse(client.get(debt_help.get_absolute_url()))

    around = section(page, "begrip")
    assert page.one("h1").text == "Schuldhulpverlening"
    assert page.one("p", class_="kp-eyebrow").text == "Thema"
    assert page.one("p", class_="kp-lead").text == "Hulp bij schulden."
    assert page.one("meta", name="description")["content"] == "Hulp bij schulden."
    assert definitions(around) == {
        "Ook wel": "SHV, schuldhulp",
        "Breder": "schulden",
        "Smaller": "minnelijk traject",
        "Verwant": "schaamte",
    }
    assert [link["href"] for link in around.all("a")] == [
        "/begrippen/thema/schulden/",
        "/begrippen/thema/minnelijk/",
        "/begrippen/gedragsinzicht/schaamte/",
    ]


def test_concept_lists_what_carries_it_or_something_narrower(client, debt_help):
    page = followed(client, debt_help.get_absolute_url())

    assert page.count == 3
    assert page.slugs == ["ook", "smal", "zelf"]
    assert page.tabs == {"": 3, "praktijkvoorbeeld": 1, "kennis": 1, "dossier": 1}


@pytest.mark.parametrize(
    ("kind", "slugs", "count"),
    [
        ("praktijkvoorbeeld", ["smal"], 1),
        ("kennis", ["zelf"], 1),
        ("", ["ook", "smal", "zelf"], 3),
        ("spook", ["ook", "smal", "zelf"], 3),
    ],
)
def test_concept_tab_shows_one_kind(client, debt_help, kind, slugs, count):
    page = followed(client, debt_help.get_absolute_url(), {"kind": kind})

    assert (page.slugs, page.count) == (slugs, count)
    assert page.tabs[""] == 3


def test_concept_tabs_lead_to_what_they_count(client, debt_help):
    url = debt_help.get_absolute_url()

    tabs = followed(client, url).html.all("a", data_facet="kind")

    for tab in tabs:
        assert followed(client, tab["href"]).count == int(tab["data-n"])
        assert (tab.attrs.get("aria-current") == "page") is (tab["data-value"] == "")
        assert urlsplit(tab["href"]).path == url


def test_concept_names_the_kind_that_does_not_exist(client, debt_help):
    page = followed(client, debt_help.get_absolute_url(), {"kind": "<i>spook</i>"})

    assert "De soort <i>spook</i> bestaat niet." in page.html.text


def test_concept_that_nothing_carries_points_at_what_is_broader(client):
    empty = concept("smal", broader=concept("breed", name="breed"))

    page = followed(client, empty.get_absolute_url())

    assert (page.count, page.slugs, page.tabs) == (0, [], {})
    assert "Kijk bij breed." in page.html.text


def test_concept_that_nothing_carries_and_nothing_is_broader(client):
    page = followed(client, concept("alleen").get_absolute_url())

    assert page.count == 0
    assert "Kijk bij" not in page.html.text


def test_concept_pages_by_twenty_within_its_tab(client):
    theme = concept("schulden")
    for number in range(41):
        PracticeFactory(title=f"Titel {number:02}", slug=f"t-{number:02}", concepts=[theme])
    DossierFactory(concepts=[theme])

    page = followed(client, theme.get_absolute_url(), {"kind": "praktijkvoorbeeld", "pagina": "3"})

    assert (page.count, page.slugs) == (41, ["t-40"])
    assert page.html.one("a", rel="prev")["href"] == (
        f"{theme.get_absolute_url()}?kind=praktijkvoorbeeld&pagina=2"
    )


@pytest.mark.parametrize("address", ["thema/bestaat-niet", "bestaat-niet/schulden", "doelgroep/x"])
def test_concept_that_does_not_exist(client, address):
    concept("schulden")
    concept("x")

    assert client.get(f"/begrippen/{address}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_concept_query_count_is_constant(client, django_assert_num_queries, count):
    theme = concept("schulden", broader=concept("geld"))
    for number in range(count):
        theme.alternative_labels.create(label=f"naam {number}")
        theme.related.add(ConceptFactory(scheme__slug=f"lijst-{number}"))
        ConceptFactory(broader=theme)
        PracticeFactory(concepts=[theme, ConceptFactory()])
        PublicationFactory(concepts=[theme])
    client.get("/themas/")

    with django_assert_num_queries(9):
        page = followed(client, theme.get_absolute_url())
    with django_assert_num_queries(7):
        again = followed(client, theme.get_absolute_url(), {"kind": ""})

    assert page.count == again.count == 2 * count


# Themes -------------------------------------------------------------------


def test_themes_shows_what_is_in_use(client):
    debts = concept("schulden", name="schulden", scope_note="Meer dan men betalen kan.")
    rent = concept("huurschuld", name="huurschuld", broader=debts)
    concept("ongebruikt", name="ongebruikt", broader=debts)
    concept("leeg", name="leeg")
    loneliness = concept("eenzaamheid", name="eenzaamheid")
    PracticeFactory(concepts=[rent])
    PublicationFactory(concepts=[debts, loneliness])
    DossierFactory(concepts=[loneliness])
    DossierFactory(concepts=[loneliness])
    PracticeFactory(concepts=[rent], status="draft")

    page = parse(client.get("/themas/"))

    themes = page.one("ul", class_="kp-themes").all("li", class_="kp-theme")
    assert page.one("h1").text == "Thema's"
    assert [theme.one("h2").text for theme in themes] == ["Schulden 2", "Eenzaamheid 3"]
    assert themes[0].all("p")[0].text == "Meer dan men betalen kan."
    assert [item.text for item in themes[0].all("li")] == ["Huurschuld 1"]
    assert themes[0].one("h2").one("a")["href"] == "/begrippen/thema/schulden/"
    assert ListPage(client.get("/begrippen/thema/schulden/")).count == 2


@pytest.mark.parametrize("count", [1, 3])
def test_themes_query_count_is_constant(client, django_assert_num_queries, count):
    for _number in range(count):
        PracticeFactory(concepts=[ConceptFactory(broader=ConceptFactory())])

    with django_assert_num_queries(11):
        client.get("/themas/")
    with django_assert_num_queries(2):
        client.get("/themas/?nogmaals")


# Search -------------------------------------------------------------------


@pytest.fixture
def known():
    """Give an item of each kind about early signals, one of them hidden, and something else."""
    concepts = [concept("schuldhulpverlening", name="schuldhulpverlening")]
    concepts[0].alternative_labels.create(label="SHV")
    PracticeFactory(
        slug="praktijk",
        title="Vroegsignalering in Goes",
        summary="Aanbellen bij een achterstand.",
        concepts=concepts,
    )
    PublicationFactory(slug="onderzoek", title="Onderzoek", summary="Over vroegsignalering.")
    DossierFactory(slug="dossier", title="Vroeg erbij", summary="Vroegsignalering ingeleid.")
    DossierFactory(slug="geheim", title="Vroegsignalering", status="draft", concepts=concepts)
    PublicationFactory(slug="anders", title="Bewegen", concepts=[concept("sport")])


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        pytest.param("vroegsignalering", ["praktijk", "dossier", "onderzoek"], id="title first"),
        pytest.param("achterstand", ["praktijk"], id="summary"),
        pytest.param("schuldhulpverlening", ["praktijk"], id="name of a concept"),
        pytest.param("shv", ["praktijk"], id="short name of a concept"),
        pytest.param("SHV goes aanbellen", ["praktijk"], id="several words"),
        pytest.param("vroegsignalering bewegen", [], id="words that no item has together"),
        pytest.param("vroegsignaleering", ["praktijk", "dossier", "onderzoek"], id="spelt wrongly"),
        pytest.param("vróégSIGNALering", ["praktijk", "dossier", "onderzoek"], id="accents"),
    ],
)
@pytest.mark.usefixtures("known")
def test_search_finds(client, words, slugs):
    page = followed(client, SEARCH, {"q": words})

    assert page.slugs == slugs
    assert page.count == len(slugs)
    assert page.html.one("h1").text == f"Zoekresultaten voor “{words}”"
    assert page.html.one("input", id="q")["value"] == words


@pytest.mark.usefixtures("known")
def test_search_shows_kinds_as_tabs(client):
    page = followed(client, SEARCH, {"q": "vroegsignalering"})

    tabs = page.html.all("a", data_facet="kind")
    assert [tab.text for tab in tabs] == [
        "Alles (3)",
        "Praktijkvoorbeelden (1)",
        "Kennisitems (1)",
        "Dossiers (1)",
    ]
    for tab in tabs:
        assert followed(client, tab["href"]).count == int(tab["data-n"])
    assert [card.one("p", class_="kp-kind").text for card in page.html.all("article")] == [
        "Praktijkvoorbeeld",
        "Dossier",
        "Kennisitem",
    ]


@pytest.mark.usefixtures("known")
def test_search_shows_one_kind(client):
    page = followed(client, SEARCH, {"q": "vroegsignalering", "kind": "dossier"})

    assert (page.count, page.slugs) == (1, ["dossier"])
    assert page.tabs[""] == 3


@pytest.mark.usefixtures("known")
def test_search_for_a_kind_that_was_not_found_says_so_and_leads_to_all(client):
    page = followed(client, SEARCH, {"q": "bewegen", "kind": "dossier"})

    tab = page.html.one("a", data_facet="kind", aria_current="page")
    assert (page.count, page.slugs) == (0, [])
    assert (tab["data-value"], tab["data-n"]) == ("dossier", "0")
    assert "Van deze soort is er niets." in page.html.one("main").text
    assert f"{SEARCH}?q=bewegen" in [link["href"] for link in page.html.all("a", href=True)]


@pytest.mark.parametrize("words", ["", "   ", "\x00", "\u200b"])
@pytest.mark.usefixtures("known")
def test_search_without_words_asks_for_them(client, words):
    page = followed(client, SEARCH, {"q": words})

    assert (page.count, page.slugs) == (0, [])
    assert page.html.one("h1").text == "Zoeken"
    assert page.html.one("title").text == "Zoeken – Kennisplaats"


def test_search_is_kept_out_of_search_engines(client):
    page = followed(client, SEARCH, {"q": "shv"})

    assert page.html.one("meta", name="robots")["content"] == "noindex"


def test_search_pages_by_twenty(client):
    for number in range(21):
        PublicationFactory(title=f"Rust {number:02}", slug=f"r-{number:02}")

    page = followed(client, SEARCH, {"q": "rust", "pagina": "2"})

    assert (page.count, page.slugs) == (21, ["r-20"])
    assert page.html.one("a", rel="prev")["href"] == "/zoeken/?q=rust"


@pytest.mark.parametrize("count", [1, 3])
def test_search_query_count_is_constant_when_content_has_changed(
    client, django_assert_num_queries, count
):
    for _number in range(count):
        PracticeFactory(concepts=[ConceptFactory()])
        PublicationFactory(concepts=[ConceptFactory()])

    with django_assert_num_queries(FIRST + 4):
        page = followed(client, SEARCH, {"q": "uitleg woorden"})

    assert page.count == 2 * count


def test_search_without_words_asks_only_whether_content_changed(client, django_assert_num_queries):
    PracticeFactory()
    client.get(SEARCH)

    with django_assert_num_queries(1):
        client.get(SEARCH, {"pagina": "1"})


@pytest.mark.parametrize(
    "url", [KNOWLEDGE, DOSSIERS, SEARCH, "/themas/", "/begrippen/thema/schulden/"]
)
def test_pages_stand_without_any_content(client, url):
    concept("schulden")
    assert KnowledgeItem.objects.count() == 0

    assert client.get(url).status_code == 200


@pytest.mark.parametrize(
    ("scheme", "trail"),
    [
        pytest.param("thema", ["Home", "Thema's"], id="a theme"),
        pytest.param("werkwijze", ["Home"], id="a way of working"),
    ],
)
def test_concept_stands_under_the_list_it_is_in(client, scheme, trail):
    found = concept("huisbezoek", scheme)

    page = followed(client, found.get_absolute_url())

    links = page.html.one("nav", aria_label="Kruimelpad").all("a")
    assert [link.text for link in links] == trail
