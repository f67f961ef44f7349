"""A mail with the private address, to oneself."""

from django.http import HttpRequest
from django.urls import reverse

from outbox.mail import absolute_url
from tools.reflection.pages import is_kept
from tools.sessions import mailing
from tools.sessions.models import Seat


def mail_link_to(address: str, seat: Seat, request: HttpRequest) -> bool:
    """Write the mail; return False where one was asked for too often."""
    context = {
        "title": seat.session.reflection.script.title,
        "url": absolute_url(reverse("reflection:work", args=[seat.key])),
        "expires_at": None if is_kept(seat) else seat.session.expires_at,
    }
    return mailing.mail_link_to(address, seat, request, template="reflection_link", context=context)
