import gzip
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils import timezone

from practices.models import Practice
from tests.factories import (
    ConceptFactory,
    DossierFactory,
    MunicipalityFactory,
    PracticeFactory,
    ProvinceFactory,
    PublicationFactory,
    UserFactory,
)
from tests.kennisplaats.site import PAGES, fill
from tests.pages import ListPage, parse

pytestmark = pytest.mark.django_db


def kilobytes_sent(*contents):
    return sum(len(gzip.compress(content)) for content in contents) / 1000


# What every page has ------------------------------------------------------


@pytest.mark.parametrize("url", PAGES)
def test_every_page_has_a_heading_a_title_and_a_way_past_the_menu(client, url):
    fill()

    page = parse(client.get(url))

    body = page.one("body")
    skip_link = body.all("a")[0]
    assert page.one("html")["lang"] == "nl"
    assert page.one("h1").text
    assert page.one("title").text.endswith("Kennisplaats")
    assert (skip_link["class"], skip_link.text) == (
        "ams-skip-link ams-visually-hidden",
        "Ga naar de inhoud",
    )
    assert page.one("main")["id"] == skip_link["href"].removeprefix("#")


@pytest.mark.parametrize("url", PAGES)
def test_every_page_uses_an_id_once_and_refers_to_those_that_are_there(client, url):
    fill()

    page = parse(client.get(url))

    ids = [element["id"] for element in page.all(id=True)]
    referred = [
        id_
        for name in ("for", "aria-labelledby", "aria-controls", "aria-describedby")
        for element in page.all(**{name: True})
        for id_ in element[name].split()
    ]
    referred += [link["href"][1:] for link in page.all("a") if link["href"].startswith("#")]
    assert len(ids) == len(set(ids))
    assert set(referred) <= set(ids)


@pytest.mark.parametrize("url", PAGES)
def test_every_page_skips_no_level_of_headings(client, url):
    fill()

    page = parse(client.get(url))

    levels = [int(e.tag[1]) for e in page.one("main").walk() if e.tag in {"h1", "h2", "h3", "h4"}]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


@pytest.mark.parametrize(
    ("url", "section"),
    [
        ("/themas/", "Thema's"),
        ("/praktijkvoorbeelden/eropaf/", "Praktijkvoorbeelden"),
        ("/kennis/", "Kennis"),
        ("/dossiers/vroeg-erbij/", "Dossiers"),
        ("/zoeken/", "Zoeken"),
        ("/", None),
    ],
)
def test_menu_marks_where_one_is(client, url, section):
    fill()

    menu = parse(client.get(url)).one("nav", aria_label="Hoofdmenu")

    current = {link.text for link in menu.all("a", aria_current="page")}
    assert current == ({section} if section else set())


@pytest.mark.parametrize("url", PAGES)
def test_forms_of_visitors_only_ask(client, url):
    fill()

    forms = parse(client.get(url)).all("form")

    assert all((form["method"], form["role"]) == ("get", "search") for form in forms)


# Weight -------------------------------------------------------------------


def files_of(page, tag, **attrs):
    """Return the contents of the static files that the elements refer to."""
    addresses = [element.attrs.get("href") or element["src"] for element in page.all(tag, **attrs)]
    return [
        Path(staticfiles_storage.path(address.removeprefix(settings.STATIC_URL))).read_bytes()
        for address in addresses
    ]


def all_static_files():
    return [
        path
        for finder in finders.get_finders()
        for path, _storage in finder.list(ignore_patterns=[])
    ]


def test_styles_and_scripts_are_light(client):
    page = parse(client.get("/praktijkvoorbeelden/"))

    styles, scripts = files_of(page, "link", rel="stylesheet"), files_of(page, "script", src=True)

    assert (len(styles), len(scripts)) == (4, 2)
    assert kilobytes_sent(*styles) <= 40
    assert kilobytes_sent(*scripts) <= 25


