from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from icalendar import Calendar
from openpyxl import load_workbook

from tests.factories.conversation import actions, led, participants, published
from tests.pages import parse
from tests.tools.conversation.rounds.chains import an_action
from tests.tools.documents.sample import faults
from tools.conversation.models import Conversation
from tools.conversation.roles import Role

pytestmark = pytest.mark.django_db

Phase = Conversation.Phase
FILES = ("report-pdf", "report-docx", "report-xlsx")


def at(name, seat):
    return reverse(f"conversation:{name}", args=[seat.key])


@pytest.fixture
def leader():
    leader = led(phase=Phase.AGENDA)
    published(leader, {"a1": {2: 5, 3: 4}})
    return leader


def test_page_says_what_is_in_the_report_and_where_its_files_are(client, leader):
    page = parse(client.get(at("report", leader))).one("main")

    assert "Met antwoorden van 9 mensen." in page.text
    assert "Zo gaan we met antwoorden om" in page.text
    assert {link["href"] for link in page.all("a", download=True)} == {
        at(name, leader) for name in FILES
    }


def test_participants_have_the_same_report(client, leader):
    [seat] = participants(leader, Role.HEALTH)

    own, of_leader = (client.get(at("report-docx", one)) for one in (seat, leader))

    assert own.status_code == 200
    assert len(own.content) == pytest.approx(len(of_leader.content), abs=64)
    assert parse(client.get(at("report", seat))).one("main").all("a", download=True)


def test_pdf_is_one_for_everybody(client, leader):
    response = client.get(at("report-pdf", leader))

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        'attachment; filename="gesprekstool-gesprek-in-voorbeeldstad.pdf"'
    )
    assert response["Cache-Control"] == "no-store"
    assert faults(response.content) == []


def test_sheets_have_dutch_names_and_never_a_formula(client, leader):
    actions(leader, "=1+1")

    book = load_workbook(BytesIO(client.get(at("report-xlsx", leader)).content))

    assert book.sheetnames == [
        *("Uitkomst per thema", "Per stelling", "Groepen", "Toelichtingen", "Gesprek", "Acties")
    ]
    cell = book["Acties"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize("phase", [Phase.PREPARING, Phase.SCORING])
def test_report_is_not_there_before_the_outcome(client, phase):
    leader = led(phase=phase)

    text = parse(client.get(at("report", leader))).one("main").text

    assert "Het verslag is er zodra" in text
    assert [client.get(at(name, leader)).status_code for name in FILES] == [404] * 3


def test_outcome_that_is_put_away_is_in_no_report(client, leader):
    Conversation.objects.update(phase=Phase.SCORING)

    text = parse(client.get(at("report", leader))).one("main").text

    assert "9 mensen" not in text
    assert [client.get(at(name, leader)).status_code for name in FILES] == [404] * 3


def test_days_to_look_back_go_to_a_calendar(client, leader):
    an_action(leader, "Bellen", status="agreed", review_on="2027-03-28")
    an_action(leader, "Klaar", status="done")
    actions(leader, "Zonder dag")

    contents = [client.get(at("review-ics", leader)).content for _time in range(2)]

    [[event], [again]] = [Calendar.from_ical(one).walk("VEVENT") for one in contents]
    assert event["summary"] == "Terugkijken: Bellen"
    # the first day of summer time
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        date(2027, 3, 28),
        date(2027, 3, 29),
    )
    assert event["uid"] == again["uid"]
    assert leader.key.encode() not in contents[0]


def test_calendar_is_not_there_without_a_day(client, leader):
    page = parse(client.get(at("report", leader)))

    assert page.all("a", href=at("review-ics", leader)) == []
    assert client.get(at("review-ics", leader)).status_code == 404


@pytest.mark.parametrize("name", ["report", *FILES, "review-ics"])
def test_unknown_key_is_not_found(client, name):
    assert client.get(reverse(f"conversation:{name}", args=["x" * 32])).status_code == 404
