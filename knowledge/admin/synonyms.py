"""The page on which words that visitors used become another name of a concept."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget, AutocompleteSelect

from knowledge.admin.text import CleanTextField
from knowledge.models import AlternativeLabel
from search.text import fold


class SynonymForm(forms.ModelForm):
    class Meta:
        model = AlternativeLabel
        fields = ["label", "concept", "is_hidden"]
        field_classes = {"label": CleanTextField}
        labels = {"label": "Andere naam", "concept": "Begrip"}
        help_texts = {
            "label": "Wat bezoekers typen. Pas het zo nodig aan.",
            "concept": "Wie deze woorden typt, vindt hierna ook wat dit begrip heeft.",
            "is_hidden": "Bezoekers zien deze woorden dan nergens staan. Haal het vinkje weg bij "
            "een naam die u wilt tonen, zoals een afkorting.",
        }
        widgets = {
            "label": AdminTextInputWidget,
            "concept": AutocompleteSelect(AlternativeLabel._meta.get_field("concept"), admin.site),
        }

    def clean(self) -> dict[str, Any] | None:
        """Refuse what the concept is called already: it would change nothing."""
        cleaned = super().clean()
        concept, label = self.cleaned_data.get("concept"), self.cleaned_data.get("label", "")
        if concept and fold(label) == concept.folded_name:
            self.add_error("label", "Zo heet dit begrip al.")
        return cleaned
