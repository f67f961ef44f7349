from typing import Any

from django import forms

from search.text import clean
from tools.sessions.keys import CODE_LENGTH, NO_CODE_LETTERS, read_code
from tools.sessions.models import Seat

TOO_LONG = "Dit is te lang. Gebruik ten hoogste %(limit_value)d tekens."
# The same for a code that never was, and for one of yesterday: nobody learns which exist.
WRONG_CODE = (
    "Met deze code kun je nu niet meedoen. Kijk of hij klopt met de code op het scherm. In een "
    f"code staan nooit {NO_CODE_LETTERS}."
)


class JoinForm(forms.Form):
    code = forms.CharField(
        label="Code",
        max_length=40,
        help_text="Zes letters en cijfers. Je ziet ze op het scherm.",
        error_messages={
            "required": "Vul de code in die op het scherm staat.",
            "max_length": f"Een code heeft {CODE_LENGTH} tekens.",
        },
        widget=forms.TextInput(
            {
                "class": "ams-text-input kp-code-input",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "autocorrect": "off",
                "inputmode": "text",
                "enterkeyhint": "go",
                "spellcheck": "false",
                "size": CODE_LENGTH + 2,
            }
        ),
    )
    name = forms.CharField(
        label="Je voornaam",
        required=False,
        max_length=Seat._meta.get_field("name").max_length,
        help_text=(
            "Mag leeg blijven. Alleen wie het overleg leidt, ziet hem, en nooit bij je antwoorden."
        ),
        error_messages={"max_length": TOO_LONG},
        widget=forms.TextInput({"class": "ams-text-input", "autocomplete": "given-name"}),
    )
    # Made for this page: who sends it twice, gets one seat.
    place = forms.CharField(required=False, widget=forms.HiddenInput())

    def clean_code(self) -> str:
        code = read_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(self.fields["code"].error_messages["required"])
        return code

    def clean_name(self) -> Any:
        return clean(self.cleaned_data["name"]).replace("\n", " ")
