"""What somebody typed beside what another wrote meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format

from tools.conversation.agenda.forms import ActionForm, StatusForm
from tools.conversation.models import Action


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    here: str
    kept: str


def differences(form: ActionForm | StatusForm, kept: Action) -> Sequence[Difference]:
    """Return where ``form``, which is right, says something else than ``kept``."""
    return [
        Difference(
            str(form[name].label),
            _in_words(form.fields[name], value),
            _in_words(form.fields[name], getattr(kept, name)),
        )
        for name, value in form.values.items()
        if getattr(kept, name) != value
    ]


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return str(dict(choices).get(value, value))
    return str(value or "")
