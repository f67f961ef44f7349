import pytest
from django.urls import reverse

from knowledge.models import Municipality
from tests.factories.conversation import a_questionnaire, a_version
from tests.pages import parse
from tools.conversation.outcome import example

pytestmark = pytest.mark.django_db
URL = reverse("conversation:example")


def test_example_says_everywhere_that_it_was_made_up(client):
    a_version()

    page = parse(client.get(URL))

    assert page.one("head").one("title").text.startswith("Verzonnen voorbeeld")
    assert "verzonnen" in page.one("h1").text
    assert "bestaat niet" in page.one("section", aria_labelledby="verzonnen").text


def test_example_is_shown_as_any_other_outcome(client):
    a_version()

    page = parse(client.get(URL))

    assert page.one("svg", aria_labelledby="web-titel web-uitleg")
    assert len(page.all("li", class_="kp-strip")) == 7
    assert len(page.all("table")) == 7
    assert page.all("details", class_="kp-remarks")


def test_example_has_something_of_everything():
    shown = example.example_of(a_questionnaire())

    themes = shown.reading.themes
    assert len(shown.groups) == 3
    assert any(theme.gap for theme in themes)
    assert any(one.is_spread for theme in themes for one in theme.statements)
    assert any(one.is_blind for theme in themes for one in theme.statements)


def test_example_fits_any_questionnaire():
    shown = example.example_of(a_questionnaire("ABC", balance=5))

    assert [one.reading.theme.letter for one in shown.themes] == ["A", "B", "C"]
    assert shown.radar is None


def test_example_is_for_everybody_and_sets_no_cookie(client):
    a_version()

    response = client.get(URL)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_example_is_not_there_before_there_is_a_questionnaire(client):
    assert client.get(URL).status_code == 404


def test_the_municipality_of_the_example_does_not_exist():
    name = example.PLACE.removeprefix("gemeente ")

    assert not Municipality.objects.filter(name=name).exists()
