from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from outbox.mail import absolute_url
from tools.conversation import phases
from tools.conversation.access import leader_at
from tools.conversation.managing.joined import ENOUGH
from tools.conversation.models import Conversation
from tools.conversation.pages import seat_page
from tools.conversation.phases import ChangedMeanwhileError
from tools.conversation.preparing import inviting
from tools.conversation.preparing.forms import PlanForm, plan_of
from tools.conversation.scoring.progress import Standing
from tools.conversation.script import MINUTES, timed
from tools.documents.answers import ICS, download
from tools.documents.calendar import to_ics
from tools.sessions.mailing import LinkForm
from tools.sessions.models import Seat
from tools.sessions.posted import version_in
from tools.sessions.qr import qr_svg

Phase = Conversation.Phase
SAVED = "bewaard"


@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, key: str) -> HttpResponse:
    """Keep when, where and whom; show what to send them."""
    seat = leader_at(key)
    conversation = seat.session.conversation
    if request.method != "POST":
        return _page(request, seat, PlanForm(initial=plan_of(conversation)))
    form = PlanForm(request.POST)
    if not form.is_valid():
        return _page(request, seat, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        phases.move_on(conversation, form.cleaned_data["version"], **form.plan)
    except ChangedMeanwhileError:
        return _changed(request, seat)
    return redirect(f"{reverse('conversation:prepare', args=[key])}?{SAVED}#uitnodigen")


@require_POST
def start_scoring(request: HttpRequest, key: str) -> HttpResponse:
    seat = leader_at(key)
    conversation = seat.session.conversation
    try:
        phases.start_scoring(conversation, version=version_in(request.POST))
    except ChangedMeanwhileError:
        conversation.refresh_from_db()
        if conversation.phase != Phase.PREPARING:
            # Who presses twice, is where they wanted to be.
            return redirect("conversation:work", key=key)
        form = PlanForm(initial=plan_of(conversation))
        return _page(request, seat, form, is_changed=True, status=HTTPStatus.CONFLICT)
    return redirect("conversation:progress", key=key)


@require_safe
def invitation_ics(_request: HttpRequest, key: str) -> HttpResponse:
    conversation = leader_at(key).session.conversation
    if conversation.meets_at is None:
        return redirect("conversation:prepare", key=key)
    content = to_ics([inviting.event(conversation)])
    return download(content, "uitnodiging.ics", ICS)


@require_safe
def script(request: HttpRequest, key: str) -> HttpResponse:
    seat = leader_at(key)
    conversation = seat.session.conversation
    context = {
        "when": inviting.when(conversation),
        "rows": list(timed(conversation.meets_at)),
        "minutes": MINUTES,
    }
    return seat_page(request, "conversation/preparing/script.html", seat, context, step="prepare")


def _changed(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what was typed beside what there is now; sent again, it is kept."""
    conversation = seat.session.conversation
    conversation.refresh_from_db()
    typed = {**request.POST.dict(), "roles": request.POST.getlist("roles")}
    again = PlanForm(initial={**typed, "version": conversation.edit_version})
    return _page(request, seat, again, is_changed=True, status=HTTPStatus.CONFLICT)


def _page(
    request: HttpRequest,
    seat: Seat,
    form: PlanForm,
    *,
    is_changed: bool = False,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    conversation = seat.session.conversation
    joined = Standing(seat, conversation).joined
    context: dict[str, Any] = {
        "form": form,
        "link_form": LinkForm(),
        "is_changed": is_changed,
        "is_saved": SAVED in request.GET and not is_changed and not form.errors,
        "address": absolute_url(reverse("conversation:work", args=[seat.key])),
        "when": inviting.when(conversation),
        "place_names": inviting.place_names(conversation),
        "joined": joined,
        "are_few": joined < ENOUGH and not conversation.is_named,
        "is_preparing": conversation.phase == Phase.PREPARING,
        "code": seat.session.code,
    }
    if seat.session.code:
        url = inviting.join_url(conversation)
        context |= {
            "invitation": inviting.invitation(conversation),
            "join_url": url,
            "qr": qr_svg(url, title="QR-code om mee te doen"),
        }
    return seat_page(
        request,
        "conversation/preparing/prepare.html",
        seat,
        context,
        step="prepare",
        status=status,
    )
