"""The page of a theme at the table: its outcome, deepening, questions, examples."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tools.conversation.access import insiders, leader_at, participant_of, seat_at
from tools.conversation.models import Participant
from tools.conversation.phases import ChangedMeanwhileError
from tools.conversation.questionnaire import Theme
from tools.conversation.scoring.filling import CLEAR, Filled
from tools.conversation.scoring.keeping import RefusedError, keep
from tools.conversation.talk import notes
from tools.conversation.talk.deeds import ALL
from tools.conversation.talk.desks import TOO_LATE, Typed, desks
from tools.conversation.talk.notes import NoteError, place_in
from tools.conversation.talk.studying import Study
from tools.conversation.talk.table import Table
from tools.conversation.talk.views import seated
from tools.sessions import live
from tools.sessions.deeds import do
from tools.sessions.models import Seat
from tools.sessions.posted import key_in

_PAGE = "conversation/talk/theme.html"


@dataclass(frozen=True, slots=True)
class Here:
    """Who looks at which theme."""

    seat: Seat
    participant: Participant | None
    theme: Theme

    @classmethod
    def at(cls, seat: Seat, letter: str) -> "Here":
        return cls(seat, participant_of(seat), seated.theme_or_404(seat, letter))

    def again(self) -> "Here":
        """Return the same place as it is now."""
        return Here.at(seat_at(self.seat.key), self.theme.letter)

    @property
    def table(self) -> Table:
        letter = self.theme.letter if self.seat.is_leader else ""
        return Table(self.seat.session.conversation, timezone.now(), letter=letter)

    @property
    def url(self) -> str:
        return reverse("conversation:talk-theme", args=[self.seat.key, self.theme.letter])


@require_http_methods(["GET", "HEAD", "POST"])
@insiders
def theme(request: HttpRequest, seat: Seat, letter: str) -> HttpResponse:
    """Show the theme; keep what was answered to its deepening statements, without script."""
    here = Here.at(seat, letter)
    if request.method == "POST":
        return _keep(request, here)
    return seated.leads_away(seat) or _page(request, here)


def _keep(request: HttpRequest, here: Here) -> HttpResponse:
    filled = Filled.of(here.theme.deepening, request.POST, is_whole=True)
    try:
        keep(here.seat, filled.right, now=timezone.now())
    except RefusedError as error:
        return _page(request, here.again(), filled=filled, refused=str(error), status=live.CONFLICT)
    if filled.errors:
        return _page(request, here, filled=filled, status=live.WRONG)
    cleared = request.POST.get(CLEAR, "").partition(":")[0]
    return redirect(f"{here.url}#{f'stelling-{cleared}' if cleared else 'verdieping'}")


@require_safe
@insiders
def state(request: HttpRequest, seat: Seat, letter: str) -> HttpResponse:
    here = Here.at(seat, letter)
    table = here.table
    return live.state(request, table, _PAGE, lambda: _context(here, table))


@require_POST
def act(request: HttpRequest, key: str, letter: str) -> HttpResponse:
    """Do what a button of who leads says, as on the page of the talk."""
    here = Here.at(leader_at(key), letter)
    try:
        do(here.seat.session.conversation, request.POST, ALL, now=timezone.now())
    except ChangedMeanwhileError:
        return _page(request, here.again(), is_changed=True, status=live.CONFLICT)
    here = here.again()
    if live.is_live(request):
        return _page(request, here)
    where = "verdieping" if request.POST.get("deed") == "open" else "nu"
    return redirect(f"{here.url}#{where}")


@require_POST
@insiders
def add_note(request: HttpRequest, seat: Seat, letter: str) -> HttpResponse:
    """Write a note down; what cannot be, stays on the page."""
    here, note = Here.at(seat, letter), key_in(request.POST)
    question, text = request.POST.get("question", ""), request.POST.get("text", "")
    if note is None:
        raise Http404
    place = place_in(here.theme, question)
    desk = place.question or notes.FUTURE

    def refused(problem: str, status: int) -> HttpResponse:
        return _page(request, here.again(), typed=Typed(desk, text, problem), status=status)

    try:
        notes.write(here.seat, place, key=note, text=text, now=timezone.now())
    except NoteError as error:
        return refused(str(error), live.WRONG)
    except ChangedMeanwhileError:
        return refused(TOO_LATE, live.CONFLICT)
    if live.is_live(request):
        return _page(request, here)
    return redirect(f"{here.url}#bij-{desk}")


def _page(request: HttpRequest, here: Here, *, status: int = 200, **said: Any) -> HttpResponse:
    typed, filled = said.pop("typed", None), said.pop("filled", None)
    context = _context(here, here.table, typed, filled) | said
    return seated.page(request, _PAGE, here.seat, context, status=status)


def _context(
    here: Here, table: Table, typed: Typed | None = None, filled: Filled | None = None
) -> dict[str, Any]:
    """Return what the page shows; ``typed`` and ``filled`` are what could not be kept."""
    count = table.notes_of(here.theme)
    return {
        "seat": here.seat,
        "participant": here.participant,
        "conversation": table.conversation,
        "table": table,
        "theme": here.theme,
        "study": Study(here.seat, here.participant, here.theme, table, filled),
        "desks": desks(table, here.theme, here.seat, typed),
        "typed": typed,
        "beside": _beside(table, here.theme),
        "today": timezone.localdate().isoformat(),
        "news": f"{count} {'aantekening' if count == 1 else 'aantekeningen'} bij dit thema.",
    }


def _beside(table: Table, theme: Theme) -> Sequence[Theme]:
    """Return the other themes that are talked about."""
    return [one for one in table.chosen if one.letter != theme.letter]
