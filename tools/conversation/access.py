"""Who comes in with which key."""

from django.http import Http404

from tools.conversation.models import Conversation, Participant
from tools.conversation.starting import TOOL
from tools.sessions.access import seat_or_404
from tools.sessions.models import Seat


def seat_at(key: str) -> Seat:
    """Return the seat that ``key`` opens, with its session, conversation and version, or 404."""
    seat = seat_or_404(key, tool=TOOL)
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
    return Participant.objects.filter(seat=seat).first()
