"""Conversations of which scoring was ended; and what follows from the answers, worked out here."""

from collections import Counter
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal

from tests.factories.conversation import LETTERS, led
from tools.conversation.models import Conversation, Participant, Score
from tools.conversation.outcome.publishing import end_scoring
from tools.conversation.report.material import Material
from tools.conversation.roles import Role
from tools.sessions.keys import new_key
from tools.sessions.models import Seat

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = date(2026, 11, 22)
ROLES = (Role.POVERTY, Role.HEALTH, Role.RESIDENT)
KEYS = [f"{letter.lower()}{n}" for letter in LETTERS for n in (1, 2, 3)]
UNKNOWN = 0


def measured(people, *, is_named=True):
    """Return who leads, after each of ``people`` answered: {"a1": 3}, in turn of each role."""
    leader = led(phase=Conversation.Phase.SCORING, is_named=is_named)
    seats = Seat.objects.bulk_create(
        Seat(session=leader.session, key=new_key(), name=f"Naam {n}") for n in range(len(people))
    )
    Participant.objects.bulk_create(
        Participant(seat=seat, role=ROLES[n % len(ROLES)], agreed_at=NOW)
        for n, seat in enumerate(seats)
    )
    Score.objects.bulk_create(
        Score(seat=seat, statement=key, value=value)
        for seat, answers in zip(seats, people, strict=True)
        for key, value in answers.items()
    )
    conversation = leader.session.conversation
    end_scoring(conversation, version=conversation.edit_version, now=NOW)
    return leader


def material_of(leader):
    return Material.of(leader.session.conversation, TODAY)


def mean_of(people, key):
    """Return the mean of what ``people`` answered to ``key``, in hundredths; None without any."""
    values = [answers[key] for answers in people if answers.get(key)]
    return _rounded(sum(values), len(values)) if values else None


def theme_mean_of(people, letter):
    means = [mean_of(people, f"{letter.lower()}{n}") for n in (1, 2, 3)]
    known = [mean for mean in means if mean is not None]
    return _rounded(sum(known), len(known)) if known else None


def tenths(mean):
    return None if mean is None else mean.quantize(Decimal("0.1"), ROUND_HALF_UP)


def written(mean):
    return "—" if mean is None else str(tenths(mean)).replace(".", ",")


def counts_of(people, key):
    """Return how often each of 1 to 4, *weet ik niet* and nothing was chosen."""
    chosen = Counter(answers.get(key) for answers in people)
    return [chosen[value] for value in (1, 2, 3, 4, UNKNOWN, None)]


def _rounded(total, count):
    return (Decimal(total) / count).quantize(Decimal("0.01"), ROUND_HALF_UP)
