"""A text with headings, lists and links, written in the editor of static/kp/prose.js."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.widgets import Script
from django.http import HttpRequest

from knowledge import prose
from search.text import clean


class ProseWidget(AdminTextareaWidget):
    """Without script a text area, with the elements of HTML in it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-kp-prose": "", "rows": 8, **(attrs or {})})

    @property
    def media(self) -> forms.Media:
        return forms.Media(js=[Script("kp/prose.js", type="module")])  # type: ignore[list-item]


class RichTextField(forms.CharField):
    """
    Keeps a text clean; ``max_length`` is of its words, without the markup.

    A text that says what it said stays as it is stored: plain where it was plain.
    """

    widget = ProseWidget

    def __init__(
        self, *, max_length: int | None = None, as_list: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.most_words = max_length or prose.LONGEST
        self.as_list = as_list

    def prepare_value(self, value: Any) -> Any:
        return prose.to_html(value, as_list=self.as_list) if isinstance(value, str) else value

    def to_python(self, value: Any) -> str:
        text = prose.cleaned(clean(str(value or "")))
        length = len(prose.to_plain(text))
        if length > self.most_words:
            raise ValidationError(
                f"Deze tekst is te lang: {length} tekens. Er is plaats voor {self.most_words}.",
                code="max_length",
            )
        return text

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != self.standard(initial or "")
        except ValidationError:
            return True

    def standard(self, text: str) -> str:
        """Return ``text`` as the editor would send it, to compare texts by."""
        shown = prose.to_html(text, as_list=self.as_list)
        return prose.cleaned(clean(shown)) if len(shown) <= prose.LONGEST else shown

    def _clean_bound_field(self, bf: forms.BoundField) -> Any:
        if not self.disabled and not self.has_changed(bf.initial, bf.data):
            return bf.initial or ""
        return super()._clean_bound_field(bf)  # type: ignore[misc]


class RichTextMixin:
    """Has the fields that ``rich_texts`` names written in the editor; as lists, where True."""

    rich_texts: Mapping[str, bool] = {}

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.name in self.rich_texts:
            kwargs |= {
                "form_class": partial(RichTextField, as_list=self.rich_texts[db_field.name]),
                "widget": ProseWidget,
            }
        field: forms.Field | None = super().formfield_for_dbfield(  # type: ignore[misc]
            db_field, request, **kwargs
        )
        return field
