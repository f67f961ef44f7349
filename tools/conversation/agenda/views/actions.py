"""One action: made, changed, and how far it is."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tools.conversation.access import insiders, leader_at, seat_at
from tools.conversation.agenda import deeds
from tools.conversation.agenda.conflicts import differences
from tools.conversation.agenda.forms import STATUS_FIELDS, ActionForm, StatusForm
from tools.conversation.agenda.origins import Origin, origin_in, theme_in
from tools.conversation.models import Action
from tools.conversation.pages import seat_page
from tools.conversation.phases import ChangedMeanwhileError
from tools.sessions import live
from tools.sessions.models import Seat
from tools.sessions.posted import key_in, version_in

FULL = f"Er passen {deeds.MOST_ACTIONS} acties op de agenda. Verander er een die er al staat."
# The button that makes an action at once.
AT_ONCE = "idea"


@require_http_methods(["GET", "HEAD", "POST"])
@insiders
def new(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Ask for an action, of what the address names; or make one of it at once."""
    conversation = seat.session.conversation
    if request.method == "POST":
        return _make_idea(request, seat) if _is_at_once(request) else _add(request, seat)
    if conversation.phase not in deeds.WRITING:
        return redirect("conversation:agenda", key=seat.key)
    origin = origin_in(conversation, request.GET)
    says = origin.says if origin else {"theme": theme_in(conversation, request.GET)}
    form = ActionForm(initial=says, questionnaire=conversation.questionnaire)
    return _form_page(request, seat, form, new_key=uuid.uuid4(), origin=origin)


@require_http_methods(["GET", "HEAD", "POST"])
@insiders
def edit(request: HttpRequest, seat: Seat, action: uuid.UUID) -> HttpResponse:
    found = _action_or_404(seat, action)
    if request.method == "POST":
        return _change(request, seat, found)
    if seat.session.conversation.phase not in deeds.WRITING:
        return redirect("conversation:action-status", key=seat.key, action=action)
    form = ActionForm(instance=found, questionnaire=seat.session.conversation.questionnaire)
    return _form_page(request, seat, form, action=found)


@require_http_methods(["GET", "HEAD", "POST"])
@insiders
def status(request: HttpRequest, seat: Seat, action: uuid.UUID) -> HttpResponse:
    """Ask how far it is: by anybody in the conversation, also after its end."""
    found = _action_or_404(seat, action)
    if request.method != "POST":
        if seat.session.conversation.phase not in deeds.ALIVE:
            return redirect("conversation:work", key=seat.key)
        return _status_page(request, seat, StatusForm(instance=found), found)
    as_it_was = {name: getattr(found, name) for name in STATUS_FIELDS}
    form = StatusForm({**as_it_was, **request.POST.dict()}, instance=found)
    if not form.is_valid():
        return _status_page(request, seat, form, found, live.WRONG)
    try:
        version = version_in(request.POST)
        deeds.change(found, form.values, version=version, during=deeds.ALIVE)
    except ChangedMeanwhileError:
        seat = seat_at(seat.key)
        return _status_page(request, seat, form, _action_or_404(seat, action), live.CONFLICT)
    return _to_agenda(seat, action)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, key: str, action: uuid.UUID) -> HttpResponse:
    seat = leader_at(key)
    found = _action_or_404(seat, action)
    if request.method != "POST" and seat.session.conversation.phase not in deeds.ALIVE:
        return redirect("conversation:work", key=key)
    status = 200
    if request.method == "POST":
        try:
            deeds.remove(found, version=version_in(request.POST))
        except ChangedMeanwhileError:
            seat, status = leader_at(key), live.CONFLICT
        else:
            return redirect("conversation:agenda", key=key)
    context = {"action": found, "is_changed": status == live.CONFLICT}
    template = "conversation/agenda/remove.html"
    return seat_page(request, template, seat, context, step="agenda", status=status)


def _is_at_once(request: HttpRequest) -> bool:
    return request.POST.get("deed") == AT_ONCE


