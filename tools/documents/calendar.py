"""Moments for a calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone
from icalendar import Calendar
from icalendar import Event as CalendarEvent

PRODUCT = "-//Kennisplaats//NL"


@dataclass(frozen=True, slots=True)
class Event:
    """
    Something on a day, or between two moments (aware); ``uid`` makes it the same one later.

    Sent again with the same ``uid``, a calendar replaces it.
    """

    uid: str
    title: str
    text: str
    on: date | tuple[datetime, datetime]
    url: str = ""


def to_ics(events: Iterable[Event], *, now: datetime | None = None) -> bytes:
    """Return a calendar file; moments are in UTC, so that no clock can be misread."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for event in events:
        calendar.add_component(_component(event, now or timezone.now()))
    return bytes(calendar.to_ical())


def _component(event: Event, now: datetime) -> CalendarEvent:
    shown = CalendarEvent()
    shown.add("uid", event.uid)
    shown.add("dtstamp", now.astimezone(UTC))
    shown.add("summary", " ".join(event.title.split()))
    if event.text:
        shown.add("description", event.text)
    if event.url:
        shown.add("url", event.url)
    if isinstance(event.on, tuple):
        begins, ends = event.on
        shown.add("dtstart", begins.astimezone(UTC))
        shown.add("dtend", ends.astimezone(UTC))
    else:
        shown.add("dtstart", event.on)
        shown.add("dtend", event.on + timedelta(days=1))
        shown.add("transp", "TRANSPARENT")  # a day to remember keeps nobody from a meeting
    return shown
