"""A mail with the address of a seat, to oneself."""

from collections.abc import Mapping
from typing import Any

from allauth.core import ratelimit
from django import forms
from django.http import HttpRequest

from outbox import mail
from tools.sessions.models import Seat

# In settings: so often for each address of the internet, and once an hour for each seat.
LIMIT = "session_link"
TOO_OFTEN = "Er ging net al een mail weg. Probeer het over een uur opnieuw."


class LinkForm(forms.Form):
    email = forms.EmailField(
        label="E-mailadres",
        max_length=254,
        error_messages={
            "required": "Vul een e-mailadres in.",
            "invalid": "Vul een e-mailadres in, zoals naam@gemeente.nl.",
            "max_length": "Dit e-mailadres is te lang.",
        },
        widget=forms.EmailInput(
            {"class": "ams-text-input", "autocomplete": "email", "spellcheck": "false"}
        ),
    )


def mail_link_to(
    address: str, seat: Seat, request: HttpRequest, *, template: str, context: Mapping[str, Any]
) -> bool:
    """Write the mail ``template``; return False where one was asked for too often."""
    if not ratelimit.consume(request, action=LIMIT, key=str(seat.pk)):
        return False
    mail.post(template, to=address, context=dict(context), forget=True)
    return True
