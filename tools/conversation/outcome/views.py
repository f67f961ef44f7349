"""The outcome, the example of one, and how scoring ends and is opened again."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tools.conversation import versions
from tools.conversation.access import insiders, leader_at
from tools.conversation.outcome import example as made_up
from tools.conversation.outcome import publishing
from tools.conversation.outcome.published import latest_outcome
from tools.conversation.outcome.showing import shown_of
from tools.conversation.pages import seat_page
from tools.conversation.phases import ChangedMeanwhileError
from tools.conversation.places import where
from tools.conversation.scoring.progress import Standing
from tools.sessions import live
from tools.sessions.models import Seat
from tools.sessions.posted import version_in


@require_safe
@insiders
def outcome(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what came out; 404 before scoring ended, and while it is open again."""
    conversation = seat.session.conversation
    found = latest_outcome(conversation)
    if found is None:
        raise Http404
    names = [one.name for one in conversation.municipalities.all()]
    context = {
        "shown": shown_of(conversation, found),
        "place": where(names, conversation.region),
        "whose": "uw regio" if conversation.region or len(names) > 1 else "uw gemeente",
        "counted_on": timezone.localdate(found.published_at),
    }
    return seat_page(request, "conversation/outcome/outcome.html", seat, context, step="outcome")


@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """Show what we made up; 404 while no questionnaire was issued."""
    try:
        questionnaire = versions.current().questionnaire
    except versions.NothingIssuedError:
        raise Http404 from None
    context = {
        "section": "conversation",
        "place": made_up.PLACE,
        "shown": made_up.example_of(questionnaire),
    }
    return render(request, "conversation/outcome/example.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end_scoring(request: HttpRequest, key: str) -> HttpResponse:
    """Ask first, and say how many are done; then close it and count."""
    seat = leader_at(key)
    if request.method != "POST":
        return _end_page(request, seat)
    try:
        ended = publishing.end_scoring(
            seat.session.conversation, version=version_in(request.POST), now=timezone.now()
        )
    except ChangedMeanwhileError:
        return _end_page(request, leader_at(key), is_changed=True)
    if ended.is_new:
        return redirect("conversation:outcome", key=key)
    template = "conversation/outcome/same_outcome.html"
    return seat_page(request, template, seat, {"why": ended.why}, step="outcome")


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, key: str) -> HttpResponse:
    """Say what opening again does; then let everybody score."""
    seat = leader_at(key)
    if request.method != "POST":
        return _page(request, seat, "conversation/outcome/reopen.html", {})
    try:
        publishing.reopen(
            seat.session.conversation, version=version_in(request.POST), now=timezone.now()
        )
    except ChangedMeanwhileError:
        template, context = "conversation/outcome/reopen.html", {"is_changed": True}
        return _page(request, leader_at(key), template, context)
    return redirect("conversation:progress", key=key)


def _end_page(request: HttpRequest, seat: Seat, *, is_changed: bool = False) -> HttpResponse:
    context = {
        "standing": Standing(seat, seat.session.conversation),
        "is_changed": is_changed,
    }
    return _page(request, seat, "conversation/outcome/end_scoring.html", context)


def _page(
    request: HttpRequest, seat: Seat, template: str, context: Mapping[str, Any]
) -> HttpResponse:
    status = live.CONFLICT if context.get("is_changed") else 200
    return seat_page(request, template, seat, context, step="progress", status=status)
