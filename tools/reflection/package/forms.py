from typing import Any

from django import forms
from django.http import QueryDict

from tools.reflection.models import TeamMeeting
from tools.reflection.package.meeting import Meeting
from tools.sessions.moment_fields import ClockField, DayField, moment_in

# What stands in the form for who asked nothing yet.
ASKED_FIRST = {"minuten": str(TeamMeeting.Minutes.HALF.value), "mensen": "8"}
_LENGTH = "Kies 15, 30 of 45 minuten."
_PEOPLE = "Vul een getal in van 2 tot 60."


class MeetingForm(forms.Form):
    """A meeting as the query string has it; the names are those of the address."""

    minuten = forms.TypedChoiceField(
        label="Hoe lang duurt het overleg?",
        choices=TeamMeeting.Minutes.choices,
        coerce=int,
        error_messages={"required": _LENGTH, "invalid_choice": _LENGTH},
    )
    mensen = forms.IntegerField(
        label="Met hoeveel mensen zijn jullie?",
        min_value=2,
        max_value=60,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _PEOPLE),
        widget=forms.TextInput({"class": "ams-text-input kp-input-short", "inputmode": "numeric"}),
    )
    datum = DayField(label="Op welke dag?")
    tijd = ClockField(label="Hoe laat begint het?")

    def __init__(self, query: QueryDict, *, needs_moment: bool = False) -> None:
        """Read an address; what it does not name, is as the form first has it."""
        named = {name: query[name] for name in self.base_fields if name in query}
        super().__init__({**ASKED_FIRST, **named})
        self.needs_moment = needs_moment

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        said["moment"] = moment_in(self, "datum", "tijd", is_needed=self.needs_moment)
        return said

    @property
    def meeting(self) -> Meeting:
        """Return what a valid form says."""
        said = self.cleaned_data
        return Meeting(said["minuten"], said["mensen"], said.get("moment"))
