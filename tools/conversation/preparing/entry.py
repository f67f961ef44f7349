"""Where somebody goes on who opens their own link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from tools.conversation.access import is_insider, participant_of, seat_at
from tools.conversation.models import Conversation, Participant
from tools.conversation.scoring.asking import first_open, stages
from tools.conversation.scoring.keeping import Kept
from tools.conversation.scoring.taking_part import is_done
from tools.sessions.models import Seat

Phase = Conversation.Phase


@require_safe
def work(_request: HttpRequest, key: str) -> HttpResponse:
    seat = seat_at(key)
    if seat.is_leader:
        return redirect(_for_leader(seat.session.conversation), key=key)
    participant = participant_of(seat)
    conversation = seat.session.conversation
    if participant is None or not is_insider(seat):
        return redirect("conversation:welcome", key=key)
    if conversation.phase == Phase.SCORING:
        return _scoring(seat, participant)
    return redirect(_for_participant(conversation), key=key)


def _for_leader(conversation: Conversation) -> str:
    match conversation.phase:
        case Phase.PREPARING:
            return "conversation:prepare"
        case Phase.SCORING:
            return "conversation:progress"
    return _together(conversation)


def _for_participant(conversation: Conversation) -> str:
    is_waiting = conversation.phase == Phase.PREPARING
    return "conversation:progress" if is_waiting else _together(conversation)


def _together(conversation: Conversation) -> str:
    if conversation.phase != Phase.TALKING:
        return "conversation:agenda"
    return "conversation:talk" if conversation.chosen_themes else "conversation:outcome"


def _scoring(seat: Seat, participant: Participant) -> HttpResponse:
    """Lead to the first theme that is not answered yet."""
    conversation = seat.session.conversation
    stage = first_open(stages(conversation.questionnaire, Kept.at(seat, participant)))
    if stage is None or is_done(conversation, seat):
        return redirect("conversation:finish", key=seat.key)
    return redirect("conversation:score", key=seat.key, letter=stage.theme.letter)
