"""The pages of the facilitator: everything works without script too."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tools.reflection.starting import TOOL
from tools.reflection.team import leading
from tools.reflection.team.deeds import ALL
from tools.reflection.team.leading import DeedError
from tools.reflection.team.room import Room, meetings
from tools.sessions import live, remote
from tools.sessions.access import seat_or_404
from tools.sessions.deeds import ChangedMeanwhileError, do
from tools.sessions.models import Seat
from tools.sessions.posted import version_in

_PAGE = "reflection/team/lead.html"
_CLOSE_PAGE = "reflection/team/close.html"
# Of what was typed: what comes back in its field when it could not be kept.
_TYPED = ("prompt", "title", "key", "text", "who", "due_on")


@require_safe
def lead(request: HttpRequest, key: str) -> HttpResponse:
    seat = _leader(key)
    return live.page(request, _PAGE, _context(request, seat, _room(seat)))


@require_safe
def state(request: HttpRequest, key: str) -> HttpResponse:
    seat = _leader(key)
    room = _room(seat)
    return live.state(request, room, _PAGE, lambda: _context(request, seat, room))


@require_POST
def act(request: HttpRequest, key: str) -> HttpResponse:
    """Do what a button says; where that cannot be, show how things are and what was typed."""
    seat = _leader(key)
    try:
        do(_room(seat).meeting, request.POST, ALL, now=timezone.now())
    except ChangedMeanwhileError:
        return _refused(request, seat, live.CONFLICT, is_changed=True)
    except DeedError as error:
        return _refused(request, seat, live.WRONG, problem=error)
    if live.is_live(request):
        return live.page(request, _PAGE, _context(request, seat, _room(seat)))
    return redirect(f"{reverse('reflection:lead', args=[key])}#{_anchor(request)}")


@require_POST
def open_screen(request: HttpRequest, key: str) -> HttpResponse:
    """Lead to the screen; this browser may turn pages and hold the clock there."""
    seat = _leader(key)
    if not seat.session.screen_key:
        raise Http404
    response = redirect("reflection:screen", seat.session.screen_key)
    remote.allow(response, seat.session, response.url)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, key: str) -> HttpResponse:
    """Ask first, and say what nobody saw; then end the meeting."""
    seat = _leader(key)
    room = _room(seat)
    if request.method != "POST":
        return live.page(request, _CLOSE_PAGE, _context(request, seat, room))
    try:
        leading.close(room.meeting, version=version_in(request.POST), now=timezone.now())
    except ChangedMeanwhileError:
        context = _context(request, seat, _room(seat)) | {"is_changed": True}
        return live.page(request, _CLOSE_PAGE, context, status=live.CONFLICT)
    return redirect("reflection:lead", key)


def _leader(key: str) -> Seat:
    seat = seat_or_404(key, tool=TOOL)
    if not seat.is_leader:
        raise Http404
    return seat


def _room(seat: Seat) -> Room:
    meeting = meetings().filter(pk=seat.session_id).first()
    if meeting is None:
        raise Http404
    return Room(meeting, timezone.now(), has_empty=True)


def _refused(request: HttpRequest, seat: Seat, status: int, **said: Any) -> HttpResponse:
    typed = {name: request.POST.get(name, "") for name in _TYPED}
    typed["deed"] = request.POST.get("deed", "")
    room = _room(seat)
    known = {str(agreement.key) for agreement in room.agreements}
    said["typed"] = typed | {"is_new": typed["key"] not in known}
    context = _context(request, seat, room) | said
    return live.page(request, _PAGE, context, status=status)


def _context(request: HttpRequest, seat: Seat, room: Room) -> dict[str, Any]:
    place = room.meeting.position
    return {
        "room": room,
        "seat": seat,
        "title": room.script.title,
        "earlier": [phase for phase in room.phases[:place] if phase.questions],
        "later": [phase for phase in room.phases[place + 1 :] if phase.questions],
        "host": request.get_host(),
        "new_key": uuid.uuid4(),
        "not_shown": [one for one in room.questions if one.answered and not one.is_opened],
    }


def _anchor(request: HttpRequest) -> str:
    """Return where on the page the button was, so that the browser goes there again."""
    deed = request.POST.get("deed", "")
    if deed in {"agree", "disagree"}:
        return "afspraken"
    prompt = request.POST.get("prompt", "")
    return f"vraag-{prompt}" if prompt else "nu"
