"""The page on which a note is changed, or taken away."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tools.conversation.access import insiders
from tools.conversation.models import Note
from tools.conversation.phases import ChangedMeanwhileError
from tools.conversation.questionnaire import Theme
from tools.conversation.talk import notes
from tools.conversation.talk.desks import FUTURE_QUESTION
from tools.conversation.talk.notes import FUTURE, OPEN, ChangedNoteError, NoteError
from tools.conversation.talk.views import seated
from tools.sessions import live
from tools.sessions.models import Seat
from tools.sessions.posted import version_in

_PAGE = "conversation/talk/note.html"


@require_http_methods(["GET", "HEAD", "POST"])
@insiders
def note(request: HttpRequest, seat: Seat, letter: str, note: uuid.UUID) -> HttpResponse:
    """Whoever wrote it, changes it or takes it away; who leads only does the last."""
    theme = seated.theme_or_404(seat, letter)
    found = _note_of(seat, theme, note)
    if found is None and request.POST.get("text"):
        text = request.POST["text"]
        return _page(request, seat, theme, None, status=live.CONFLICT, text=text, is_gone=True)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _do(request, seat, theme, found)
    if seat.session.conversation.phase not in OPEN:
        return seated.leads_away(seat) or redirect(_back(seat, theme))
    return _page(request, seat, theme, found)


def _do(request: HttpRequest, seat: Seat, theme: Theme, note: Note) -> HttpResponse:
    text, version = request.POST.get("text", ""), version_in(request.POST)
    try:
        if request.POST.get("deed") == "drop":
            notes.drop(seat, note, version=version)
        else:
            notes.change(seat, note, version=version, text=text, now=timezone.now())
    except NoteError as error:
        problem = str(error)
        return _page(request, seat, theme, note, status=live.WRONG, text=text, problem=problem)
    except ChangedNoteError as error:
        said: dict[str, Any] = {"is_changed": True, "is_gone": error.note is None}
        said["text"] = text or note.text
        return _page(request, seat, theme, error.note, status=live.CONFLICT, **said)
    except ChangedMeanwhileError:
        return _page(request, seat, theme, note, status=live.CONFLICT, text=text, is_over=True)
    return redirect(f"{_back(seat, theme)}#bij-{note.question or FUTURE}")


def _note_of(seat: Seat, theme: Theme, key: uuid.UUID) -> Note | None:
    """Return the note, None where it is gone or of somebody else; who leads gets any."""
    written = seat.session.conversation.notes.filter(seat__withdrawn_at__isnull=True)
    found: Note | None = written.filter(theme=theme.letter, key=key).first()
    return found if found and (found.seat_id == seat.pk or seat.is_leader) else None


def _back(seat: Seat, theme: Theme) -> str:
    return reverse("conversation:talk-theme", args=[seat.key, theme.letter])


def _page(
    request: HttpRequest,
    seat: Seat,
    theme: Theme,
    note: Note | None,
    *,
    status: int = 200,
    **said: Any,
) -> HttpResponse:
    """Show ``note``, None for one that is gone, with what could not be kept of it."""
    context = {"note": note, "theme": theme, "back": _back(seat, theme), **said}
    if note is not None:
        questions = {one.key: one.text for one in theme.questions}
        context.setdefault("text", note.text)
        context["question"] = questions.get(note.question, FUTURE_QUESTION)
        context["is_own"] = note.seat_id == seat.pk
    return seated.page(request, _PAGE, seat, context, status=status)
