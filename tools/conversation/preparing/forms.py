from collections.abc import Iterable
from typing import Any

from django import forms

from knowledge.models import Municipality
from knowledge.profile_place import MunicipalityField
from tools.conversation.models import Conversation
from tools.conversation.places import where
from tools.conversation.roles import Role
from tools.sessions.forms import TOO_LONG
from tools.sessions.moment_fields import ClockField, DayField, moment_in
from tools.sessions.moments import AMSTERDAM
from tools.sessions.text_fields import LineField, PlainField

MOST_TITLE = Conversation._meta.get_field("title").max_length
MOST_MUNICIPALITIES = 60
MOST_TYPED = 4_000
ANONYMOUS, NAMED = "anoniem", "naam"
_CHOOSE = "Kies of het gesprek anoniem is of met naam."


class Others(PlainField):
    """Municipalities, one on a line, or with commas between them."""

    def clean(self, value: Any) -> list[Municipality]:
        typed = super().clean(value).replace(",", "\n").split("\n")
        one = MunicipalityField(required=False, error_messages={"max_length": TOO_LONG})
        found, errors = [], []
        for name in list(dict.fromkeys(typed))[: MOST_MUNICIPALITIES + 1]:
            try:
                found.append(one.clean(name))
            except forms.ValidationError as error:
                errors.append(error)
        if errors:
            raise forms.ValidationError(errors)
        if len(found) > MOST_MUNICIPALITIES:
            raise forms.ValidationError(f"Dit zijn meer dan {MOST_MUNICIPALITIES} gemeenten.")
        return [place for place in found if place]


class BeginForm(forms.Form):
    """Where it is about and how; ``place`` is the seat of who leads."""

    municipality = MunicipalityField(
        label="Uw gemeente",
        help_text="Typ een paar letters en kies uit de lijst. Een vroegere naam mag ook.",
        error_messages={"required": "Vul in om welke gemeente het gaat.", "max_length": TOO_LONG},
        widget=forms.TextInput(
            {"class": "ams-text-input", "autocomplete": "off", "list": "gemeenten"}
        ),
    )
    others = Others(
        label="Andere gemeenten",
        required=False,
        max_length=MOST_TYPED,
        help_text="Zet elke gemeente op een eigen regel, of zet er komma's tussen.",
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea({"class": "ams-text-area", "rows": 3, "autocomplete": "off"}),
    )
    region = LineField(
        label="Naam van de regio",
        required=False,
        max_length=Conversation._meta.get_field("region").max_length,
        help_text="Deze naam staat op de pagina's en in het verslag.",
        error_messages={"max_length": TOO_LONG},
        widget=forms.TextInput({"class": "ams-text-input", "autocomplete": "off"}),
    )
    title = LineField(
        label="Titel van het gesprek",
        required=False,
        max_length=MOST_TITLE,
        help_text=(
            "Iedereen die meedoet ziet deze titel. Laat u hem leeg, dan wordt het ‘Armoede en "
            "gezondheid in’ met de naam van uw gemeente of regio."
        ),
        error_messages={"max_length": TOO_LONG},
        widget=forms.TextInput({"class": "ams-text-input", "autocomplete": "off"}),
    )
    names = forms.ChoiceField(
        label="Anoniem of met naam?",
        choices=[(ANONYMOUS, "Anoniem"), (NAMED, "Met naam")],
        error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE},
    )
    place = forms.CharField(required=False, widget=forms.HiddenInput())

    @property
    def municipalities(self) -> list[Municipality]:
        """Return what a valid form says, each once."""
        said = self.cleaned_data
        return list(dict.fromkeys([said["municipality"], *said["others"]]))

    @property
    def region_name(self) -> str:
        """Return "" where it is about one municipality: that has a name."""
        return self.cleaned_data["region"] if len(self.municipalities) > 1 else ""

    @property
    def title_or_default(self) -> str:
        said: str = self.cleaned_data["title"]
        return said or default_title(self.municipalities, self.region_name)

    @property
    def is_about_more(self) -> bool:
        """Say whether the fields for a region have something to show."""
        return bool(self["others"].value() or self["region"].value() or self.errors.get("others"))


def default_title(municipalities: Iterable[Municipality], region: str) -> str:
    places = where([place.name for place in municipalities], region)
    return f"Armoede en gezondheid in {places}"[:MOST_TITLE]


class PlanForm(forms.Form):
    """When and where people meet, and who is asked; ``version`` is what it was written on."""

    day = DayField(label="Datum van het gesprek")
    time = ClockField(label="Begintijd", help_text="Reken op twee en een half uur.")
    place = LineField(
        label="Plaats",
        required=False,
        max_length=Conversation._meta.get_field("place").max_length,
        help_text="Bijvoorbeeld een zaal, of online.",
        error_messages={"max_length": TOO_LONG},
        widget=forms.TextInput({"class": "ams-text-input", "autocomplete": "off"}),
    )
    roles = forms.MultipleChoiceField(
        label="Wie nodigt u uit?",
        required=False,
        choices=Role.choices,
        error_messages={"invalid_choice": "Kies uit deze rollen."},
        widget=forms.CheckboxSelectMultiple,
    )
    message = PlainField(
        label="Uw eigen woorden in de uitnodiging",
        required=False,
        max_length=Conversation._meta.get_field("message").max_length,
        help_text="Bijvoorbeeld waarom u dit gesprek nu voert.",
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea({"class": "ams-text-area", "rows": 4}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        said["meets_at"] = moment_in(self, "day", "time")
        return said

    @property
    def plan(self) -> dict[str, Any]:
        """Return the fields of a conversation that a valid form says."""
        said = self.cleaned_data
        return {
            "meets_at": said["meets_at"],
            "place": said["place"],
            "invited_roles": said["roles"],
            "message": said["message"],
        }


def plan_of(conversation: Conversation) -> dict[str, Any]:
    """Return what a PlanForm begins with."""
    meets_at = conversation.meets_at and conversation.meets_at.astimezone(AMSTERDAM)
    return {
        "day": meets_at and meets_at.date(),
        "time": meets_at and meets_at.time(),
        "place": conversation.place,
        "roles": conversation.invited_roles,
        "message": conversation.message,
        "version": conversation.edit_version,
    }
