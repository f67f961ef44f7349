"""What the pages of the talk share: when they are open, and how they are shown."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tools.conversation.pages import seat_page
from tools.conversation.phases import Phase
from tools.conversation.questionnaire import Theme
from tools.sessions import live
from tools.sessions.models import Seat

STEP = "talk"


def leads_away(seat: Seat) -> HttpResponse | None:
    """Lead away whoever has nothing to look for here yet; None for who has."""
    if seat.session.conversation.phase in {Phase.PREPARING, Phase.SCORING}:
        return redirect("conversation:work", key=seat.key)
    return None


def theme_or_404(seat: Seat, letter: str) -> Theme:
    try:
        return seat.session.conversation.questionnaire.theme(letter)
    except KeyError:
        raise Http404 from None


def page(
    request: HttpRequest,
    template: str,
    seat: Seat,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Return the page, or for our script the part of it that changes."""
    if live.is_live(request):
        return live.page(request, template, context, status=status)
    return seat_page(request, template, seat, context, step=STEP, status=status)
