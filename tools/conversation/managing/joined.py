"""Who takes part, and never who did what."""

from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.db.models.functions import Lower

from tools.conversation.models import Conversation
from tools.conversation.roles import Role
from tools.sessions.models import Seat

# With fewer people an outcome without names tells little, or too much.
ENOUGH = 4


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a seat as whoever leads knows them; ``name`` and ``role`` may be ""."""

    pk: int
    name: str
    role: str
    called: str


def seats_of(conversation: Conversation) -> QuerySet[Seat]:
    return Seat.objects.filter(
        session=conversation.session_id, is_leader=False, withdrawn_at__isnull=True
    )


def people_of(conversation: Conversation) -> list[Person]:
    """Return everybody by role and name: the order says nothing about who came when."""
    seats = seats_of(conversation).annotate(role=F("participant__role"))
    found = [
        Person(seat.pk, seat.name, Role(seat.role).label if seat.role else "", "")
        for seat in seats.order_by(Lower("name"), "key")
    ]
    by_role = sorted(found, key=lambda one: (not one.role, one.role, not one.name))
    return [
        Person(one.pk, one.name, one.role, one.name or f"deelnemer {number}")
        for number, one in enumerate(by_role, start=1)
    ]
