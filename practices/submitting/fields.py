"""The kinds of answers that the form knows, with the messages that go with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.forms.boundfield import BoundField

from knowledge import version
from knowledge.vocabulary import MUNICIPALITY, ORGANISATION, PROVINCE
from practices.submitting.contact import looks_like_contact
from practices.submitting.names import names_at
from search.text import clean, fold

# Kept of what is typed, right or not: more than may be sent, so that a long text can be cut.
KEPT_OF_LINE = 2_000
KEPT_OF_TEXT = 20_000
MOST_LINES = 15
MOST_NAME = 100
MOST_ORGANISATION = 160

CONTACT = (
    "Hier lijkt een e-mailadres, een telefoonnummer of een burgerservicenummer te staan. Haal dat "
    "weg: schrijf over de aanpak, niet over personen."
)
TOO_LONG = (
    "Dit is te lang: gebruik ten hoogste %(limit_value)d tekens. U hebt er nu %(show_value)d."
)
TOO_MANY = "Noem er ten hoogste {most}."


class GuidedField(BoundField):
    """A field that also refers to the line in which kp.js says what is wrong with it."""

    @property
    def problem_id(self) -> str:
        return f"{self.auto_id}_let-op"

    @property
    def problem(self) -> str:
        """Return what is wrong with what was kept, while nothing is refused yet."""
        found: dict[str, str] = getattr(self.form, "problems", {})
        return found.get(self.name, "")

    @property
    def aria_describedby(self) -> str:
        return f"{super().aria_describedby or ''} {self.problem_id}".strip()


class GuidedForm(forms.Form):
    """``problems`` says by field what its author should know while nothing is refused yet."""

    bound_field_class = GuidedField
    # A browser would refuse in its own words, and to keep what is not finished.
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.problems: dict[str, str] = {}


class Text(forms.CharField):
    """Text of more lines, without what no reader can see and without ways to reach a person."""

    kept = KEPT_OF_TEXT

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        attrs = {"class": "ams-text-area", "rows": rows, "maxlength": self.kept}
        options.setdefault("widget", forms.Textarea(attrs=attrs))
        options.setdefault("required", False)
        messages = {"max_length": TOO_LONG, **options.pop("error_messages", {})}
        super().__init__(error_messages=messages, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave out the length: a text that is too long is kept, and told of."""
        return {}

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if looks_like_contact(value):
            raise forms.ValidationError(CONTACT, code="contact")


class Line(Text):
    kept = KEPT_OF_LINE

    def __init__(self, **options: Any) -> None:
        attrs = {"class": "ams-text-input", "maxlength": self.kept, "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **options)

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


@dataclass(frozen=True, slots=True)
class Places:
    """Where it happens and who does it, by primary key; ``new`` are organisations not known yet."""

    municipalities: list[int] = field(default_factory=list)
    provinces: list[int] = field(default_factory=list)
    organisations: list[int] = field(default_factory=list)
    new: list[str] = field(default_factory=list)


class PlacesField(Text):
    """Municipalities, provinces and organisations, one name a line; former names will do."""

    def clean(self, value: Any) -> Places:
        named = _lines(super().clean(value))
        if self.required and not named:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        names, found = names_at(version.current()), Places()
        by_sort = {
            MUNICIPALITY: found.municipalities,
            PROVINCE: found.provinces,
            ORGANISATION: found.organisations,
        }
        for name in named:
            place = names.place(name)
            if place is None:
                found.new.append(_fitting(name, MOST_ORGANISATION))
            elif place.pk not in by_sort[place.sort]:
                by_sort[place.sort].append(place.pk)
        return found


@dataclass(frozen=True, slots=True)
class Subjects:
    """Concepts by primary key; ``new`` are words that are proposed as one."""

    concepts: list[int] = field(default_factory=list)
    new: list[str] = field(default_factory=list)


class SubjectsField(Text):
    """Concepts, one name a line; a name that nobody knows is a proposal."""

    def clean(self, value: Any) -> Subjects:
        named = _lines(super().clean(value))
        names, found = names_at(version.current()), Subjects()
        for name in named:
            concept = names.concept(name)
            if concept is None:
                found.new.append(_fitting(name, MOST_NAME))
            elif concept not in found.concepts:
                found.concepts.append(concept)
        return found


class Year(forms.IntegerField):
    kept = KEPT_OF_LINE

    def __init__(self, **options: Any) -> None:
        message = "Vul een jaartal in met vier cijfers, bijvoorbeeld 2024."
        super().__init__(
            required=False,
            min_value=1900,
            max_value=2100,
            widget=forms.TextInput(
                {"class": "ams-text-input kp-input-short", "inputmode": "numeric", "maxlength": 20}
            ),
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), message),
            **options,
        )


class Address(forms.URLField):
    kept = KEPT_OF_LINE

    def __init__(self, **options: Any) -> None:
        message = "Dit is geen webadres. Een webadres begint met https://, of met www."
        super().__init__(
            required=False,
            assume_scheme="https",
            widget=forms.TextInput(
                {
                    "class": "ams-text-input",
                    "inputmode": "url",
                    "autocomplete": "off",
                    "maxlength": self.kept,
                }
            ),
            error_messages={"invalid": message, "max_length": TOO_LONG},
            **options,
        )
        self.validators.append(URLValidator(schemes=["http", "https"], message=message))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class Pick(forms.ChoiceField):
    """One of a few answers, or none of them."""

    kept = KEPT_OF_LINE

    def __init__(self, *, none: str, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(
            required=False,
            choices=[("", none), *choices],
            widget=forms.Select({"class": "ams-select"}),
            error_messages={"invalid_choice": "Kies een antwoord uit de lijst."},
            **options,
        )


def kept(fields: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, str]:
    """Return of ``data`` what belongs to ``fields``, cleaned and cut at what is kept."""
    return {
        name: clean(str(data[name]), max_length=known.kept)
        for name, known in fields.items()
        if name in data
    }


def _lines(text: str) -> list[str]:
    """Return what each line says, each once, whatever its capitals."""
    said = (" ".join(line.split()).strip(" -•") for line in text.splitlines())
    found = list({fold(line): line for line in said if fold(line)}.values())
    if len(found) > MOST_LINES:
        raise forms.ValidationError(TOO_MANY.format(most=MOST_LINES), code="too_many")
    return found


def _fitting(name: str, most: int) -> str:
    if len(name) > most:
        raise forms.ValidationError(
            f"“{name[:40]}…” is te lang voor een naam: gebruik ten hoogste {most} tekens.",
            code="max_length",
        )
    return name
