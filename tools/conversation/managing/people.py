"""Who takes part, for who leads."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from outbox.mail import absolute_url
from tools.conversation.access import leader_at
from tools.conversation.managing import deeds
from tools.conversation.managing.joined import people_of
from tools.conversation.pages import seat_page
from tools.conversation.phases import ChangedMeanwhileError
from tools.conversation.preparing.inviting import join_url
from tools.conversation.scoring.progress import Standing
from tools.sessions.joining import ClosedSessionError
from tools.sessions.models import Seat
from tools.sessions.posted import number, version_in
from tools.sessions.qr import qr_svg


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, key: str) -> HttpResponse:
    """Show who joined; replace the code, or the lost link of somebody."""
    seat = leader_at(key)
    if request.method != "POST":
        return _page(request, seat)
    conversation, version = seat.session.conversation, version_in(request.POST)
    try:
        if request.POST.get("deed") == "code":
            deeds.replace_code(conversation, version=version)
            return redirect(f"{reverse('conversation:people', args=[key])}?code#nieuwe-code")
        person = number(request.POST.get("person", "")) or 0
        given = deeds.replace_link(conversation, person, version=version, now=timezone.now())
    except (ChangedMeanwhileError, ClosedSessionError):
        return _changed(request, seat)
    return _new_link_page(request, seat, given)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_person(request: HttpRequest, key: str, person: int) -> HttpResponse:
    seat = leader_at(key)
    conversation = seat.session.conversation
    found = {one.pk: one for one in people_of(conversation)}.get(person)
    if found is None:
        # Somebody else removed them, or they left.
        return _changed(request, seat)
    is_changed = False
    if request.method == "POST":
        try:
            deeds.remove_person(conversation, person, version=version_in(request.POST))
        except ChangedMeanwhileError:
            conversation.refresh_from_db()
            is_changed = True
        else:
            return redirect(f"{reverse('conversation:people', args=[key])}?weg#weg")
    context = {
        "person": found,
        "has_outcome": conversation.outcomes.exists(),
        "is_changed": is_changed,
    }
    status = HTTPStatus.CONFLICT if is_changed else HTTPStatus.OK
    template = "conversation/managing/remove_person.html"
    return seat_page(request, template, seat, context, status=status)


def _new_link_page(request: HttpRequest, seat: Seat, given: Seat) -> HttpResponse:
    """Show the new link this once: whoever leads has nothing to do with it later."""
    address = absolute_url(reverse("conversation:work", args=[given.key]))
    (person,) = [one for one in people_of(seat.session.conversation) if one.pk == given.pk]
    context = {
        "person": person,
        "address": address,
        "qr": qr_svg(address, title="QR-code van de nieuwe link"),
    }
    return seat_page(request, "conversation/managing/new_link.html", seat, context)


def _changed(request: HttpRequest, seat: Seat) -> HttpResponse:
    seat.session.conversation.refresh_from_db()
    seat.session.refresh_from_db(fields=["code"])
    return _page(request, seat, is_changed=True, status=HTTPStatus.CONFLICT)


def _page(
    request: HttpRequest,
    seat: Seat,
    *,
    is_changed: bool = False,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    conversation = seat.session.conversation
    context: dict[str, Any] = {
        "standing": Standing(seat, conversation),
        "people": people_of(conversation),
        "is_changed": is_changed,
        "has_new_code": "code" in request.GET and not is_changed,
        "is_removed": "weg" in request.GET and not is_changed,
        "join_url": join_url(conversation),
        "code": seat.session.code,
    }
    return seat_page(request, "conversation/managing/people.html", seat, context, status=status)
