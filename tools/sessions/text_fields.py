from typing import Any

from django import forms

from search.text import clean


class PlainField(forms.CharField):
    """Text without what no reader can see."""

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")


class LineField(PlainField):
    """Text on one line."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())
