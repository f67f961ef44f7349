from datetime import UTC, datetime

import icalendar
import pytest

from tests.factories.reflection import ExerciseFactory, with_questions
from tests.pages import parse
from tools.reflection.models import Exercise

pytestmark = pytest.mark.django_db

URL = "/reflectie/brief/teamoverleg"
SUMMER_TIME = {"minuten": "30", "mensen": "8", "datum": "2027-03-28", "tijd": "10:00"}


@pytest.fixture(scope="module", autouse=True)
def exercise(module_transaction):
    return with_questions(ExerciseFactory(slug="brief", title="De brief op tafel"))


def downloads(page):
    return [link["href"] for link in page.all("a", download=True)]


def test_page_offers_the_package_of_what_was_chosen(client):
    page = parse(client.get(f"{URL}/", {"minuten": "15", "mensen": "20"}))

    assert downloads(page) == [f"{URL}.pdf?minuten=15&mensen=20"]
    assert page.one("input", name="minuten", checked=True)["value"] == "15"
    assert page.one("input", name="mensen")["value"] == "20"
    assert "Vul hierboven een dag en een tijd in." in page.one("main").text


def test_page_of_a_planned_meeting_offers_the_calendar_too(client):
    page = parse(client.get(f"{URL}/", SUMMER_TIME))

    query = "minuten=30&mensen=8&datum=2027-03-28&tijd=10%3A00"
    assert downloads(page) == [f"{URL}.pdf?{query}", f"{URL}.ics?{query}"]
    assert "zondag 28 maart 2027, 10.00 tot 10.30 uur" in page.one("main").text


def test_page_shows_the_agenda(client):
    page = parse(client.get(f"{URL}/"))

    rows = [[cell.text for cell in row.all("td")] for row in page.one("tbody").all("tr")]
    assert rows[0] == ["0 – 2", "Welkom en afspraken", "2 minuten"]
    assert rows[-1][:2] == ["26 – 30", "Afspraken maken"]


def test_page_with_a_wrong_value_says_so_and_offers_nothing(client):
    response = client.get(f"{URL}/", {"mensen": "99", "minuten": "<b>"})

    page = parse(response)
    assert response.status_code == 200
    assert downloads(page) == []
    assert [link["href"] for link in page.one("section", autofocus=True).all("a")] == [
        "#id_minuten",
        "#id_mensen",
    ]
    assert page.one("input", name="mensen")["value"] == "99"


def test_package_is_a_pdf_with_a_name(client):
    response = client.get(f"{URL}.pdf", {"minuten": "30", "mensen": "8"})

    assert response["Content-Type"] == "application/pdf"
    assert "teamoverleg-brief.pdf" in response["Content-Disposition"]
    assert response.content.startswith(b"%PDF-")


def test_calendar_file_has_the_moment_in_utc(client):
    response = client.get(f"{URL}.ics", SUMMER_TIME)

    [event] = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert event["DTSTART"].dt == datetime(2027, 3, 28, 8, tzinfo=UTC)
    assert event["DTEND"].dt == datetime(2027, 3, 28, 8, 30, tzinfo=UTC)
    assert b"TZID" not in response.content
    assert event["SUMMARY"] == "Teamoverleg: De brief op tafel"
    address = f"{URL}/?minuten=30&mensen=8&datum=2027-03-28&tijd=10%3A00"
    assert event["DESCRIPTION"].endswith(address)
    assert str(event["URL"]).endswith(address)


@pytest.mark.parametrize(
    ("file", "query"),
    [
        ("pdf", {"minuten": "31"}),
        ("pdf", {"mensen": "duizend"}),
        ("pdf", {"datum": "2026-12-01"}),
        ("ics", {"minuten": "30", "mensen": "8"}),
        ("ics", {"datum": "\x00", "tijd": "\x00"}),
        ("ics", {**SUMMER_TIME, "tijd": "02:30"}),
    ],
)
def test_download_with_a_wrong_value_is_a_page_that_says_so(client, file, query):
    response = client.get(f"{URL}.{file}", query)

    assert response.status_code == 422
    assert parse(response).one("h2", id="fouten").text == "Zo kunnen wij geen pakket maken"


@pytest.mark.parametrize("ending", ["/", ".pdf", ".ics"])
def test_exercise_that_is_not_published_has_no_package(client, ending):
    ExerciseFactory(slug="later", status="draft")

    assert client.get(f"/reflectie/later/teamoverleg{ending}", SUMMER_TIME).status_code == 404


@pytest.mark.parametrize("ending", ["/", ".pdf", ".ics"])
def test_package_is_kept_as_other_pages_are(client, ending, exercise):
    first = client.get(f"{URL}{ending}", SUMMER_TIME)
    other = client.get(f"{URL}{ending}", {**SUMMER_TIME, "minuten": "45"})
    again = client.get(f"{URL}{ending}", SUMMER_TIME, headers={"If-None-Match": first["ETag"]})

    assert first["Cache-Control"] == "public, no-cache"
    assert first.cookies == {}
    assert again.status_code == 304
    assert other["ETag"] != first["ETag"]
    assert other.content != first.content
    Exercise.objects.get(pk=exercise.pk).save()
    assert client.get(f"{URL}{ending}", SUMMER_TIME)["ETag"] != first["ETag"]
