"""Rows that are known by a key, which nobody need think of."""

from typing import Any

from django.utils.text import slugify

from knowledge.admin.ordering import OrderedForm

LONGEST_KEY = 40


def key_from(text: str) -> str:
    return slugify(text)[:LONGEST_KEY].strip("-")


class KeyedForm(OrderedForm):
    """A row with a key, which follows from ``named_by`` where nobody fills it in."""

    named_by = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].required = False
        self.fields["key"].help_text = "Leeg: volgt uit de tekst."

    def clean(self) -> dict[str, Any] | None:
        facts = super().clean()
        if not self.cleaned_data.get("key") and "key" not in self.errors:
            self.cleaned_data["key"] = self.key_for(self.cleaned_data.get(self.named_by) or "")
        return facts

    def key_for(self, text: str) -> str:
        return key_from(text)
