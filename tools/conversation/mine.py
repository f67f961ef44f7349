"""What an account talks along in: in short on "Mijn kennisplaats", in full on its own page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.mine import Section
from accounts.models import User
from tools.conversation.models import KEPT_MONTHS, Conversation
from tools.conversation.places import where
from tools.sessions.models import Seat

MOST_IN_SHORT = 3
OWN = "own_seats"


@dataclass(frozen=True, slots=True)
class Row:
    """
    A conversation as one person in it sees it.

    ``removal_url`` takes all of it away for who leads, for others what is their own.
    """

    title: str
    places: str
    phase: str
    round: int
    is_leader: bool
    is_closed: bool
    expires_at: datetime
    url: str
    link_url: str
    removal_url: str


def rows(user: User) -> list[Row]:
    """Return where ``user`` leads or takes part, the last one first; three queries."""
    own = Seat.objects.filter(user=user, withdrawn_at__isnull=True)
    found = Conversation.objects.of(user).prefetch_related(
        "municipalities", Prefetch("session__seats", own, to_attr=OWN)
    )
    return [_row(conversation) for conversation in found]


def _row(conversation: Conversation) -> Row:
    (own,) = getattr(conversation.session, OWN)
    names = [place.name for place in conversation.municipalities.all()]
    return Row(
        title=conversation.title,
        places=where(names, conversation.region),
        phase=conversation.get_phase_display(),
        round=conversation.round,
        is_leader=own.is_leader,
        is_closed=conversation.phase == Conversation.Phase.CLOSED,
        expires_at=conversation.session.expires_at,
        url=reverse("conversation:work", args=[own.key]),
        link_url=reverse("conversation:mail-link", args=[own.key]),
        removal_url=reverse("conversation:remove", args=[own.key]),
    )


def load(user: User) -> dict[str, Any]:
    own = rows(user)
    return {"rows": own[:MOST_IN_SHORT], "count": len(own)}


@require_safe
@login_required
def page(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101 -- logged in
    context = {"rows": rows(request.user), "kept_months": KEPT_MONTHS, "section": "mine"}
    return render(request, "conversation/mine.html", context)


SECTION = Section(
    name="gesprekken",
    title="Mijn gesprekken",
    template="conversation/mine_section.html",
    load=load,
    position=30,
)
