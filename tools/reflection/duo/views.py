from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tools.documents.document import Block
from tools.reflection.answers import ClosedError, answers_of
from tools.reflection.duo import services
from tools.reflection.duo.forms import ConclusionForm, NameForm
from tools.reflection.duo.seats import Pair
from tools.reflection.pages import seat_page
from tools.reflection.report.blocks import Part, parts
from tools.reflection.report.showing import shown, side_by_side
from tools.reflection.script import Kind, Prompt
from tools.reflection.starting import TOOL
from tools.sessions.access import seat_or_404
from tools.sessions.models import Seat

CONFLICT = 409
WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    session = services.invited_or_404(key)
    form = NameForm(request.POST or None)
    context: dict[str, Any] = {
        "section": "reflection",
        "reflection": session.reflection,
        "form": form,
    }
    if request.method == "POST" and form.is_valid():
        place = request.POST.get("place", "")
        try:
            seat = services.accept(
                session, place, user=request.user, name=form.cleaned_data["name"]
            )
        except services.TakenError:
            context["refusal"] = "taken"
        except services.OwnInvitationError:
            context["refusal"] = "own"
        else:
            return redirect("reflection:work", key=seat.key)
    elif session.seats.count() > 1:
        context["refusal"] = "taken"
    context["place"] = request.POST.get("place") or services.place_for(session)
    is_refused = request.method == "POST" or "refusal" in context
    status = CONFLICT if "refusal" in context else WRONG if is_refused else 200
    return render(request, "reflection/duo/invitation.html", context, status=status)


@require_POST
def done(request: HttpRequest, key: str) -> HttpResponse:
    seat = seat_or_404(key, tool=TOOL)
    services.say_ready(_of_two(seat))
    return redirect("reflection:together", key=key)


@require_POST
def write_on(request: HttpRequest, key: str) -> HttpResponse:
    seat = seat_or_404(key, tool=TOOL)
    try:
        services.write_on(_of_two(seat))
    except ClosedError:
        return redirect("reflection:together", key=key)
    return redirect("reflection:work", key=key)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    seat = _of_two(seat_or_404(key, tool=TOOL))
    if request.method == "POST":
        services.withdraw(seat)
        return redirect("reflection:withdrawn")
    return seat_page(request, "reflection/duo/withdraw.html", seat, {"pair": Pair.of(seat)})


@require_safe
def withdrawn(request: HttpRequest) -> HttpResponse:
    return render(request, "reflection/duo/withdrawn.html", {"section": "reflection"})


@require_http_methods(["GET", "HEAD", "POST"])
def together(request: HttpRequest, key: str) -> HttpResponse:
    """Show both side by side once both are ready, and keep what they conclude."""
    seat = _of_two(seat_or_404(key, tool=TOOL))
    pair = Pair.of(seat)
    reflection = seat.session.reflection
    context: dict[str, Any] = {"pair": pair}
    if not pair or not pair.is_open:
        # What was typed comes back to who was just too late: the other withdrew meanwhile.
        is_late = request.method == "POST"
        context["unsaved"] = request.POST.get("conclusion", "")
        template = "reflection/duo/waiting.html"
        return seat_page(request, template, seat, context, CONFLICT if is_late else 200)
    initial = {"conclusion": reflection.conclusion, "version": reflection.conclusion_version}
    form = ConclusionForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        status = WRONG
        if form.is_valid():
            text, version = form.cleaned_data["conclusion"], form.cleaned_data["version"]
            try:
                services.conclude(reflection, text, version=version)
            except services.OutdatedError as outdated:
                status = CONFLICT
                form = ConclusionForm(initial={"conclusion": text, "version": outdated.version})
                context["kept"] = outdated.kept
            else:
                return redirect("reflection:finish", key=key)
    questions = _questions(seat, pair)
    context |= {"form": form, "questions": questions}
    return seat_page(request, "reflection/duo/together.html", seat, context, status)


@dataclass(frozen=True, slots=True)
class Question:
    """What both answered: as one table (``shared``), or in a column each."""

    prompt: Prompt
    shared: Sequence[Part]
    columns: Sequence[tuple[str, Sequence[Part]]]


def _questions(seat: Seat, pair: Pair) -> list[Question]:
    names = pair.names_for(seat)
    answers = [answers_of(one) for one in pair.seats_for(seat)]
    return [
        _question(prompt, [own.get(prompt.key) for own in answers], names)
        for prompt in seat.session.reflection.script.prompts
    ]


def _question(prompt: Prompt, values: Sequence[Any], names: Sequence[str]) -> Question:
    if prompt.kind == Kind.SCALE:
        return Question(prompt, parts(side_by_side(prompt, values, names)), ())
    blocks: list[tuple[str, Sequence[Block]]] = [
        (name, shown(prompt, value)) for name, value in zip(names, values, strict=True)
    ]
    return Question(prompt, (), [(name, parts(own)) for name, own in blocks])


def _of_two(seat: Seat) -> Seat:
    """Return the seat, or a page that is not there: only two colleagues do these things."""
    if Pair.of(seat) is None:
        raise Http404
    return seat
