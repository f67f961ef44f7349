"""The page on which a concept becomes part of another one."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect

from knowledge.models import Concept
from knowledge.services import check_merge


class MergeForm(forms.Form):
    target = forms.ModelChoiceField(
        Concept.objects.all(),
        label="Samenvoegen met",
        help_text="Dit begrip blijft. Het staat in dezelfde begrippenlijst.",
        widget=AutocompleteSelect(Concept._meta.get_field("broader"), admin.site),
    )

    def __init__(self, *args: object, source: Concept, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.source = source

    def clean_target(self) -> Concept:
        target: Concept = self.cleaned_data["target"]
        check_merge(self.source, target)
        return target
