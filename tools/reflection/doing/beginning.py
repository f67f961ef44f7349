"""The page on which one chooses with whom to do an exercise, and begins."""

from typing import Any

from django import forms
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from tools.reflection.doing.views import REFUSED
from tools.reflection.models import Exercise, Reflection, TeamMeeting
from tools.reflection.starting import begin
from tools.reflection.team.starting import begin_meeting
from tools.sessions.keys import new_key
from tools.sessions.models import Seat, ToolSession

Form = Reflection.Form
# What each form asks of whoever chooses it.
EXPLAINED = {
    Form.ALONE: ("Alleen", "Je beantwoordt de vragen in je eigen tempo."),
    Form.DUO: (
        "Met een collega",
        "Jullie antwoorden allebei apart. Daarna zie je de antwoorden naast elkaar.",
    ),
    Form.TEAM: (
        "In het team",
        "Jij leidt het overleg. De anderen doen mee op hun telefoon, zonder account.",
    ),
}
_signer = Signer(salt="reflection.begin")


class StartForm(forms.Form):
    """With whom; and for a team how long and with how many. ``place`` is the seat to be taken."""

    form = forms.ChoiceField(
        label="Met wie doe je de oefening?",
        error_messages={
            "required": "Kies met wie je de oefening doet.",
            "invalid_choice": "Kies met wie je de oefening doet.",
        },
    )
    minutes = forms.TypedChoiceField(
        label="Hoe lang duurt het?",
        choices=TeamMeeting.Minutes.choices,
        coerce=int,
        required=False,
        initial=TeamMeeting.Minutes.HALF,
        error_messages={"invalid_choice": "Kies 15, 30 of 45 minuten."},
    )
    people = forms.IntegerField(
        label="Met hoeveel mensen zijn jullie?",
        required=False,
        initial=6,
        min_value=2,
        max_value=60,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Vul een getal in van 2 tot 60."
        ),
        widget=forms.TextInput({"class": "ams-text-input kp-input-short", "inputmode": "numeric"}),
    )
    place = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, exercise: Exercise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [(form, form.label) for form in forms_of(exercise)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("form") != Form.TEAM:
            # Nobody is asked these: what stands in them does not matter.
            for name in ("minutes", "people"):
                self.errors.pop(name, None)
            return said
        if said.get("minutes") == "":
            self.add_error("minutes", "Kies 15, 30 of 45 minuten.")
        if "people" in said and said["people"] is None:
            self.add_error("people", "Vul in met hoeveel mensen jullie zijn.")
        return said

    @property
    def offers_team(self) -> bool:
        return Form.TEAM in dict(self.fields["form"].choices)  # type: ignore[attr-defined]

    @property
    def choices(self) -> list[dict[str, Any]]:
        chosen = self["form"].value()
        return [
            {
                "value": value,
                "label": EXPLAINED[Form(value)][0],
                "text": EXPLAINED[Form(value)][1],
                "is_chosen": value == chosen,
            }
            for value, _label in self.fields["form"].choices  # type: ignore[attr-defined]
        ]


def forms_of(exercise: Exercise) -> list[Reflection.Form]:
    """Return with whom it can be done, what suits it best first; alone is always possible."""
    suits = {
        Form.ALONE: exercise.for_alone,
        Form.DUO: exercise.for_duo,
        Form.TEAM: exercise.for_team or exercise.for_partners,
    }
    found = [form for form, is_suited in suits.items() if is_suited]
    return list(dict.fromkeys([*found, Form.ALONE]))


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    exercise = get_object_or_404(Exercise.objects.published(), slug=slug)
    if request.method == "POST":
        form = StartForm(request.POST, exercise=exercise)
        if form.is_valid():
            return _begun(request, exercise, form.cleaned_data)
    else:
        initial = {"form": forms_of(exercise)[0], "place": _signer.sign(new_key())}
        form = StartForm(initial=initial, exercise=exercise)
    context = {
        "exercise": exercise,
        "form": form,
        "minutes": TeamMeeting.Minutes.choices,
        "keep_days": ToolSession._meta.get_field("keep_days").default,
    }
    status = REFUSED if form.errors else 200
    return render(request, "reflection/start.html", context, status=status)


def _begun(request: HttpRequest, exercise: Exercise, said: dict[str, Any]) -> HttpResponse:
    form = Form(said["form"])
    key = _key_in(said["place"])
    # Who sends the form twice, begins once.
    seat = _seat(key, exercise, form)
    if seat is None:
        try:
            seat = _begin(request, exercise, said, key)
        except IntegrityError:
            # Taken just now by the other of the two, or before to do it with others.
            seat = _seat(key, exercise, form) or _begin(request, exercise, said, new_key())
    return redirect("reflection:lead" if form == Form.TEAM else "reflection:work", key=seat.key)


@transaction.atomic
def _begin(request: HttpRequest, exercise: Exercise, said: dict[str, Any], key: str) -> Seat:
    seat = begin(exercise, Form(said["form"]), user=request.user, key=key)
    if said["form"] == Form.TEAM:
        begin_meeting(seat, minutes=said["minutes"], people=said["people"])
    return seat


def _key_in(place: str) -> str:
    """Return the key that the page was given; a new one where it comes from elsewhere."""
    try:
        return _signer.unsign(place)
    except BadSignature:
        return new_key()


def _seat(key: str, exercise: Exercise, form: Reflection.Form) -> Seat | None:
    seats = Seat.objects.filter(key=key, session__reflection__form=form)
    return seats.filter(session__reflection__version__exercise=exercise).first()
