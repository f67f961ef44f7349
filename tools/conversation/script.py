"""How the people at the table spend their time together."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tools.sessions.moments import on_the_clock


@dataclass(frozen=True, slots=True)
class Part:
    """``text`` says what to do, to who leads."""

    title: str
    minutes: int
    text: str


PARTS = (
    Part(
        "Welkom",
        10,
        "Heet iedereen welkom en zeg waarom u dit gesprek samen voert. Doe een kort rondje: wie "
        "bent u, en vanuit welke rol kijkt u? Vertel dat het om het gesprek gaat en niet om een "
        "rapportcijfer.",
    ),
    Part(
        "De uitkomst bekijken",
        25,
        "Laat de uitkomst op het scherm zien. Begin bij wat het meest verschilt: wat zien de een "
        "en de ander gebeuren? Kijk daarna wat u samen nog niet weet.",
    ),
    Part(
        "Twee thema's kiezen",
        15,
        "Bespreek welke twee thema's u gaat verdiepen. De Gesprekstool geeft een advies. U mag "
        "anders kiezen.",
    ),
    Part(
        "Verdiepen",
        40,
        "Maak per thema een groep. Beantwoord eerst de stellingen en neem daarna de "
        "gespreksvragen. Inwoners en ervaringsdeskundigen praten het eerst. Schrijf op wat er "
        "wordt gezegd.",
    ),
    Part(
        "Toekomstbeeld",
        25,
        "Kijk drie jaar vooruit. Wat merkt een inwoner dan? Schrijf dat op in gewone taal.",
    ),
    Part(
        "Actieagenda",
        25,
        "Spreek af wat u gaat doen. Elke actie krijgt een trekker, een eerste stap en een dag om "
        "terug te kijken.",
    ),
    Part(
        "Afronden",
        10,
        "Spreek een datum af voor de volgende meting, over zes tot twaalf maanden. Bedank iedereen "
        "en vertel wat er met het verslag gebeurt.",
    ),
)
MINUTES = sum(part.minutes for part in PARTS)


@dataclass(frozen=True, slots=True)
class TimedPart:
    """A part with from when to when it is: on the clock, or in minutes from the start."""

    part: Part
    begins: str
    ends: str


def timed(meets_at: datetime | None) -> Iterator[TimedPart]:
    passed = 0
    for part in PARTS:
        yield TimedPart(part, _when(meets_at, passed), _when(meets_at, passed + part.minutes))
        passed += part.minutes


def _when(meets_at: datetime | None, passed: int) -> str:
    if meets_at is None:
        return str(passed)
    # In UTC: an hour that the clock skips or repeats does not count double.
    return on_the_clock(meets_at.astimezone(UTC) + timedelta(minutes=passed))
