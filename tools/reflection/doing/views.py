"""The pages on which somebody does an exercise; whoever has the address, has what is there."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from outbox.mail import absolute_url
from tools.reflection.answers import PRESSED, ClosedError, answers_of, is_closed, keep
from tools.reflection.doing.agreeing import AgreementForm, may_agree
from tools.reflection.doing.filling import Filled, shown
from tools.reflection.doing.mailing import mail_link_to
from tools.reflection.doing.progress import next_step, stages
from tools.reflection.duo.seats import Pair
from tools.reflection.models import Reflection
from tools.reflection.pages import seat_page
from tools.reflection.script import Step
from tools.reflection.starting import TOOL
from tools.sessions.access import seat_or_404
from tools.sessions.mailing import TOO_OFTEN, LinkForm
from tools.sessions.models import Seat

REFUSED = 422
CLOSED = 409
TOO_MANY = 429

type View = Callable[..., HttpResponse]


def at_seat(view: View) -> View:
    """Give ``view`` the seat that the key in the address opens; of a team it has other pages."""

    @wraps(view)
    def opened(request: HttpRequest, key: str, **kwargs: Any) -> HttpResponse:
        seat = seat_or_404(key, tool=TOOL)
        if seat.session.reflection.form == Reflection.Form.TEAM:
            page = "reflection:lead" if seat.is_leader else "reflection:take-part"
            return redirect(page, key=key)
        return view(request, seat, **kwargs)

    return opened


@require_safe
@at_seat
def work(request: HttpRequest, seat: Seat) -> HttpResponse:
    return _work_page(request, seat)


@require_http_methods(["GET", "HEAD", "POST"])
@at_seat
def mail_link(request: HttpRequest, seat: Seat) -> HttpResponse:
    if request.method != "POST":
        return redirect("reflection:work", key=seat.key)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _work_page(request, seat, form, status=REFUSED)
    if not mail_link_to(form.cleaned_data["email"], seat, request):
        form.add_error("email", TOO_OFTEN)
        return _work_page(request, seat, form, status=TOO_MANY)
    return redirect(f"{reverse('reflection:work', args=[seat.key])}?gemaild#gemaild")


@require_http_methods(["GET", "HEAD", "POST"])
@at_seat
def step(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """Show the questions of one step; keep the answers and go where was asked to."""
    script = seat.session.reflection.script
    now = {one.number: one for one in script.steps}.get(number)
    if now is None:
        raise Http404
    if request.method != "POST":
        return _after(seat) if is_closed(seat) else _step_page(request, seat, now)
    filled = Filled.of(script.prompts_at(number), request.POST)
    try:
        keep(seat, filled.right)
    except ClosedError:
        return _step_page(request, seat, now, filled, status=CLOSED)
    if filled.errors:
        return _step_page(request, seat, now, filled, status=REFUSED)
    return redirect(_where_to(request, seat, now))


def _where_to(request: HttpRequest, seat: Seat, now: Step) -> str:
    """Return the address that the button asks for: another step, or this one again."""
    here = reverse("reflection:step", args=[seat.key, now.number])
    _what, _, rest = request.POST.get(PRESSED, "").partition(":")
    if rest:
        return f"{here}#id_{rest.partition(':')[0]}"
    wanted = request.POST.get("naar", "")
    last = len(seat.session.reflection.script.steps)
    numbers = {str(number): number for number in range(1, last + 1)}
    number = {"volgende": now.number + 1, "vorige": now.number - 1, **numbers}.get(wanted)
    if number == 0:
        return reverse("reflection:work", args=[seat.key])
    if wanted == "afronden" or (number and number > last):
        return reverse("reflection:finish", args=[seat.key])
    return reverse("reflection:step", args=[seat.key, number]) if number else here


@require_http_methods(["GET", "HEAD", "POST"])
@at_seat
def finish(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Ask for the one thing to do; of two colleagues only once both are ready."""
    pair = Pair.of(seat)
    if pair and not pair.is_open:
        return seat_page(request, "reflection/ready.html", seat, {"pair": pair})
    reflection = seat.session.reflection
    form = AgreementForm(request.POST if request.method == "POST" else None, seat=seat)
    status = REFUSED if form.errors else 200
    if form.is_bound and not may_agree(seat):
        form.add_error(None, str(ClosedError()))
        status = CLOSED
    if form.is_valid():
        back = _step_asked_for(request, seat)
        form.save(is_done=back is None)
        return redirect(back or reverse("reflection:report", args=[seat.key]))
    context = {
        "form": form,
        "pair": pair,
        "stages": stages(reflection.script, answers_of(seat)),
        "today": timezone.localdate().isoformat(),
        "saved_at": form.agreed.changed_at if form.agreed else None,
    }
    return seat_page(request, "reflection/finish.html", seat, context, status)


