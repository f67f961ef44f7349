"""A mail with the address of one's own page."""

from django.http import HttpRequest
from django.urls import reverse

from outbox.mail import absolute_url
from tools.sessions import mailing
from tools.sessions.models import Seat


def mail_link_to(address: str, seat: Seat, request: HttpRequest) -> bool:
    """Write the mail; return False where one was asked for too often."""
    context = {
        "title": seat.session.conversation.title,
        "url": absolute_url(reverse("conversation:work", args=[seat.key])),
        "is_leader": seat.is_leader,
        "expires_at": seat.session.expires_at,
    }
    return mailing.mail_link_to(
        address, seat, request, template="conversation_link", context=context
    )
