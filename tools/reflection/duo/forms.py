from django import forms

from tools.reflection.models import MOST_TEXT
from tools.sessions.text_fields import PlainField

TOO_LONG = "Dit is te lang. Gebruik ten hoogste %(limit_value)d tekens; je hebt er %(show_value)d."
NO_NAMES = "Schrijf geen namen of herkenbare gegevens van inwoners op."


class NameForm(forms.Form):
    """How a colleague is called on the page that two look at together."""

    name = PlainField(
        label="Je voornaam",
        required=False,
        max_length=60,
        help_text="Alleen je collega ziet hem.",
        widget=forms.TextInput({"class": "ams-text-input", "autocomplete": "given-name"}),
        error_messages={"max_length": TOO_LONG},
    )


class ConclusionForm(forms.Form):
    """What two colleagues conclude together; ``version`` is the one that they wrote on."""

    conclusion = PlainField(
        label="Onze conclusie",
        required=False,
        max_length=MOST_TEXT,
        help_text=f"Wat nemen jullie samen mee? {NO_NAMES}",
        widget=forms.Textarea({"class": "ams-text-area", "rows": 6}),
        error_messages={"max_length": TOO_LONG},
    )
    version = forms.IntegerField(min_value=0, required=False, initial=0, widget=forms.HiddenInput())

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0
