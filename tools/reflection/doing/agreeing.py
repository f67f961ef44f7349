"""The one thing that somebody is going to do, and when."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone

from search.text import clean
from tools.reflection.duo.seats import Pair
from tools.reflection.models import Agreement, Reflection
from tools.sessions.models import Seat

MOST_AGREED = 500
# Its fields are named as those of a question, so that the script on the page keeps them too.
AGREEMENT = "afspraak"


def may_agree(seat: Seat) -> bool:
    """Two colleagues agree once both are ready; alone it is never too early."""
    pair = Pair.of(seat)
    return pair.is_open if pair else seat.session.is_open


class AgreementForm(forms.Form):
    """Both may stay empty; a day in the past is refused, unless it was agreed before."""

    text = forms.CharField(
        label="Eén ding dat ik ga doen",
        required=False,
        help_text="Klein en concreet. Bijvoorbeeld: ik bel donderdag met de cliëntenraad.",
        widget=forms.Textarea({"class": "ams-text-area", "rows": 3, "autocomplete": "off"}),
    )
    due_on = forms.DateField(
        label="Wanneer?",
        required=False,
        help_text="Met een datum kun je de afspraak straks in je agenda zetten.",
        error_messages={"invalid": "Vul een datum in, zoals 24-03-2027."},
        widget=forms.DateInput({"class": "ams-date-input", "type": "date"}, format="%Y-%m-%d"),
    )

    def add_prefix(self, field_name: str) -> str:
        return f"{AGREEMENT}:{field_name}"

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        self.reflection = seat.session.reflection
        self.agreed = self.reflection.agreements.first()
        if self.agreed:
            kwargs["initial"] = {"text": self.agreed.text, "due_on": self.agreed.due_on}
        super().__init__(*args, **kwargs)
        if self.reflection.form == Reflection.Form.DUO:
            self.fields["text"].label = "Eén ding dat wij gaan doen"

    def clean_text(self) -> str:
        text = clean(self.cleaned_data["text"])
        if len(text) > MOST_AGREED:
            raise forms.ValidationError(
                f"Deze tekst is te lang: {len(text)} tekens. "
                f"Er passen er {MOST_AGREED}. Maak de tekst korter."
            )
        return text

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        is_new = self.agreed is None or day != self.agreed.due_on
        if day and is_new and day < timezone.localdate():
            raise forms.ValidationError("Deze datum is al voorbij. Kies vandaag of later.")
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("due_on") and said.get("text") == "":
            self.add_error("text", "Schrijf op wat je gaat doen, of haal de datum weg.")
        return said

    @property
    def problem(self) -> str:
        return " ".join(str(error) for errors in self.errors.values() for error in errors)

    @transaction.atomic
    def save(self, *, is_done: bool) -> None:
        """Keep what was agreed, and note whether the exercise is done."""
        session = self.reflection.session
        session.touch()
        if text := self.cleaned_data["text"]:
            one = self.agreed or Agreement(reflection=self.reflection)
            one.text, one.due_on = text, self.cleaned_data["due_on"]
            one.changed_at = timezone.now()
            one.save()
        elif self.agreed:
            self.agreed.delete()
        if is_done:
            unfinished = Reflection.objects.filter(pk=self.reflection.pk, finished_at=None)
            unfinished.update(finished_at=timezone.now())