def _make_idea(request: HttpRequest, seat: Seat) -> HttpResponse:
    conversation = seat.session.conversation
    origin = origin_in(conversation, request.POST)
    if origin is None:
        return _refused(request, seat, is_gone=True)
    try:
        action = deeds.add(origin.as_idea(conversation))
    except (ChangedMeanwhileError, deeds.FullAgendaError) as error:
        return _refused(request, seat, is_full=isinstance(error, deeds.FullAgendaError))
    return _to_agenda(seat, action.key)


def _refused(request: HttpRequest, seat: Seat, **why: bool) -> HttpResponse:
    """Tell why nothing was made at once."""
    template = "conversation/agenda/not_made.html"
    return seat_page(request, template, seat_at(seat.key), why, step="agenda", status=live.CONFLICT)


def _add(request: HttpRequest, seat: Seat) -> HttpResponse:
    conversation = seat.session.conversation
    key = key_in(request.POST) or uuid.uuid4()
    if there := conversation.actions.filter(key=key).first():
        # Sent again, perhaps with other words.
        return _change(request, seat, there)
    origin = origin_in(conversation, request.GET)
    made = Action(conversation=conversation, key=key, **(origin.links if origin else {}))
    form = ActionForm(request.POST, instance=made, questionnaire=conversation.questionnaire)
    shown: dict[str, Any] = {"new_key": key, "origin": origin}
    if not form.is_valid():
        return _form_page(request, seat, form, live.WRONG, **shown)
    try:
        deeds.add(made)
    except ChangedMeanwhileError:
        return _form_page(request, seat_at(seat.key), form, live.CONFLICT, **shown)
    except deeds.FullAgendaError:
        form.add_error(None, FULL)
        return _form_page(request, seat, form, live.WRONG, **shown)
    return _to_agenda(seat, key)


def _change(request: HttpRequest, seat: Seat, action: Action) -> HttpResponse:
    questionnaire = seat.session.conversation.questionnaire
    form = ActionForm(request.POST, instance=action, questionnaire=questionnaire)
    if not form.is_valid():
        return _form_page(request, seat, form, live.WRONG, action=action)
    try:
        deeds.change(action, form.values, version=version_in(request.POST))
    except ChangedMeanwhileError:
        seat = seat_at(seat.key)
        kept = _action_or_404(seat, action.key)
        return _form_page(request, seat, form, live.CONFLICT, action=kept)
    return _to_agenda(seat, action.key)


def _form_page(
    request: HttpRequest,
    seat: Seat,
    form: ActionForm,
    status: int = 200,
    *,
    action: Action | None = None,
    new_key: uuid.UUID | None = None,
    origin: Origin | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "action": action,
        "origin": origin,
        "new_key": new_key,
        "is_late": seat.session.conversation.phase not in deeds.WRITING,
        **_shown_version(request, form, action, status),
    }
    template = "conversation/agenda/form.html"
    return seat_page(request, template, seat, context, step="agenda", status=status)


def _status_page(
    request: HttpRequest, seat: Seat, form: StatusForm, action: Action, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "action": action,
        "is_late": seat.session.conversation.phase not in deeds.ALIVE,
        **_shown_version(request, form, action, status),
    }
    template = "conversation/agenda/status.html"
    return seat_page(request, template, seat, context, step="agenda", status=status)


def _shown_version(
    request: HttpRequest, form: ActionForm | StatusForm, action: Action | None, status: int
) -> dict[str, Any]:
    """Return on what the form goes on: what was wrong, on what it was; else on what there is."""
    if action is None:
        return {"version": 1, "differences": (), "is_changed": False}
    if status == live.WRONG:
        return {"version": version_in(request.POST), "differences": (), "is_changed": False}
    is_changed = status == live.CONFLICT
    return {
        "version": action.edit_version,
        "differences": differences(form, action) if is_changed else (),
        "is_changed": is_changed,
    }


def _action_or_404(seat: Seat, key: uuid.UUID) -> Action:
    action = seat.session.conversation.actions.select_related("item").filter(key=key).first()
    if action is None:
        raise Http404
    # One conversation, not two that may differ.
    action.conversation = seat.session.conversation
    return action


def _to_agenda(seat: Seat, key: uuid.UUID) -> HttpResponseRedirect:
    return redirect(f"{reverse('conversation:agenda', args=[seat.key])}#actie-{key}")
