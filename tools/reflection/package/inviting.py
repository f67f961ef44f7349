"""A meeting in a calendar."""

from datetime import timedelta

from tools.documents.calendar import Event
from tools.reflection.package.meeting import Meeting
from tools.reflection.script import Script
from tools.reflection.team.agenda import agenda_for


def event(script: Script, meeting: Meeting, *, slug: str, url: str) -> Event:
    """Return ``meeting``, which has a moment; ``url`` is where its agenda stands."""
    start = meeting.starts_at
    assert start is not None  # noqa: S101 -- the form asks for it
    return Event(
        # The same meeting, downloaded twice, is in a calendar once.
        uid=f"teamoverleg-{slug}-{start:%Y%m%dT%H%M}@kennisplaats",
        title=f"Teamoverleg: {script.title}",
        text=_text(script, meeting, url),
        on=(start, start + timedelta(minutes=meeting.minutes)),
        url=url,
    )


def _text(script: Script, meeting: Meeting, url: str) -> str:
    agenda = agenda_for(script, minutes=meeting.minutes, people=meeting.people)
    before = [
        f"Vooraf: {part.title} ({part.minutes} min). {part.text}".strip()
        for part in agenda.preparation
    ]
    times = zip(agenda.parts, meeting.times(agenda.parts), strict=True)
    lines = [f"{time} {part.title}" for part, time in times]
    return "\n".join([script.goal, *before, "", "Agenda", *lines, "", f"Alles bij elkaar: {url}"])
