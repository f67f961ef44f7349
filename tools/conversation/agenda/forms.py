"""What may be typed about an action: the fields, and what an action needs when."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.text import capfirst

from tools.conversation.models import Action
from tools.conversation.questionnaire import Questionnaire
from tools.sessions.moment_fields import DayField
from tools.sessions.text_fields import PlainField

Status = Action.Status

TOO_LONG = (
    "Dit is te lang: gebruik ten hoogste %(limit_value)d tekens. U hebt er nu %(show_value)d."
)
# What an action needs before it is agreed; the constraint on the model says the same.
NEEDED = {
    "lead": "Vul in wie de trekker is. Zonder trekker is een actie nog niet afgesproken.",
    "first_step": "Vul de eerste stap in. Zonder die stap is een actie nog niet afgesproken.",
    "review_on": "Kies een datum. Zonder datum om terug te kijken is een actie niet afgesproken.",
}
NO_REASON = "Schrijf kort op waarom de actie stopt."
IS_OVER = "Deze datum is al voorbij. Kies vandaag of later."
READY_BEFORE_START = "Klaar zijn kan niet vóór de start."

_LINE = {"class": "ams-text-input", "autocomplete": "off"}
_FEW_LINES = {"class": "ams-text-area", "rows": 2, "autocomplete": "off"}
STATUS_FIELDS = ("status", "stopped_why", "lead", "first_step", "review_on")
FIRST_FIELDS = ("text", "lead", "first_step", "review_on", "status", "stopped_why")


_IN_LINES = ("text", "reason", "wanted", "means", "seen_by")
_IN_A_LINE = ("lead", "first_step", "stopped_why", "colleagues", "partners", "decision")
_CHOSEN = ("status", "reach", "residents")


class _AsTheDomainHasIt:
    """What both forms have in common: kinds of fields, words and messages."""

    model = Action
    field_classes: ClassVar = dict.fromkeys((*_IN_LINES, *_IN_A_LINE), PlainField)
    widgets: ClassVar = {
        **dict.fromkeys(_IN_LINES, forms.Textarea(_FEW_LINES)),
        **dict.fromkeys(_IN_A_LINE, forms.TextInput(_LINE)),
        **dict.fromkeys(_CHOSEN, forms.Select({"class": "ams-select"})),
    }
    labels: ClassVar = {"stopped_why": "Waarom gestopt?", "seen_by": "Waaraan zien we het?"}
    help_texts: ClassVar = {
        "text": (
            "Wat gaan we doen? Klein en concreet. Bijvoorbeeld: laat vijf inwoners onze brieven "
            "meelezen."
        ),
        "lead": "Eén persoon of team dat zorgt dat het gebeurt.",
        "first_step": "Iets kleins dat morgen al kan.",
        "stopped_why": "Kort. Zo weet u het volgend jaar nog.",
        "reason": "Waar komt deze actie vandaan? Bijvoorbeeld een stelling en de score.",
        "wanted": "Wat is er anders als dit lukt?",
        "colleagues": "Wie van de gemeente doet mee?",
        "partners": "Welke organisaties doen mee?",
        "means": "Hoeveel uren en geld vraagt dit, en is dat er?",
        "decision": "Wie moet er ja zeggen? Bijvoorbeeld het college of een leidinggevende.",
        "seen_by": "Wat merkt een inwoner straks? Of welk cijfer verandert?",
    }
    error_messages: ClassVar = {
        **{name: {"max_length": TOO_LONG} for name in field_classes},
        "text": {"max_length": TOO_LONG, "required": "Schrijf op wat de actie is."},
    }


class _ActionRules(forms.ModelForm):
    review_on = DayField(
        label="Terugkijken op",
        help_text="Op die dag kijkt u samen: doen we het, en helpt het?",
    )

    # A browser would refuse in its own words.
    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        status = said.get("status")
        if status and status not in {Status.IDEA, Status.STOPPED}:
            for name, message in NEEDED.items():
                if name in said and not said[name]:
                    self.add_error(name, message)
        if status == Status.STOPPED and said.get("stopped_why") == "":
            self.add_error("stopped_why", NO_REASON)
        return said

    def clean_review_on(self) -> Any:
        day = self.cleaned_data["review_on"]
        if day and "review_on" in self.changed_data and day < timezone.localdate():
            raise forms.ValidationError(IS_OVER)
        return day

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # A browser would cut what is pasted without a word.
            field.widget.attrs.pop("maxlength", None)
        for name in _CHOSEN:
            if name in self.fields:
                self._choose(name, [(value, capfirst(label)) for value, label in self._said(name)])

    def _said(self, name: str) -> Sequence[tuple[str, str]]:
        """Return the choices of a field: values and words."""
        field: Any = self.fields[name]
        return list(field.choices)

    def _choose(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    @property
    def values(self) -> dict[str, Any]:
        """Return what was typed and is right, by the names of the fields of an action."""
        return {name: self.cleaned_data[name] for name in self.fields}


class ActionForm(_ActionRules):
    """An action with all its fields; those that most need come first."""

    theme = forms.ChoiceField(
        label="Thema", required=False, widget=forms.Select({"class": "ams-select"})
    )
    starts_on = DayField(label="Start")
    ready_on = DayField(label="Klaar")

    class Meta(_AsTheDomainHasIt):
        fields = (
            *FIRST_FIELDS,
            "theme",
            "reach",
            "reason",
            "wanted",
            "seen_by",
            "colleagues",
            "partners",
            "residents",
            "decision",
            "means",
            "starts_on",
            "ready_on",
        )

    def __init__(self, *args: Any, questionnaire: Questionnaire, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = [(one.letter, f"{one.letter}. {one.title}") for one in questionnaire.themes]
        self._choose("theme", [("", "Geen thema"), *themes])
        for name in ("reach", "residents"):
            self._choose(name, [("", "Nog niet gekozen"), *self._said(name)[1:]])

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        starts_on, ready_on = said.get("starts_on"), said.get("ready_on")
        if starts_on and ready_on and ready_on < starts_on:
            self.add_error("ready_on", READY_BEFORE_START)
        return said

    @property
    def others(self) -> Sequence[Any]:
        """Return the fields that can wait."""
        return [self[name] for name in self.fields if name not in FIRST_FIELDS]

    @property
    def others_are_open(self) -> bool:
        """Say whether one of those has something to tell."""
        return any(field.errors for field in self.others)


class StatusForm(_ActionRules):
    """How far an action is, and what it needs for that; what is not sent stays as it was."""

    class Meta(_AsTheDomainHasIt):
        fields = STATUS_FIELDS
