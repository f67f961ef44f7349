from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from tools.documents.calendar import Event, to_ics

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def only_event(content):
    [event] = Calendar.from_ical(content).walk("VEVENT")
    return event


def test_day_is_a_day_without_a_clock():
    event = only_event(to_ics([Event("a@kp", "Bel", "Met Noor", date(2027, 3, 28))], now=NOW))

    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        date(2027, 3, 28),
        date(2027, 3, 29),
    )
    assert event.decoded("dtstamp") == NOW


@pytest.mark.parametrize(
    ("begins", "in_utc"),
    [
        pytest.param(datetime(2027, 3, 27, 10, tzinfo=AMSTERDAM), 9, id="before summer time"),
        pytest.param(datetime(2027, 3, 28, 10, tzinfo=AMSTERDAM), 8, id="first day of it"),
        pytest.param(datetime(2026, 10, 24, 10, tzinfo=AMSTERDAM), 8, id="last day of it"),
        pytest.param(datetime(2026, 10, 25, 10, tzinfo=AMSTERDAM), 9, id="after it"),
    ],
)
def test_moment_is_in_utc(begins, in_utc):
    ends = begins.replace(hour=11)

    content = to_ics([Event("a@kp", "Overleg", "", (begins, ends))], now=NOW)

    assert f"T{in_utc:02}0000Z".encode() in content
    assert only_event(content).decoded("dtend").astimezone(AMSTERDAM) == ends


def test_text_makes_no_lines_of_its_own():
    event = Event(
        "a@kp", "Bel\r\nATTENDEE:x", "Eén\nATTENDEE:y;z,", date(2027, 1, 1), "https://kp.example/"
    )

    content = to_ics([event], now=NOW)

    assert b"\r\nATTENDEE" not in content
    assert only_event(content)["description"] == "Eén\nATTENDEE:y;z,"
    assert only_event(content)["url"] == "https://kp.example/"
