"""The page that a talk is followed on, and led from."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tools.conversation.access import insiders, leader_at, seat_at
from tools.conversation.phases import ChangedMeanwhileError
from tools.conversation.talk import choosing
from tools.conversation.talk.choosing import ChoiceError
from tools.conversation.talk.deeds import ALL
from tools.conversation.talk.table import Table
from tools.conversation.talk.views import seated
from tools.sessions import live, remote
from tools.sessions.deeds import do
from tools.sessions.models import Seat
from tools.sessions.posted import version_in

_PAGE = "conversation/talk/talk.html"
_CHOOSE_PAGE = "conversation/talk/choose.html"


@require_safe
@insiders
def talk(request: HttpRequest, seat: Seat) -> HttpResponse:
    return seated.leads_away(seat) or seated.page(request, _PAGE, seat, _context(seat))


@require_safe
@insiders
def state(request: HttpRequest, seat: Seat) -> HttpResponse:
    table = _table(seat)
    return live.state(request, table, _PAGE, lambda: _context(seat, table))


@require_POST
def act(request: HttpRequest, key: str) -> HttpResponse:
    """Do what a button of who leads says; where that cannot be, show how things are."""
    seat = leader_at(key)
    try:
        do(seat.session.conversation, request.POST, ALL, now=timezone.now())
    except ChangedMeanwhileError:
        context = _context(seat_at(key)) | {"is_changed": True}
        return seated.page(request, _PAGE, seat, context, status=live.CONFLICT)
    if live.is_live(request):
        return seated.page(request, _PAGE, seat, _context(seat))
    return redirect(f"{reverse('conversation:talk', args=[key])}#nu")


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, key: str) -> HttpResponse:
    """Ask who leads which themes to talk about."""
    seat = leader_at(key)
    conversation = seat.session.conversation
    if request.method != "POST":
        away = None if _table(seat).is_open else redirect("conversation:work", key=key)
        return away or _choose_page(request, seat, conversation.chosen_themes)
    letters = request.POST.getlist("themes")
    try:
        choosing.choose(conversation, letters, version=version_in(request.POST))
    except ChoiceError as error:
        return _choose_page(request, seat, letters, problem=str(error), status=live.WRONG)
    except ChangedMeanwhileError:
        seat = seat_at(key)
        return _choose_page(request, seat, letters, is_changed=True, status=live.CONFLICT)
    return redirect(f"{reverse('conversation:talk', args=[key])}#themas")


def _choose_page(
    request: HttpRequest, seat: Seat, letters: list[str], *, status: int = 200, **said: Any
) -> HttpResponse:
    table = _table(seat)
    context = {
        "table": table,
        "themes": [
            (theme, reading, is_advised, theme.letter in letters if letters else is_advised)
            for theme, reading, is_advised, _is_chosen in table.overview
        ],
        **said,
    }
    return seated.page(request, _CHOOSE_PAGE, seat, context, status=status)


@require_POST
def open_screen(request: HttpRequest, key: str) -> HttpResponse:
    """Lead to the screen; this browser may turn pages and hold the clock there."""
    seat = leader_at(key)
    if not seat.session.screen_key:
        return redirect("conversation:talk", key=key)
    response = redirect("conversation:screen", seat.session.screen_key)
    remote.allow(response, seat.session, response.url)
    return response


def _table(seat: Seat) -> Table:
    return Table(seat.session.conversation, timezone.now())


def _context(seat: Seat, table: Table | None = None) -> dict[str, Any]:
    table = table or _table(seat)
    chosen = {theme.letter for theme in table.chosen}
    others = [one for one in table.conversation.questionnaire.themes if one.letter not in chosen]
    return {
        "seat": seat,
        "conversation": table.conversation,
        "table": table,
        "themes": [
            (theme, table.theme_reading(theme), table.notes_of(theme)) for theme in table.chosen
        ],
        # Of what was talked about before the choice changed, nothing is lost.
        "others": [(theme, table.notes_of(theme)) for theme in others if table.notes_of(theme)],
        "news": f"Nu: {table.part.title}.",
    }
