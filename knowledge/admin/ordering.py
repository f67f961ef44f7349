"""Rows that editors put in order: by number, in which gaps and ties do no harm."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME

from knowledge.admin.text import RowFormSet

# Out of the way of every number that a row is about to get.
PARKED = 10_000


class OrderedForm(forms.ModelForm):
    """A row with a ``position``; left empty, it comes last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
            if self.instance.pk is None:
                self.initial["position"] = None

    def _get_validation_exclusions(self) -> set[str]:
        # Its set of rows gives it a number of its own.
        return {*super()._get_validation_exclusions(), "position"}  # type: ignore[misc]


class OrderedFormSet(RowFormSet):
    """Numbers its rows through when they are saved."""

    def save(self, commit: bool = True) -> Any:
        before = {form: form.initial.get("position") for form in self.initial_forms}
        kept = self.kept_forms()
        for number, form in enumerate(sorted(kept, key=_place)):
            form.instance.position = number
        moved = [form for form in kept if form in before and _has_moved(form, before[form])]
        for number, form in enumerate(moved):
            # update(): for a moment only, of which nobody need know
            type(form.instance).objects.filter(pk=form.instance.pk).update(position=PARKED + number)
        saved = super().save(commit)
        for form in moved:
            if not form.has_changed():
                form.instance.save()
        return saved

    def kept_forms(self) -> Sequence[Any]:
        """Return the rows that there will be: filled in or stored, and not deleted."""
        return [
            form
            for form in self.forms
            if (form.has_changed() or form.instance.pk) and not is_deleted(form)
        ]


def is_deleted(form: Any) -> bool:
    return bool(form.cleaned_data.get(DELETION_FIELD_NAME))


def _place(form: Any) -> tuple[bool, int]:
    position = form.cleaned_data.get("position", form.initial.get("position"))
    return position is None, position or 0


def _has_moved(form: Any, before: int | None) -> bool:
    return bool(form.instance.position != before)
