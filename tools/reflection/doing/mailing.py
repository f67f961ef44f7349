"""A mail with the private address, to oneself."""

from allauth.core import ratelimit
from django import forms
from django.http import HttpRequest
from django.urls import reverse

from outbox import mail
from tools.reflection.pages import is_kept
from tools.sessions.models import Seat

# In settings: so often for each address of the internet, and once an hour for each session.
LIMIT = "reflection_link"


class LinkForm(forms.Form):
    email = forms.EmailField(
        label="Je e-mailadres",
        max_length=254,
        error_messages={
            "required": "Vul je e-mailadres in.",
            "invalid": "Vul een e-mailadres in, zoals naam@gemeente.nl.",
            "max_length": "Dit e-mailadres is te lang.",
        },
        widget=forms.EmailInput(
            {"class": "ams-text-input", "autocomplete": "email", "spellcheck": "false"}
        ),
    )


def mail_link_to(address: str, seat: Seat, request: HttpRequest) -> bool:
    """Write the mail; return False where one was asked for too often."""
    if not ratelimit.consume(request, action=LIMIT, key=str(seat.session_id)):
        return False
    context = {
        "title": seat.session.reflection.script.title,
        "url": mail.absolute_url(reverse("reflection:work", args=[seat.key])),
        "expires_at": None if is_kept(seat) else seat.session.expires_at,
    }
    mail.post("reflection_link", to=address, context=context, forget=True)
    return True
