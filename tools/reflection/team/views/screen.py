"""The screen that all look at. It knows its own key only, and writes nothing down."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from tools.reflection.starting import TOOL
from tools.reflection.team.deeds import SMALL
from tools.reflection.team.room import Room, meetings
from tools.sessions import live, remote
from tools.sessions.deeds import ChangedMeanwhileError, do
from tools.sessions.qr import qr_svg

_PAGE = "reflection/team/screen.html"


@require_safe
def screen(request: HttpRequest, key: str) -> HttpResponse:
    return live.page(request, _PAGE, _context(request, _room(key)))


@require_safe
def state(request: HttpRequest, key: str) -> HttpResponse:
    room = _room(key)
    return live.state(request, room, _PAGE, lambda: _context(request, room))


@require_POST
def act(request: HttpRequest, key: str) -> HttpResponse:
    """Turn a page or hold the clock, in the browser of the facilitator; others may only look."""
    room = _room(key)
    if not remote.is_allowed(request, room.session):
        return HttpResponseForbidden("Alleen de gespreksleider kan dit.")
    try:
        do(room.meeting, request.POST, SMALL, now=timezone.now())
    except ChangedMeanwhileError:
        context = _context(request, _room(key)) | {"is_changed": True}
        return live.page(request, _PAGE, context, status=live.CONFLICT)
    if live.is_live(request):
        return live.page(request, _PAGE, _context(request, _room(key)))
    return redirect("reflection:screen", key)


def _room(key: str) -> Room:
    found = meetings().filter(reflection__session__screen_key=key)
    meeting = found.filter(reflection__session__tool=TOOL).first()
    if meeting is None:
        raise Http404
    return Room(meeting, timezone.now())


def _context(request: HttpRequest, room: Room) -> dict[str, Any]:
    asked = reverse("sessions:join", query={"code": room.session.code or ""})
    return {
        "room": room,
        "key": room.session.screen_key,
        "title": room.script.title,
        "host": request.get_host(),
        "qr": qr_svg(request.build_absolute_uri(asked), title="Doe mee met je telefoon"),
        "may_lead": remote.is_allowed(request, room.session),
    }
