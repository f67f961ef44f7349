"""The page of the agenda, its order, and the way to it and back."""

import uuid
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from tools.conversation import phases
from tools.conversation.access import insiders, leader_at, seat_at
from tools.conversation.agenda import deeds
from tools.conversation.agenda.board import Board, board_of
from tools.conversation.agenda.origins import Origin, origins_of_lowest
from tools.conversation.models import MOST_ON_TOP, Conversation
from tools.conversation.pages import seat_page
from tools.conversation.phases import ChangedMeanwhileError
from tools.sessions import live
from tools.sessions.models import Seat
from tools.sessions.posted import key_of, version_in

Phase = Conversation.Phase
# How the buttons and the address name a step of an action in the order.
STEPS = {"omhoog": deeds.UP, "omlaag": deeds.DOWN}
# What the buttons on the page do, and where they lead.
WAYS = {
    "agenda": (phases.make_agenda, "conversation:agenda"),
    "talk": (phases.talk_on, "conversation:talk"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@insiders
def agenda(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what was agreed; who leads goes on to it from talking, and back."""
    if request.method == "POST":
        return _go_on(request, seat)
    if seat.session.conversation.phase not in deeds.ALIVE:
        return redirect("conversation:work", key=seat.key)
    return _page(request, seat)


@require_POST
def order(request: HttpRequest, key: str) -> HttpResponse:
    seat = leader_at(key)
    try:
        moved, step = _put(seat.session.conversation, request.POST)
    except ChangedMeanwhileError:
        return _page(request, seat_at(key), status=live.CONFLICT)
    query = f"verplaatst={moved}&knop={step}" if step else f"verplaatst={moved}"
    return redirect(f"{reverse('conversation:agenda', args=[key])}?{query}")


def _go_on(request: HttpRequest, seat: Seat) -> HttpResponse:
    if not seat.is_leader:
        raise Http404
    go, page = WAYS.get(request.POST.get("deed", ""), WAYS["agenda"])
    try:
        go(seat.session.conversation, version=version_in(request.POST))
    except ChangedMeanwhileError:
        return _page(request, seat_at(seat.key), status=live.CONFLICT)
    return redirect(page, key=seat.key)


def _put(conversation: Conversation, data: QueryDict) -> tuple[uuid.UUID, str]:
    """Do what a button or a drag says; return what was moved, and by which button."""
    version = version_in(data)
    for name, step in STEPS.items():
        if pressed := data.get(name):
            key = _key(pressed)
            deeds.move(conversation, key, step, version=version)
            return key, name
    keys = [_key(one) for one in data.getlist("volgorde")]
    deeds.put_in_order(conversation, keys, version=version)
    return _key(data.get("verplaatst", "")), ""


def _key(text: str) -> uuid.UUID:
    key = key_of(text)
    if key is None:
        raise ChangedMeanwhileError
    return key


def _page(request: HttpRequest, seat: Seat, *, status: int = 200) -> HttpResponse:
    conversation = seat.session.conversation
    may_write = conversation.phase in deeds.WRITING
    board = board_of(conversation, timezone.localdate())
    context = {
        "board": board,
        "moved": board.entry(key) if (key := key_of(request.GET.get("verplaatst", ""))) else None,
        "button": request.GET.get("knop", ""),
        "is_changed": status == live.CONFLICT,
        "may_write": may_write,
        "may_order": seat.is_leader and len(board.open) > 1,
        "statuses": conversation.actions.model.Status.choices,
        "suggestions": _suggestions(conversation, board) if may_write else (),
        "most_on_top": MOST_ON_TOP,
        "wish": getattr(seat, "mail_wish", None),
    }
    template = "conversation/agenda/agenda.html"
    return seat_page(request, template, seat, context, step="agenda", status=status)


def _suggestions(conversation: Conversation, board: Board) -> Sequence[Origin]:
    """Return what an action could be about, and none is."""
    taken = {one.action.statement for one in (*board.open, *board.over)}
    return origins_of_lowest(conversation, without=taken)
