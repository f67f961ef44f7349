"""The clock of a meeting: what is left of a part, also when it is paused or over."""

import math
from datetime import datetime
from typing import Protocol

MINUTE = 60


class Clocked(Protocol):
    """While the clock runs: since when, and what was left then. Else only what is left."""

    runs_since: datetime | None
    seconds_left: int


def seconds_left(meeting: Clocked, now: datetime) -> int:
    """Return what is left of this part; less than nothing when the time is up."""
    if meeting.runs_since is None:
        return meeting.seconds_left
    return meeting.seconds_left - int((now - meeting.runs_since).total_seconds())


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
