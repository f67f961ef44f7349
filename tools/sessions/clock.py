"""The clock of a meeting: what is left of a part, also when it is paused or over."""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

MINUTE = 60
MOST_MINUTES = 120


class Clocked(Protocol):
    """While the clock runs: since when, and what was left then. Else only what is left."""

    @property
    def runs_since(self) -> datetime | None: ...

    @property
    def seconds_left(self) -> int: ...


def seconds_left(meeting: Clocked, now: datetime) -> int:
    """Return what is left of this part; less than nothing when the time is up."""
    if meeting.runs_since is None:
        return meeting.seconds_left
    return meeting.seconds_left - int((now - meeting.runs_since).total_seconds())


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of ``meeting`` as a page shows it."""

    meeting: Clocked
    now: datetime

    @property
    def seconds_left(self) -> int:
        return seconds_left(self.meeting, self.now)

    @property
    def is_running(self) -> bool:
        return self.meeting.runs_since is not None

    @property
    def digits(self) -> str:
        return in_digits(self.seconds_left)

    @property
    def words(self) -> str:
        return in_words(self.seconds_left, is_running=self.is_running)


def started(meeting: Clocked, now: datetime) -> dict[str, Any]:
    """Return what the fields of ``meeting`` become when its clock starts; so do those below."""
    return {"seconds_left": seconds_left(meeting, now), "runs_since": now}


def paused(meeting: Clocked, now: datetime) -> dict[str, Any]:
    return {"seconds_left": seconds_left(meeting, now), "runs_since": None}


def with_a_minute_more(meeting: Clocked, now: datetime) -> dict[str, Any]:
    """Give a minute more; when the time is up, a whole one from now."""
    left = max(seconds_left(meeting, now), 0) + MINUTE
    return _set_to(min(left, MOST_MINUTES * MINUTE), meeting, now)


def for_part(minutes: int, meeting: Clocked, now: datetime) -> dict[str, Any]:
    """Give a part all its time; the clock runs on if it ran."""
    return _set_to(minutes * MINUTE, meeting, now)


def _set_to(seconds: int, meeting: Clocked, now: datetime) -> dict[str, Any]:
    return {"seconds_left": seconds, "runs_since": now if meeting.runs_since else None}


def in_digits(seconds: int) -> str:
    """Return "4:05", or "-0:30" when the time is up."""
    minutes, rest = divmod(abs(seconds), MINUTE)
    return f"{'-' if seconds < 0 else ''}{minutes}:{rest:02}"


def in_words(seconds: int, *, is_running: bool) -> str:
    """Say what the digits say. static/kp/live.js says the same, second by second."""
    if seconds <= 0:
        words = "De tijd is om"
    elif seconds < MINUTE:
        words = "nog minder dan een minuut"
    else:
        minutes = math.ceil(seconds / MINUTE)
        words = "nog 1 minuut" if minutes == 1 else f"nog {minutes} minuten"
    return words if is_running else f"De klok staat stil: {words[0].lower()}{words[1:]}"
