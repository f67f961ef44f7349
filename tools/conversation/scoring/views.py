"""The pages on which somebody scores alone, theme by theme, and says to be done."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tools.conversation.access import participant_of, seat_at
from tools.conversation.models import Conversation, Participant
from tools.conversation.pages import seat_page
from tools.conversation.questionnaire import Theme
from tools.conversation.scoring.asking import asked, stages
from tools.conversation.scoring.filling import CLEAR, Filled
from tools.conversation.scoring.keeping import Kept, RefusedError, keep
from tools.conversation.scoring.taking_part import is_done, is_told_again, say_done
from tools.sessions import autosave
from tools.sessions.models import Seat

Phase = Conversation.Phase
UNKNOWN = "Deze stelling hoort niet bij dit thema."

type View = Callable[..., HttpResponse]


def of_theme(view: View) -> View:
    """Give ``view`` the seat and the theme of its address; 404 where there is none."""

    @wraps(view)
    def opened(request: HttpRequest, key: str, letter: str) -> HttpResponse:
        seat = seat_at(key)
        try:
            theme = seat.session.conversation.questionnaire.theme(letter)
        except KeyError:
            raise Http404 from None
        return view(request, seat, theme)

    return opened


@require_http_methods(["GET", "HEAD", "POST"])
@of_theme
def score(request: HttpRequest, seat: Seat, theme: Theme) -> HttpResponse:
    """Show the statements of one theme; keep what was changed and go where was asked to."""
    participant = participant_of(seat)
    if request.method != "POST":
        return _elsewhere(seat, participant) or _theme_page(request, seat, participant, theme)
    filled = Filled.of(theme.balance, request.POST, is_whole=True)
    try:
        keep(seat, filled.right, now=timezone.now())
    except RefusedError as error:
        seat.session.conversation.refresh_from_db(fields=["phase"])
        return _theme_page(request, seat, participant, theme, filled, refused=str(error))
    if filled.errors:
        return _theme_page(request, seat, participant, theme, filled)
    return redirect(_where_to(request, seat, theme))


def _elsewhere(seat: Seat, participant: Participant | None) -> HttpResponse | None:
    """Lead away whoever cannot score here; None for who can."""
    conversation = seat.session.conversation
    if seat.is_leader:
        return redirect("conversation:progress", key=seat.key)
    if participant is None or (conversation.is_named and participant.agreed_at is None):
        return redirect("conversation:welcome", key=seat.key)
    if conversation.phase != Phase.SCORING:
        return redirect("conversation:progress", key=seat.key)
    return None


def _theme_page(
    request: HttpRequest,
    seat: Seat,
    participant: Participant | None,
    theme: Theme,
    filled: Filled | None = None,
    *,
    refused: str = "",
) -> HttpResponse:
    conversation = seat.session.conversation
    kept = Kept.at(seat, participant)
    questionnaire = conversation.questionnaire
    found = stages(questionnaire, kept, theme.letter)
    now = next(stage for stage in found if stage.is_now)
    statements = asked(theme.balance, questionnaire.scale, kept, filled)
    wrong = [one for one in statements if one.error]
    status = HTTPStatus.OK
    if refused:
        status = HTTPStatus.CONFLICT
    elif wrong:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {
        "now": now,
        "stages": found,
        "is_last": now.number == len(found),
        "statements": statements,
        "wrong": wrong,
        "refused": refused,
        "has_hidden": any(one.is_hidden for one in statements),
        "is_done": is_done(conversation, seat),
        "is_told_again": is_told_again(conversation, seat),
        "saved_at": kept.saved_at,
        "today": timezone.localdate().isoformat(),
    }
    return seat_page(
        request, "conversation/scoring/theme.html", seat, context, step="work", status=status
    )


def _where_to(request: HttpRequest, seat: Seat, theme: Theme) -> str:
    """Return the address that the button asks for, or this one again."""
    letters = [one.letter for one in seat.session.conversation.questionnaire.themes]
    here = reverse("conversation:score", args=[seat.key, theme.letter])
    if key := request.POST.get(CLEAR, "").partition(":")[0]:
        return f"{here}#stelling-{key}"
    wanted = request.POST.get("naar", "")
    place = {"volgende": 1, "vorige": -1}.get(wanted, 0) + letters.index(theme.letter)
    if place < 0:
        return reverse("conversation:welcome", args=[seat.key])
    if wanted == "klaar" or place == len(letters):
        return reverse("conversation:finish", args=[seat.key])
    letter = wanted if wanted in letters else letters[place]
    return reverse("conversation:score", args=[seat.key, letter])


@require_http_methods(["GET", "HEAD", "POST"])
@of_theme
def save(request: HttpRequest, seat: Seat, theme: Theme) -> HttpResponse:
    """
    Keep the statements that a script sends; asked with GET, give a new token against misuse.

    Statements of the balance and of the deepening alike; each has its own time.
    """
    if request.method != "POST":
        return autosave.fresh(request)
    known = {one.key: one for one in theme.statements}
    sent = request.POST.getlist(autosave.SENT)
    if not known.keys() >= set(sent):
        return JsonResponse({"message": UNKNOWN}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    filled = Filled.of([known[key] for key in sent], request.POST, is_whole=False)
    try:
        keep(seat, filled.right, now=timezone.now())
    except RefusedError as error:
        return autosave.refused(str(error))
    return autosave.told(request, filled.errors)


@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: HttpRequest, key: str) -> HttpResponse:
    """Show somebody all that they answered; keep that they are done, or are not after all."""
    seat = seat_at(key)
    participant = participant_of(seat)
    if seat.is_leader:
        return redirect("conversation:progress", key=key)
    if participant is None:
        return redirect("conversation:welcome", key=key)
    if request.method != "POST":
        return _finish_page(request, seat, participant)
    wanted = request.POST.get("naar", "")
    letters = [one.letter for one in seat.session.conversation.questionnaire.themes]
    if wanted in letters:
        return redirect("conversation:score", key=key, letter=wanted)
    try:
        say_done(seat, is_done=wanted != "terug", now=timezone.now())
    except RefusedError as error:
        seat.session.conversation.refresh_from_db(fields=["phase"])
        return _finish_page(request, seat, participant, refused=str(error))
    return redirect("conversation:finish" if wanted == "terug" else "conversation:progress", key)


def _finish_page(
    request: HttpRequest, seat: Seat, participant: Participant, *, refused: str = ""
) -> HttpResponse:
    conversation = seat.session.conversation
    questionnaire = conversation.questionnaire
    kept = Kept.at(seat, participant)
    found = stages(questionnaire, kept)
    context: Mapping[str, Any] = {
        "stages": found,
        "themes": [
            (stage, asked(stage.theme.balance, questionnaire.scale, kept)) for stage in found
        ],
        "open": sum(stage.open for stage in found),
        "is_scoring": conversation.phase == Phase.SCORING,
        "is_done": is_done(conversation, seat),
        "is_told_again": is_told_again(conversation, seat),
        "has_hidden": bool(kept.hidden),
        "refused": refused,
    }
    status = HTTPStatus.CONFLICT if refused else HTTPStatus.OK
    return seat_page(
        request, "conversation/scoring/finish.html", seat, context, step="work", status=status
    )
