"""Somebody else takes the lead."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from outbox.mail import absolute_url
from tools.conversation.access import leader_at
from tools.conversation.managing import deeds
from tools.conversation.pages import seat_page
from tools.conversation.phases import ChangedMeanwhileError
from tools.conversation.starting import TOOL
from tools.sessions.keys import new_key
from tools.sessions.models import Seat
from tools.sessions.places import key_in, new_place
from tools.sessions.posted import version_in


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, key: str) -> HttpResponse:
    """Make the link that gives the lead to one other, or withdraw it."""
    seat = leader_at(key)
    if request.method != "POST":
        return _page(request, seat)
    deed = deeds.withdraw_offer if request.POST.get("deed") == "withdraw" else deeds.offer_lead
    try:
        deed(seat.session.conversation, version=version_in(request.POST))
    except ChangedMeanwhileError:
        seat.session.conversation.refresh_from_db()
        seat.session.refresh_from_db(fields=["invite_key", "closed_at"])
        return _page(request, seat, is_changed=True, status=HTTPStatus.CONFLICT)
    return redirect(f"{reverse('conversation:hand-over', args=[key])}#link")


@require_http_methods(["GET", "HEAD", "POST"])
def take_over(request: HttpRequest, key: str) -> HttpResponse:
    """Explain what leading is, and let whoever accepts do so from then on."""
    place = key_in(request.POST.get("place", ""))
    if place and (taken := _seat(place)):
        return redirect("conversation:work", key=taken.key)
    session = deeds.offered_or_404(key)
    if request.method == "POST":
        try:
            seat = deeds.take_lead(
                session, invite_key=key, key=place or new_key(), user=request.user
            )
        except deeds.TakenError:
            context = {"section": "conversation", "is_taken": True}
            return _taking_page(request, context, HTTPStatus.CONFLICT)
        return redirect(f"{reverse('conversation:mail-link', args=[seat.key])}")
    context = {
        "section": "conversation",
        "conversation": session.conversation,
        "session": session,
        "place": new_place(),
    }
    return _taking_page(request, context, HTTPStatus.OK)


def _seat(key: str) -> Seat | None:
    """Return the seat of who took the lead just now, and sent the form again."""
    return Seat.objects.filter(key=key, is_leader=True, session__tool=TOOL).first()


def _taking_page(
    request: HttpRequest, context: dict[str, object], status: HTTPStatus
) -> HttpResponse:
    return render(request, "conversation/managing/take_over.html", context, status=status)


def _page(
    request: HttpRequest,
    seat: Seat,
    *,
    is_changed: bool = False,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    key = seat.session.invite_key
    context = {
        "is_changed": is_changed,
        "is_closed": not seat.session.is_open,
        "address": absolute_url(reverse("conversation:take-over", args=[key])) if key else "",
    }
    return seat_page(request, "conversation/managing/hand_over.html", seat, context, status=status)
