"""
The words of the admin.

What curators type is cleaned on its way in, what they search for is folded as
the database has it, and what they read is Dutch where Django's own is not yet.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin import ActionLocation
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import models
from django.db.models import QuerySet
from django.db.models.fields import BLANK_CHOICE_LABEL
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from search.text import clean, fold


class CleanTextField(forms.CharField):
    """Takes out what no reader can see, where Django would refuse or keep it."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(clean(str(value or "")))


CHOOSE = "– maak een keuze –"
CLEANED: dict[type[models.Field], dict[str, Any]] = {
    models.CharField: {"form_class": CleanTextField},
    models.TextField: {"form_class": CleanTextField},
    # A slug has a form field of its own, which accepts nothing that needs cleaning.
    models.SlugField: {"widget": AdminTextInputWidget},
}


class DutchChoicesMixin:
    """Asks for a choice in Dutch; Django 6.1 has no translation of its new label."""

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field: forms.Field | None = super().formfield_for_dbfield(  # type: ignore[misc]
            db_field, request, **kwargs
        )
        if isinstance(field, forms.ModelChoiceField) and field.empty_label is not None:
            field.empty_label = CHOOSE
        elif isinstance(field, forms.TypedChoiceField):
            field.choices = _in_dutch(field.choices)
        return field


def _in_dutch(choices: Any) -> list[tuple[str, str]]:
    return [(value, CHOOSE if label == BLANK_CHOICE_LABEL else label) for value, label in choices]


class CleanModelAdmin(DutchChoicesMixin, admin.ModelAdmin):
    formfield_overrides = CLEANED

    def get_action_choices(
        self,
        request: HttpRequest,
        default_choices: list[tuple[str, str]] | None = None,
        action_location: ActionLocation = ActionLocation.CHANGE_LIST,
    ) -> list[tuple[str, str]]:
        return _in_dutch(super().get_action_choices(request, default_choices, action_location))


class FoldedSearchAdmin(CleanModelAdmin):
    """Finds a word whatever its case and accents: ``search_fields`` hold folded text."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        return super().get_search_results(request, queryset, fold(search_term))


class RowFormSet(BaseInlineFormSet):
    """Says of a row given twice what its constraint says; Django would name the columns."""

    def get_unique_error_message(self, unique_check: Any) -> str:
        messages = {
            frozenset(constraint.fields): str(constraint.get_violation_error_message())
            for constraint in self.fk.model._meta.total_unique_constraints
        }
        usual = super().get_unique_error_message(unique_check)
        return messages.get(frozenset(unique_check), usual)


class RowInline(DutchChoicesMixin, admin.TabularInline):
    formset = RowFormSet
    formfield_overrides = CLEANED
    extra = 1


class BlockInline(DutchChoicesMixin, admin.StackedInline):
    """As a row, for what is too wide to stand in one."""

    formset = RowFormSet
    formfield_overrides = CLEANED
    extra = 1
