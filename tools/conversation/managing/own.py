"""What somebody arranges for their own seat: its link, their account, and going."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from outbox.mail import absolute_url
from tools.conversation.access import seat_at
from tools.conversation.managing import deeds
from tools.conversation.managing.mailing import mail_link_to
from tools.conversation.models import KEPT_MONTHS
from tools.conversation.pages import seat_page
from tools.conversation.phases import ChangedMeanwhileError
from tools.sessions.mailing import TOO_OFTEN, LinkForm
from tools.sessions.models import Seat
from tools.sessions.posted import version_in

MAILED, REPLACED, KEPT = "gemaild", "vervangen", "bewaard"


@require_http_methods(["GET", "HEAD", "POST"])
def mail_link(request: HttpRequest, key: str) -> HttpResponse:
    """Show the own link, and mail it to whoever asks for it."""
    seat = seat_at(key)
    if request.method != "POST":
        return _link_page(request, seat, LinkForm())
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _link_page(request, seat, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if not mail_link_to(form.cleaned_data["email"], seat, request):
        form.add_error("email", TOO_OFTEN)
        return _link_page(request, seat, form, HTTPStatus.TOO_MANY_REQUESTS)
    return _back(key, MAILED)


@require_POST
@login_required
def new_link(request: HttpRequest, key: str) -> HttpResponse:
    """Replace a link that others may have; for whose account it is, who finds the new one there."""
    seat = seat_at(key)
    if seat.user_id != request.user.pk:
        raise Http404
    return _back(deeds.replace_own_link(seat), REPLACED)


@require_POST
@login_required
def keep(request: HttpRequest, key: str) -> HttpResponse:
    """Tie a seat to the account of who is logged in; sent twice, it is tied once."""
    seat = seat_at(key)
    try:
        is_kept = deeds.keep_with_account(seat, request.user)
    except IntegrityError:
        # Tied to another seat here, just now.
        is_kept = False
    if is_kept or seat.user_id == request.user.pk:
        return _back(key, KEPT)
    return _link_page(request, seat, LinkForm(), HTTPStatus.CONFLICT, is_not_kept=True)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, key: str) -> HttpResponse:
    """Delete the conversation, for who leads; anybody else takes back what is their own."""
    seat = seat_at(key)
    if request.method != "POST":
        return _removal_page(request, seat)
    if not seat.is_leader:
        deeds.leave(seat)
        return redirect(f"{reverse('conversation:removed')}?eigen")
    try:
        deeds.remove(seat.session.conversation, version=version_in(request.POST))
    except ChangedMeanwhileError:
        seat.session.conversation.refresh_from_db()
        return _removal_page(request, seat, is_changed=True, status=HTTPStatus.CONFLICT)
    return redirect("conversation:removed")


@require_safe
def removed(request: HttpRequest) -> HttpResponse:
    context = {"section": "conversation", "is_own": "eigen" in request.GET}
    return render(request, "conversation/managing/removed.html", context)


def _back(key: str, told: str) -> HttpResponse:
    return redirect(f"{reverse('conversation:mail-link', args=[key])}?{told}#{told}")


def _link_page(
    request: HttpRequest,
    seat: Seat,
    form: LinkForm,
    status: HTTPStatus = HTTPStatus.OK,
    *,
    is_not_kept: bool = False,
) -> HttpResponse:
    told = [name for name in (MAILED, REPLACED, KEPT) if name in request.GET]
    context = {
        "form": form,
        "told": told[0] if told and status == HTTPStatus.OK else "",
        "is_not_kept": is_not_kept,
        "kept_months": KEPT_MONTHS,
        "is_own_account": seat.user_id is not None and seat.user_id == request.user.pk,
        "address": absolute_url(reverse("conversation:work", args=[seat.key])),
    }
    return seat_page(request, "conversation/managing/own_link.html", seat, context, status=status)


def _removal_page(
    request: HttpRequest,
    seat: Seat,
    *,
    is_changed: bool = False,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    conversation = seat.session.conversation
    context = {"is_changed": is_changed, "has_outcome": conversation.outcomes.exists()}
    template = "remove" if seat.is_leader else "leave"
    return seat_page(
        request, f"conversation/managing/{template}.html", seat, context, status=status
    )
