from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict

from tools.reflection.models import TeamMeeting
from tools.reflection.package.meeting import Meeting, moment_of

# What stands in the form for who asked nothing yet.
ASKED_FIRST = {"minuten": str(TeamMeeting.Minutes.HALF.value), "mensen": "8"}
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2099, 12, 31)
_LENGTH = "Kies 15, 30 of 45 minuten."
_PEOPLE = "Vul een getal in van 2 tot 60."
_DAY = "Vul een dag in, zoals 1-12-2026."
_TIME = "Vul een tijd in, zoals 10:00."


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
    datum = forms.DateField(
        label="Op welke dag?",
        required=False,
        error_messages={"invalid": _DAY},
        widget=forms.DateInput({"class": "ams-date-input", "type": "date"}, "%Y-%m-%d"),
    )
    tijd = forms.TimeField(
        label="Hoe laat begint het?",
        required=False,
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        error_messages={"invalid": _TIME},
        widget=forms.TimeInput({"class": "ams-text-input", "type": "time"}, "%H:%M"),
    )

    def __init__(self, query: QueryDict, *, needs_moment: bool = False) -> None:
        """Read an address; what it does not name, is as the form first has it."""
        named = {name: query[name] for name in self.base_fields if name in query}
        super().__init__({**ASKED_FIRST, **named})
        self.needs_moment = needs_moment

    def clean_datum(self) -> date | None:
        day: date | None = self.cleaned_data["datum"]
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError("Kies een dag tussen 2020 en 2100.")
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        day, time = said.get("datum"), said.get("tijd")
        if day and time:
            said["moment"] = moment_of(datetime.combine(day, time.replace(second=0)))
            if said["moment"] is None:
                self.add_error("tijd", "Deze tijd bestaat niet: dan gaat de klok een uur vooruit.")
        elif "datum" in said and "tijd" in said and (day or time or self.needs_moment):
            if day is None:
                self.add_error("datum", "Vul ook een dag in.")
            if time is None:
                self.add_error("tijd", "Vul ook een tijd in.")
        return said

    @property
    def meeting(self) -> Meeting:
        """Return what a valid form says."""
        said = self.cleaned_data
        return Meeting(said["minuten"], said["mensen"], said.get("moment"))