@pytest.mark.parametrize("url", PAGES)
def test_every_file_a_page_loads_has_a_name_of_its_content(client, url):
    fill()
    hashed = {staticfiles_storage.url(path) for path in all_static_files()}

    page = parse(client.get(url))

    loaded = {
        element.attrs.get("href") or element.attrs.get("src")
        for tag in ("link", "script", "use", "img")
        for element in page.all(tag)
        if element.attrs.get("rel") != "canonical" and "type" not in element.attrs | {"rel": ""}
    }
    assert loaded
    assert {name.partition("#")[0] for name in loaded if name} <= hashed


def test_static_file_may_be_kept_for_ever(client):
    response = client.get(staticfiles_storage.url("kp/portal.css"))

    assert response.status_code == 200
    assert response["Cache-Control"] == "max-age=315360000, public, immutable"
    response.close()


# Home ---------------------------------------------------------------------


def test_home_leads_to_all_there_is(client):
    debts = ConceptFactory(slug="schulden", name="schulden", scope_note="Te veel te betalen.")
    loneliness = ConceptFactory(slug="eenzaamheid", name="eenzaamheid")
    for number in range(4):
        PracticeFactory(
            slug=f"p-{number}",
            published_at=datetime(2026, 1, 1 + number, tzinfo=UTC),
            concepts=[debts],
        )
    PracticeFactory(slug="geheim", status="draft", concepts=[debts])
    PracticeFactory(slug="later", published_at=timezone.now() + timedelta(hours=1))
    PublicationFactory(concepts=[loneliness])
    DossierFactory(title="Vroeg erbij", slug="vroeg", summary="Ingeleid.")
    DossierFactory(title="Geheim dossier", status="draft")

    page = ListPage(client.get("/"))

    html = page.html
    theme = html.one("article", class_="kp-theme-card")
    assert html.one("title").text == "Weten wat werkt – Kennisplaats"
    assert html.one("p", class_="kp-hero__lead").text.startswith("4 praktijkvoorbeelden en 1 ")
    assert page.slugs == ["p-3", "p-2", "p-1"]
    assert theme.one("a")["href"] == "/begrippen/thema/schulden/"
    assert "Te veel te betalen." in theme.text
    assert "Bekijk 4 items" in theme.text
    assert [item.text for item in html.one("ul", class_="kp-more-themes").all("li")] == [
        "Eenzaamheid 1"
    ]
    assert [item.text for item in html.one("ul", class_="kp-agenda").all("li")] == [
        "Vroeg erbij Ingeleid."
    ]
    assert html.one("form", role="search")["action"] == "/zoeken/"


def test_home_has_a_tile_for_every_province_with_what_its_list_has(client):
    zeeland = ProvinceFactory(name="Zeeland", slug="zeeland", abbreviation="ZE")
    drenthe = ProvinceFactory(name="Drenthe", slug="drenthe", abbreviation="DR")
    ProvinceFactory(name="Utrecht", slug="utrecht", abbreviation="UT")
    goes, veere = MunicipalityFactory.create_batch(2, province=zeeland)
    PracticeFactory(municipalities=[goes, veere]).provinces.add(drenthe, zeeland)
    PracticeFactory(municipalities=[goes])
    PracticeFactory(municipalities=[veere])
    PracticeFactory(municipalities=[veere], status="draft")
    PracticeFactory()

    tiles = parse(client.get("/")).one("ul", class_="kp-tiles").all("li")

    assert [(tile["class"], tile.one("span", class_="kp-tile__name").text) for tile in tiles] == [
        ("kp-pv-dr", "Drenthe"),
        ("kp-pv-ut", "Utrecht"),
        ("kp-pv-ze", "Zeeland"),
    ]
    assert [tile.one("span", class_="kp-tile__n").text for tile in tiles] == [
        "1 voorbeeld",
        "0 voorbeelden",
        "3 voorbeelden",
    ]
    assert [tile.one("a")["class"] for tile in tiles] == [
        "kp-tile kp-tile--2",
        "kp-tile kp-tile--1",
        "kp-tile kp-tile--4",
    ]
    for tile in tiles:
        count = ListPage(client.get(tile.one("a")["href"])).count
        assert tile.one("span", class_="kp-tile__n").text.startswith(f"{count} ")


