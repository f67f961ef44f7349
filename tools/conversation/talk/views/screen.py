"""The screen that all look at. It knows its own key only, and writes nothing down."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from outbox.mail import absolute_url
from tools.conversation.models import Conversation
from tools.conversation.outcome.showing import Shown
from tools.conversation.phases import ChangedMeanwhileError
from tools.conversation.questionnaire import Theme
from tools.conversation.starting import TOOL
from tools.conversation.talk.deeds import SMALL
from tools.conversation.talk.desks import desks
from tools.conversation.talk.table import Table
from tools.sessions import live, remote
from tools.sessions.deeds import do
from tools.sessions.qr import qr_svg

_PAGE = "conversation/talk/screen.html"
# What of Table.shows needs what.
_JOINING, _WRITING = {"welcome", "scoring"}, {"questions", "future"}
# Which theme is looked at, where more than one is talked about.
_THEME = "thema"


@require_safe
def screen(request: HttpRequest, key: str) -> HttpResponse:
    return live.page(request, _PAGE, _context(request, _table(key)))


@require_safe
def state(request: HttpRequest, key: str) -> HttpResponse:
    table = _table(key)
    return live.state(request, table, _PAGE, lambda: _context(request, table))


@require_POST
def act(request: HttpRequest, key: str) -> HttpResponse:
    """Turn a page or hold the clock, in the browser of who leads; others may only look."""
    table = _table(key)
    if not remote.is_allowed(request, table.session):
        return HttpResponseForbidden("Alleen wie het gesprek leidt, kan dit.")
    try:
        do(table.conversation, request.POST, SMALL, now=timezone.now())
    except ChangedMeanwhileError:
        context = _context(request, _table(key)) | {"is_changed": True}
        return live.page(request, _PAGE, context, status=live.CONFLICT)
    if live.is_live(request):
        return live.page(request, _PAGE, _context(request, _table(key)))
    return redirect("conversation:screen", key)


def _table(key: str) -> Table:
    found = Conversation.objects.select_related("session", "version")
    conversation = found.filter(session__screen_key=key, session__tool=TOOL).first()
    if conversation is None:
        raise Http404
    return Table(conversation, timezone.now())


def _context(request: HttpRequest, table: Table) -> dict[str, Any]:
    shows, at_hand = _shows(table), _at_hand(request, table)
    return {
        "table": table,
        "conversation": table.conversation,
        "key": table.session.screen_key,
        "shows": shows,
        "host": request.get_host(),
        "qr": _qr(table.session.code) if shows in _JOINING else "",
        "shown": _outcome(table) if shows == "outcome" else None,
        "at_hand": [(theme, desks(table, theme)) for theme in at_hand] if shows in _WRITING else [],
        "asked_for": f"?{_THEME}={at_hand[0].letter}" if len(at_hand) == 1 else "",
        "may_lead": remote.is_allowed(request, table.session),
        "news": _news(table),
    }


def _shows(table: Table) -> str:
    """Return what the screen is for now: people join and score before there is anything else."""
    if table.is_closed:
        return "closed"
    return "scoring" if table.is_early else table.shows


def _at_hand(request: HttpRequest, table: Table) -> list[Theme]:
    """Return the theme that the address asks for, else all that are talked about."""
    chosen = list(table.chosen)
    return [one for one in chosen if one.letter == request.GET.get(_THEME)] or chosen


def _news(table: Table) -> str:
    """Say what is new, for who does not see it."""
    if table.is_closed:
        return "Het gesprek is afgesloten."
    return "" if table.is_early else f"Nu: {table.part.title}."


def _outcome(table: Table) -> Shown | None:
    return Shown(table.reading, table.conversation.questionnaire) if table.reading else None


def _qr(code: str | None) -> str:
    """Return the code to join by as a picture; nothing while nobody may join."""
    if not code:
        return ""
    address = absolute_url(reverse("sessions:join", query={"code": code}))
    return qr_svg(address, title="QR-code om mee te doen")
