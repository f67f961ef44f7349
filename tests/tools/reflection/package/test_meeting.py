from datetime import UTC, datetime

import pytest
from django.http import QueryDict

from tools.reflection.package.forms import MeetingForm
from tools.reflection.package.meeting import Meeting
from tools.reflection.team.agenda import OPENING, Part


def form(query, **kwargs):
    return MeetingForm(QueryDict(query), **kwargs)


def test_times_go_on_where_the_clock_skips_an_hour():
    meeting = Meeting(30, 8, datetime(2027, 3, 28, 0, 50, tzinfo=UTC))
    parts = (Part(OPENING, "Begin", "", 10), Part(OPENING, "Verder", "", 20))

    assert list(meeting.times(parts)) == ["01.50 – 03.00", "03.00 – 03.20"]
    assert meeting.when == "zondag 28 maart 2027, 01.50 tot 03.20 uur"


def test_times_without_a_moment_are_minutes_from_the_start():
    parts = (Part(OPENING, "Begin", "", 2), Part(OPENING, "Verder", "", 13))

    assert list(Meeting(15, 8).times(parts)) == ["0 – 2", "2 – 15"]
    assert Meeting(15, 8).when == ""


def test_address_that_asks_nothing_is_half_an_hour_with_eight():
    asked = form("")

    assert asked.is_valid()
    assert asked.meeting == Meeting(30, 8)


def test_address_says_when():
    asked = form("minuten=45&mensen=60&datum=2026-12-01&tijd=10:00")

    assert asked.is_valid()
    assert asked.meeting == Meeting(45, 60, datetime(2026, 12, 1, 9, tzinfo=UTC))


@pytest.mark.parametrize("tijd", ["10:00:59", "10.00"])
def test_time_is_read_as_people_and_browsers_write_it(tijd):
    asked = form(f"datum=1-12-2026&tijd={tijd}")

    assert asked.is_valid()
    assert asked.meeting.starts_at == datetime(2026, 12, 1, 9, tzinfo=UTC)


LENGTH, PEOPLE = "Kies 15, 30 of 45 minuten.", "Vul een getal in van 2 tot 60."


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("minuten=", {"minuten": [LENGTH]}),
        ("minuten=20", {"minuten": [LENGTH]}),
        ("minuten=30%00", {"minuten": [LENGTH]}),
        ("mensen=", {"mensen": [PEOPLE]}),
        ("mensen=1", {"mensen": [PEOPLE]}),
        ("mensen=61", {"mensen": [PEOPLE]}),
        ("mensen=acht", {"mensen": [PEOPLE]}),
        ("mensen=8.5", {"mensen": [PEOPLE]}),
        pytest.param(f"mensen={'9' * 6_000}", {"mensen": [PEOPLE]}, id="very large number"),
        ("datum=morgen&tijd=10:00", {"datum": ["Vul een dag in, zoals 1-12-2026."]}),
        ("datum=2026-02-30&tijd=10:00", {"datum": ["Vul een dag in, zoals 1-12-2026."]}),
        ("datum=0001-01-01&tijd=00:00", {"datum": ["Kies een dag tussen 2020 en 2100."]}),
        ("datum=9999-12-31&tijd=23:59", {"datum": ["Kies een dag tussen 2020 en 2100."]}),
        ("datum=2026-12-01&tijd=25:00", {"tijd": ["Vul een tijd in, zoals 10:00."]}),
        ("datum=2026-12-01", {"tijd": ["Vul ook een tijd in."]}),
        ("tijd=10:00", {"datum": ["Vul ook een dag in."]}),
        (
            "datum=2027-03-28&tijd=02:30",
            {"tijd": ["Deze tijd bestaat niet: dan gaat de klok een uur vooruit."]},
        ),
    ],
)
def test_address_with_a_wrong_value_says_what_is_wrong(query, errors):
    assert form(query).errors == errors


def test_calendar_asks_for_a_day_and_a_time():
    asked = form("minuten=30", needs_moment=True)

    assert asked.errors == {"datum": ["Vul ook een dag in."], "tijd": ["Vul ook een tijd in."]}