@pytest.mark.parametrize("count", [1, 3])
def test_home_query_count_is_constant(client, django_assert_num_queries, count):
    for _number in range(count):
        theme = ConceptFactory(broader=ConceptFactory())
        PracticeFactory(
            concepts=[theme], municipalities=MunicipalityFactory.create_batch(count)
        ).provinces.add(ProvinceFactory())
        PublicationFactory(concepts=[theme])
        DossierFactory(concepts=[theme])

    with django_assert_num_queries(22):
        first = client.get("/")
    with django_assert_num_queries(8):
        again = client.get("/?nogmaals")

    assert first.status_code == again.status_code == 200


def test_home_stands_without_any_content(client):
    page = ListPage(client.get("/"))

    assert page.slugs == []
    assert page.html.one("p", class_="kp-hero__lead").text.startswith("0 praktijkvoorbeelden")


# Statements ---------------------------------------------------------------


def test_about_explains_how_evidence_is_judged(client, django_assert_num_queries):
    judged = {
        "evidence_level": Practice.Evidence.FIRST,
        "evidence_basis": "Een evaluatie.",
        "evidence_judged_on": date(2026, 1, 5),
    }
    PracticeFactory.create_batch(2, evidence_judge="editors", **judged)
    PracticeFactory(evidence_judge="databank", evidence_databank="Movisie", **judged)
    PracticeFactory()
    MunicipalityFactory()
    MunicipalityFactory(valid_until=date(2023, 1, 1))

    with django_assert_num_queries(1 + 3):
        page = parse(client.get("/over/"))

    ladder = page.one("ol", class_="kp-ladder").all("li")
    assert page.one("h1").text == "Over de kennisplaats"
    assert [step.one("b").text for step in ladder] == [
        level.label.capitalize() for level in list(Practice.Evidence)[1:]
    ]
    assert [f"bewijs: stap {n} van 5" in ladder[n - 1].text for n in range(1, 6)] == [True] * 5
    assert "Nu rusten 2 van de 4 voorbeelden op zo'n inschatting." in page.text
    assert "Wij kennen de 1 gemeenten van nu" in page.text


@pytest.mark.parametrize(
    ("url", "heading"),
    [("/privacy/", "Privacy"), ("/toegankelijkheid/", "Toegankelijkheidsverklaring")],
)
def test_statement_asks_nothing_of_the_database(client, django_assert_num_queries, url, heading):
    with django_assert_num_queries(0):
        page = parse(client.get(url))

    assert page.one("h1").text == heading


@pytest.mark.parametrize("url", ["/over/", "/privacy/", "/toegankelijkheid/"])
def test_statement_names_whom_to_mail_once_that_is_known(client, settings, url):
    settings.CONTACT_EMAIL = ""
    before = parse(client.get(url)).one("main")
    settings.CONTACT_EMAIL = "redactie@gemeente.example"
    after = parse(client.get(url)).one("main")

    mail = "mailto:redactie@gemeente.example"
    assert "De gemeente die deze kennisplaats beheert" in before.text
    assert [link.text for link in before.all("a", href=mail)] == []
    assert [link.text for link in after.all("a", href=mail)] == ["redactie@gemeente.example"]


@pytest.mark.parametrize("is_demo", [True, False])
def test_only_a_demo_points_at_its_admin(client, settings, is_demo):
    settings.DEMO = is_demo

    footer = parse(client.get("/privacy/")).one("footer")

    assert ([link.text for link in footer.all("a", href="/beheer/")] == ["Beheer"]) is is_demo


def test_pages_are_the_same_for_who_is_logged_in(client):
    fill()
    before = client.get("/praktijkvoorbeelden/").content
    client.force_login(UserFactory(is_staff=True))

    assert client.get("/praktijkvoorbeelden/").content == before
