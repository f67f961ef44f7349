"""A municipality that somebody types: by its name of today, or by one that it had."""

from collections.abc import Iterator
from typing import Any

from django import forms

from knowledge.models import Municipality, MunicipalityName
from search.text import clean, fold

LONGEST = 140


class MunicipalityField(forms.CharField):
    """Text that becomes a municipality of today; nothing typed is None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, **kwargs)

    def prepare_value(self, value: Any) -> str:
        return str(value or "")

    def clean(self, value: Any) -> Municipality | None:
        typed = clean(super().clean(value))
        if not typed:
            return None
        found = municipalities_called(typed)
        match found:
            case [only]:
                return only
            case []:
                raise forms.ValidationError(
                    f"Wij kennen geen gemeente ‘{typed}’. Kies een naam uit de lijst."
                )
        names = ", ".join(map(str, found))
        raise forms.ValidationError(f"‘{typed}’ hoort nu bij meer gemeenten. Kies er een: {names}.")


def municipalities_called(typed: str) -> list[Municipality]:
    """Return which municipalities of today are or were called so, by name; two queries at most."""
    asked = fold(typed).removeprefix("gemeente ")
    valid = Municipality.objects.valid()
    now = [place for place in valid if fold(place.name) == asked]
    return now or sorted(
        {
            other.municipality
            for other in _other_names()
            if asked in {other.folded, fold(_listed(other))}
        },
        key=str,
    )


def municipality_names() -> Iterator[str]:
    """Yield every text to choose from; each leads to exactly one municipality."""
    for place in Municipality.objects.valid():
        yield place.name
    for other in _other_names():
        yield _listed(other)


def _other_names() -> Iterator[MunicipalityName]:
    known = MunicipalityName.objects.filter(municipality__valid_until__isnull=True)
    return known.select_related("municipality").iterator()


def _listed(other: MunicipalityName) -> str:
    return f"{other.name} (gemeente {other.municipality})"