def _step_asked_for(request: HttpRequest, seat: Seat) -> str | None:
    wanted = request.POST.get("naar", "")
    numbers = {str(one.number): one.number for one in seat.session.reflection.script.steps}
    here = [seat.key, numbers.get(wanted)]
    return reverse("reflection:step", args=here) if wanted in numbers else None


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, key: str) -> HttpResponse:
    """Delete all there is; of two, each takes back their own, of a team who leads takes all."""
    seat = seat_or_404(key, tool=TOOL)
    if seat.session.reflection.form == Reflection.Form.TEAM and not seat.is_leader:
        return redirect("reflection:take-part", key=key)
    if Pair.of(seat):
        return redirect("reflection:withdraw", key=seat.key)
    if request.method == "POST":
        seat.session.delete()
        return redirect("reflection:removed")
    return seat_page(request, "reflection/remove.html", seat, {})


@require_safe
def removed(request: HttpRequest) -> HttpResponse:
    return render(request, "reflection/removed.html", {"section": "reflection"})


# Shared by the pages --------------------------------------------------------


def _work_page(
    request: HttpRequest, seat: Seat, form: LinkForm | None = None, *, status: int = 200
) -> HttpResponse:
    session, script = seat.session, seat.session.reflection.script
    answers = answers_of(seat)
    invitation = session.invite_key and reverse("reflection:invitation", args=[session.invite_key])
    context = {
        "form": form or LinkForm(),
        "is_mailed": form is None and "gemaild" in request.GET,
        "address": absolute_url(reverse("reflection:work", args=[seat.key])),
        "stages": stages(script, answers),
        "next": next_step(script, answers),
        "has_answers": bool(answers),
        "is_closed": is_closed(seat),
        "pair": Pair.of(seat),
        "invitation": absolute_url(invitation) if invitation and seat.is_leader else "",
    }
    return seat_page(request, "reflection/work_start.html", seat, context, status)


def _step_page(
    request: HttpRequest, seat: Seat, now: Step, filled: Filled | None = None, *, status: int = 200
) -> HttpResponse:
    script = seat.session.reflection.script
    answers = answers_of(seat)
    # What was just typed stands on the page, also where it could not be kept.
    values: Mapping[str, Any] = {**answers, **filled.typed} if filled else answers
    questions = shown(script.prompts_at(now.number), values, filled.errors if filled else None)
    context = {
        "step": now,
        "is_last": now.number == len(script.steps),
        "questions": questions,
        "wrong": [question for question in questions if question.error],
        "stages": stages(script, answers, now=now.number),
        "is_refused": status == CLOSED,
        "today": timezone.localdate().isoformat(),
        "saved_at": seat.answers.order_by("-changed_at")
        .values_list("changed_at", flat=True)
        .first(),
    }
    return seat_page(request, "reflection/step.html", seat, context, status)


def _after(seat: Seat) -> HttpResponse:
    """Lead to where the answers of who is done stand."""
    page = "together" if Pair.of(seat) else "report"
    return redirect(f"reflection:{page}", key=seat.key)
