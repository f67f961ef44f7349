"""What a clock on a wall in the Netherlands says, and when that is."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def moment_of(wall: datetime) -> datetime | None:
    """
    Return in UTC when a clock in Amsterdam says ``wall``; None where it never does.

    What it says twice, is the first of the two.
    """
    moment = wall.replace(tzinfo=AMSTERDAM, fold=0).astimezone(UTC)
    return moment if moment.astimezone(AMSTERDAM).replace(tzinfo=None) == wall else None


def on_the_clock(moment: datetime) -> str:
    """Return "13.30": of two moments of the same hour, when it is autumn, both say the same."""
    return f"{moment.astimezone(AMSTERDAM):%H.%M}"
