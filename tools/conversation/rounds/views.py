"""The rounds beside each other, and the beginning of the next one."""

from datetime import date
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from outbox.mail import absolute_url
from tools.conversation.access import insiders, leader_at, seat_at
from tools.conversation.models import Conversation
from tools.conversation.pages import seat_page
from tools.conversation.rounds import wording
from tools.conversation.rounds.again import (
    ENDED,
    Advice,
    AlreadyBegunError,
    TooEarlyError,
    begin_next,
    next_of,
)
from tools.conversation.rounds.chain import Round, rounds_of
from tools.conversation.rounds.showing import Shown
from tools.documents.answers import ICS, download
from tools.documents.calendar import Event, to_ics
from tools.sessions.models import Seat
from tools.sessions.places import key_in, new_place


@require_safe
@insiders
def rounds(request: HttpRequest, seat: Seat) -> HttpResponse:
    return _page(request, seat)


@require_POST
def next_round(request: HttpRequest, key: str) -> HttpResponse:
    """Begin the round after this one; who sends the form twice, begins once."""
    seat = leader_at(key)
    place = key_in(request.POST.get("place", ""))
    if not place:
        return _page(request, seat, refused="place")
    try:
        begun = begin_next(seat.session.conversation, key=place, user=request.user)
    except TooEarlyError:
        return _page(request, seat, refused="early")
    except AlreadyBegunError:
        return _page(request, seat, refused="begun")
    return redirect("conversation:prepare", key=begun.key)


@require_safe
def again_ics(_request: HttpRequest, key: str) -> HttpResponse:
    """Give the day to think of the next round to a calendar; 404 where nothing was measured."""
    conversation = seat_at(key).session.conversation
    advice = _advice(rounds_of(conversation)[-1])
    if advice is None:
        raise Http404
    # Without the address of the conversation: others may see the calendar.
    event = Event(
        uid=f"ronde-{conversation.pk}-{conversation.round + 1}@kennisplaats",
        title=f"Gesprekstool: plan ronde {conversation.round + 1}",
        text=f"Meet opnieuw voor ‘{conversation.title}’. Doe het vóór {_day(advice.last)}.",
        on=advice.best,
        url=absolute_url(reverse("conversation:start")),
    )
    name = f"{slugify(conversation.title) or 'gesprek'}-opnieuw-meten.ics"
    return download(to_ics([event]), name, ICS)


def _page(request: HttpRequest, seat: Seat, *, refused: str = "") -> HttpResponse:
    conversation = seat.session.conversation
    found = rounds_of(conversation)
    context = {
        "rounds": found,
        "shown": Shown.of(found),
        "advice": _advice(found[-1]),
        "today": timezone.localdate(),
        # Only that there is one: its key was given to whoever began it.
        "successor": next_of(conversation) if seat.is_leader else None,
        "may_begin": seat.is_leader and conversation.phase in ENDED,
        "place": new_place(),
        "refused": refused,
        "is_broken": conversation.round > 1 and found[0].conversation.round > 1,
        "no_claim": wording.NO_CLAIM,
        "hidden_why": wording.HIDDEN_WHY,
    }
    status = HTTPStatus.CONFLICT if refused else HTTPStatus.OK
    return seat_page(
        request, "conversation/rounds/page.html", seat, context, step="rounds", status=status
    )


def _advice(last: Round) -> Advice | None:
    measured = last.measured_on
    return Advice.after(measured) if measured and _is_over(last.conversation) else None


def _is_over(conversation: Conversation) -> bool:
    return conversation.phase in ENDED


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"
