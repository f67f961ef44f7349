"""When a team meets, for how long and with how many."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils.formats import date_format

from tools.reflection.team.agenda import Part
from tools.sessions.moments import AMSTERDAM, on_the_clock


@dataclass(frozen=True, slots=True)
class Meeting:
    """``starts_at`` is the moment in UTC; None where nobody has chosen one."""

    minutes: int
    people: int
    starts_at: datetime | None = None

    @property
    def size(self) -> str:
        return f"{self.minutes} minuten met {self.people} mensen"

    @property
    def when(self) -> str:
        """Say the day and the times, as a clock on the wall has them."""
        if self.starts_at is None:
            return ""
        day = date_format(self.starts_at.astimezone(AMSTERDAM), "l j F Y")
        return f"{day}, {self._clock(0)} tot {self._clock(self.minutes)} uur"

    def times(self, parts: tuple[Part, ...]) -> Iterator[str]:
        """Yield from when to when each part is: by the clock, or in minutes from the start."""
        passed = 0
        for part in parts:
            yield f"{self._moment(passed)} – {self._moment(passed + part.minutes)}"
            passed += part.minutes

    def _moment(self, passed: int) -> str:
        return self._clock(passed) if self.starts_at else f"{passed}"

    def _clock(self, passed: int) -> str:
        # Counted in UTC: an hour that the clock skips or repeats does not count double.
        moment = (self.starts_at or datetime.min.replace(tzinfo=UTC)) + timedelta(minutes=passed)
        return on_the_clock(moment)


def in_minutes(count: int) -> str:
    return "1 minuut" if count == 1 else f"{count} minuten"
