"""Where somebody who joined begins: what will happen, who sees what, and from where they look."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from outbox.mail import absolute_url
from tools.conversation.access import is_insider, participant_of, seat_at
from tools.conversation.models import Conversation, Participant
from tools.conversation.pages import seat_page
from tools.conversation.roles import Role
from tools.conversation.scoring.asking import first_open, stages
from tools.conversation.scoring.keeping import Kept, RefusedError
from tools.conversation.scoring.taking_part import is_told_again, take_part, why_locked
from tools.sessions.mailing import LinkForm
from tools.sessions.models import Seat
from tools.sessions.text_fields import PlainField

Phase = Conversation.Phase


class WelcomeForm(forms.Form):
    """From where somebody looks; in a conversation with names also who they are."""

    role = forms.ChoiceField(
        label="Vanuit welke rol kijkt u?",
        choices=Role.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies de rol van waaruit u kijkt.",
            "invalid_choice": "Kies een van de rollen.",
        },
    )
    name = PlainField(
        label="Uw naam",
        max_length=Seat._meta.get_field("name").max_length,
        widget=forms.TextInput({"class": "ams-text-input", "autocomplete": "name"}),
        error_messages={
            "required": "Vul uw naam in. In dit gesprek staan namen bij de antwoorden.",
            "max_length": "Deze naam is te lang. Gebruik ten hoogste %(limit_value)d tekens.",
        },
    )
    agrees = forms.BooleanField(
        label="Ik ga akkoord: iedereen in dit gesprek ziet mijn naam bij mijn antwoorden.",
        error_messages={"required": "Zonder uw akkoord kunt u niet meedoen aan dit gesprek."},
    )

    def __init__(self, *args: Any, is_named: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_named:
            del self.fields["name"], self.fields["agrees"]


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, key: str) -> HttpResponse:
    seat = seat_at(key)
    if seat.is_leader:
        return redirect("conversation:work", key=key)
    participant = participant_of(seat)
    if request.method != "POST":
        return _page(request, seat, participant, _form(seat, participant))
    form = _form(seat, participant, request.POST)
    if not form.is_valid():
        return _page(request, seat, participant, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        role, name = Role(form.cleaned_data["role"]), form.cleaned_data.get("name", "")
        participant = take_part(seat, role, name=name, now=timezone.now())
    except RefusedError as error:
        form.add_error(None, str(error))
        return _page(request, seat, participant, form, status=HTTPStatus.CONFLICT)
    return redirect(f"{reverse('conversation:welcome', args=[key])}#verder")


def _form(seat: Seat, participant: Participant | None, data: Any = None) -> WelcomeForm:
    initial = {
        "role": participant.role if participant else "",
        "name": seat.name,
        "agrees": bool(participant and participant.agreed_at),
    }
    return WelcomeForm(data, initial=initial, is_named=seat.session.conversation.is_named)


def _page(
    request: HttpRequest,
    seat: Seat,
    participant: Participant | None,
    form: WelcomeForm,
    *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    conversation = seat.session.conversation
    is_in = is_insider(seat)
    found = stages(conversation.questionnaire, Kept.at(seat, participant))
    context = {
        "form": form,
        "participant": participant,
        "is_in": is_in,
        "why_locked": why_locked(conversation, seat) if is_in else "",
        "mail_form": LinkForm(),
        "address": absolute_url(reverse("conversation:work", args=[seat.key])),
        "minutes": 15,
        "stages": found,
        "next": first_open(found),
        "has_scored": any(stage.scored for stage in found),
        "is_told_again": is_told_again(conversation, seat),
    }
    return seat_page(
        request, "conversation/scoring/welcome.html", seat, context, step="work", status=status
    )
