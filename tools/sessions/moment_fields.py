"""A day and a time in a form, which together are a moment."""

from datetime import date, datetime
from typing import Any

from django import forms

from tools.sessions.moments import moment_of

FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2099, 12, 31)


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            error_messages={"invalid": "Vul een dag in, zoals 1-12-2026."},
            widget=forms.DateInput({"class": "ams-date-input", "type": "date"}, "%Y-%m-%d"),
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError("Kies een dag tussen 2020 en 2100.")
        return day


class ClockField(forms.TimeField):
    """A time as a clock says it, to the minute."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
            error_messages={"invalid": "Vul een tijd in, zoals 10:00."},
            widget=forms.TimeInput({"class": "ams-text-input", "type": "time"}, "%H:%M"),
            **kwargs,
        )


def moment_in(
    form: forms.Form, day_name: str, time_name: str, *, is_needed: bool = False
) -> datetime | None:
    """
    Return the moment that two fields of a form that is being cleaned say together.

    None where nothing is filled in, or where something is wrong: the form is told.
    """
    said = form.cleaned_data
    if day_name not in said or time_name not in said:
        return None
    day, time = said[day_name], said[time_name]
    if day and time:
        moment = moment_of(datetime.combine(day, time.replace(second=0)))
        if moment is None:
            message = "Deze tijd bestaat niet: dan gaat de klok een uur vooruit."
            form.add_error(time_name, message)
        return moment
    if day is None and (time or is_needed):
        form.add_error(day_name, "Vul ook een dag in.")
    if time is None and (day or is_needed):
        form.add_error(time_name, "Vul ook een tijd in.")
    return None
