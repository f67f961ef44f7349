import pytest
from django.test import Client

from tests.factories.conversation import a_version
from tests.factories.questionnaire import ThemeFactory, working_copy_of
from tests.pages import parse
from tools.conversation.models import ConversationTheme, ScalePoint
from tools.conversation.script import PARTS

pytestmark = pytest.mark.django_db

START = "/gesprekstool/"


@pytest.fixture
def page(client):
    working_copy_of()
    a_version()
    return parse(client.get(START))


def links(page):
    return {link["href"]: link.text for link in page.one("main").all("a")}


def test_start_leads_to_beginning_an_example_a_code_and_privacy(page):
    found = links(page)

    assert found["/gesprekstool/sessie/begin/"] == "Begin een gesprek"
    assert found["/gesprekstool/voorbeeld/"] == "Bekijk een verzonnen uitkomst"
    assert found["/meedoen/"] == "Vul uw code in"
    assert "/privacy/#gesprekken" in found


def test_start_says_whose_idea_it_was_and_whose_words_these_are(page):
    origin = page.one("section", aria_labelledby="herkomst")

    assert [link["href"].split("/")[2] for link in origin.all("a")] == [
        "www.gezondin.nu",
        "www.verwey-jonker.nl",
    ]
    assert "geïnspireerd op" in origin.text
    assert "zijn van de kennisplaats" in origin.text


def test_start_shows_uses_steps_themes_and_scale(page):
    headings = [heading.text for heading in page.one("main").all("h3")]

    assert {"Aanscherpen", "Agenderen", "Betrekken en kennis delen", "Volgen"} <= {*headings}
    assert {"Thema A: Thema A", "Thema F: Thema F"} <= {*headings}
    points = [term.text for term in page.one("dl").all("dt")]
    assert points == ["1 Nog niet", "2 Eerste stappen", "3 Loopt", "4 Verankerd", "? Weet ik niet"]
    assert "scoort 18 stellingen" in page.one("main").text


def test_time_together_is_that_of_the_script(page):
    assert "2,5 uur samen" in page.one("main").text
    assert sum(part.minutes for part in PARTS) == 150


def test_without_a_questionnaire_nobody_begins(client):
    page = parse(client.get(START))

    assert "U kunt nog niet beginnen" in page.one("main").text
    assert "/gesprekstool/sessie/begin/" not in links(page)


def test_draft_themes_are_left_out(client):
    ThemeFactory(letter="A", status="draft")

    assert links(parse(client.get(START))).keys().isdisjoint({"/gesprekstool/thema/thema-a/"})


def test_page_is_the_same_for_everybody_and_kept(django_assert_num_queries):
    working_copy_of()
    a_version()
    client = Client()
    first = client.get(START)

    again = client.get(START)
    unchanged = client.get(START, headers={"if-none-match": first["ETag"]})

    assert first.content == again.content
    assert first.cookies == {}
    assert "Cookie" not in first.get("Vary", "")
    assert "csrfmiddlewaretoken" not in first.content.decode()
    assert unchanged.status_code == 304


@pytest.mark.parametrize("change", ["theme", "point", "version"])
def test_page_is_made_anew_when_something_on_it_changes(client, change):
    working_copy_of()
    before = client.get(START)["ETag"]

    match change:
        case "theme":
            ConversationTheme.objects.get(letter="A").save()
        case "point":
            ScalePoint.objects.get(value=1).save()
        case "version":
            a_version()

    assert client.get(START)["ETag"] != before


def test_menu_has_the_gesprekstool(page):
    current = [link.text for link in page.one("header").all("a", aria_current="page")]

    assert current == ["Gesprekstool", "Gesprekstool"]
