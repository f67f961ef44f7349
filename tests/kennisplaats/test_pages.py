from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from practices.models import Practice
from tests.factories import (
    ConceptFactory,
    DossierFactory,
    MunicipalityFactory,
    PracticeFactory,
    ProvinceFactory,
    PublicationFactory,
)
from tests.pages import ListPage, parse

pytestmark = pytest.mark.django_db


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
