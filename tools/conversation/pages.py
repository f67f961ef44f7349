"""What every page behind a key is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tools.conversation.access import is_insider, participant_of
from tools.conversation.keeping import may_keep
from tools.conversation.models import Conversation
from tools.sessions.models import Seat

Phase = Conversation.Phase
_ORDER = list(Phase)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the conversation, as the line above each page has it; later ones have no url."""

    label: str
    name: str
    url: str
    is_done: bool
    is_now: bool


def steps(seat: Seat, name: str = "") -> Sequence[Step]:
    """Return the steps for who sits at ``seat``; ``name`` is the one whose page is shown."""
    conversation = seat.session.conversation
    may_look = is_insider(seat)
    reached = _ORDER.index(Phase(conversation.phase))
    is_seen = reached >= _ORDER.index(Phase.TALKING) and conversation.outcomes.exists()
    named = [
        *([("Voorbereiden", "prepare", Phase.PREPARING, True)] if seat.is_leader else []),
        ("Scoren", "work" if not seat.is_leader else "progress", Phase.SCORING, True),
        ("Uitkomst", "outcome", Phase.TALKING, is_seen and may_look),
        ("In gesprek", "talk", Phase.TALKING, may_look),
        ("Afspreken", "agenda", Phase.AGENDA, may_look),
        ("Terugkijken", "rounds", Phase.CLOSED, may_look),
    ]
    return [
        Step(
            label=label,
            name=own,
            url=_url(own, seat) if reached >= _ORDER.index(phase) and is_there else "",
            is_done=reached > _ORDER.index(phase) or (own == "outcome" and is_seen),
            is_now=own == name,
        )
        for label, own, phase, is_there in named
    ]


def _url(name: str, seat: Seat) -> str:
    return reverse(f"conversation:{name}", args=[seat.key])


def seat_page(
    request: HttpRequest,
    template: str,
    seat: Seat,
    context: Mapping[str, Any],
    *,
    step: str = "",
    status: int = 200,
) -> HttpResponse:
    """
    Answer with ``template``, a child of conversation/work.html, for who sits at ``seat``.

    ``step`` is the name of the step that the page is part of (see ``steps``).
    """
    conversation = seat.session.conversation
    shared = {
        "section": "conversation",
        "seat": seat,
        "conversation": conversation,
        "questionnaire": conversation.questionnaire,
        "participant": participant_of(seat),
        "steps": steps(seat, step),
        "may_keep": may_keep(seat, request.user),
    }
    return render(request, template, {**shared, **context}, status=status)
