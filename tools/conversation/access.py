"""Who comes in with which key."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tools.conversation.models import Conversation, Participant
from tools.conversation.starting import TOOL
from tools.sessions.access import seat_or_404
from tools.sessions.models import Seat


def seat_at(key: str) -> Seat:
    """
    Return the seat that ``key`` opens, or 404.

    Its session, conversation, version and participant come with it.
    """
    seat = seat_or_404(key, "participant", tool=TOOL)
    seat.session.conversation = (
        Conversation.objects.select_related("version", "predecessor__version")
        .prefetch_related("municipalities")
        .get(pk=seat.session_id)
    )
    # One session, not two that may differ.
    seat.session.conversation.session = seat.session
    return seat


def leader_at(key: str) -> Seat:
    """Return the seat of who leads; 404 for the key of anybody else."""
    seat = seat_at(key)
    if not seat.is_leader:
        raise Http404
    return seat


def participant_of(seat: Seat) -> Participant | None:
    """Return who sits at ``seat``; None for who leads, or did not say yet from where they look."""
    return getattr(seat, "participant", None)


def is_insider(seat: Seat) -> bool:
    """
    Say whether whoever sits here may see what others said, and write beside it.

    Those are who leads, and who said from where they look; with names, agreed to those too.
    """
    if seat.is_leader:
        return True
    participant = participant_of(seat)
    is_named = seat.session.conversation.is_named
    return participant is not None and (participant.agreed_at is not None or not is_named)


def insiders[**P](
    view: Callable[Concatenate[HttpRequest, Seat, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give ``view`` the seat that its key opens; lead who is no insider yet to the welcome."""

    @wraps(view)
    def opened(request: HttpRequest, key: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        seat = seat_at(key)
        if is_insider(seat):
            return view(request, seat, *args, **kwargs)
        return redirect("conversation:welcome", key=key)

    return opened
