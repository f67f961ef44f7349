"""Which questions a list can be asked, and what became of a question it does not know."""

from collections.abc import Container, Mapping, Sequence
from typing import Any, ClassVar

import django_filters as filters
from django import forms
from django.http import QueryDict

from knowledge.facets import Facet
from search.engine import Question
from search.text import clean

QUERY_MAX_LENGTH = 200


class KnownChoicesField(forms.Field):
    """
    Keeps the choices that exist; the others are told to the visitor, never an error.

    No ChoiceField: that copies and normalises hundreds of choices for each
    request, though no template asks a form for them.
    """

    widget = forms.MultipleHiddenInput

    def __init__(self, *, known: Container[str] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.known = known

    def clean(self, value: Sequence[str] | None) -> list[str]:
        return list(dict.fromkeys(slug for slug in value or () if slug in self.known))


class QueryField(forms.CharField):
    """Words to search for; whatever could do harm is taken out, nothing is refused."""

    def clean(self, value: Any) -> str:
        return clean(str(value or ""), max_length=QUERY_MAX_LENGTH)


class SortField(forms.ChoiceField):
    """An order; one that does not exist is no choice."""

    def clean(self, value: str | None) -> str:
        return value if value and self.valid_value(value) else ""


class FacetFilter(filters.Filter):
    """A group of checkboxes of which any chosen one will do."""

    field_class = KnownChoicesField


class ConceptFilter(FacetFilter):
    """The concepts of one scheme; a concept also finds what carries a narrower one."""


class QueryFilter(filters.Filter):
    field_class = QueryField


class SortFilter(filters.Filter):
    field_class = SortField


class SwitchField(forms.CharField):
    """On when it says just what it must say."""

    def __init__(self, *, on: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.on = on

    def clean(self, value: Any) -> bool:
        return bool(value == self.on)


class SwitchFilter(filters.Filter):
    field_class = SwitchField


class KnowledgeFilterSet(filters.FilterSet):
    """
    The base of every list: words, facets and an order.

    A filter has the name of its facet; what can be chosen is given as ``facets``.
    """

    sorts: ClassVar[dict[str, str]] = {
        "relevantie": "Best passend",
        "nieuwste": "Nieuwste eerst",
        "titel": "Titel, A tot Z",
    }

    q = QueryFilter()
    letterlijk = SwitchFilter(on="ja")
    synoniemen = SwitchFilter(on="nee")
    # The words that the switches were put on for: a form sends them along.
    voor = QueryFilter()
    sorteer = SortFilter()

    def __init__(self, data: QueryDict, *, facets: Mapping[str, Facet], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.facets = facets
        for name, facet in facets.items():
            self.filters[name].extra["known"] = facet.slugs
        self.filters["sorteer"].extra["choices"] = list(self.sorts.items())

    @classmethod
    def concept_schemes(cls) -> dict[str, str]:
        """Return the scheme of each concept facet, by the name of the facet."""
        return {
            name: facet.field_name
            for name, facet in cls.get_filters().items()  # type: ignore[no-untyped-call]
            if isinstance(facet, ConceptFilter)
        }

    @property
    def query(self) -> str:
        return str(self._cleaned["q"])

    @property
    def question(self) -> Question:
        """Return what the words ask for, and how they are to be understood."""
        return Question(
            self.query,
            with_synonyms="synoniemen" not in self.switches,
            literally="letterlijk" in self.switches,
        )

    @property
    def switches(self) -> dict[str, str]:
        """Return the switches that are on, as in an address; other words put them off."""
        if not self.query or self._cleaned["voor"] not in {"", self.query}:
            return {}
        return {
            name: self.filters[name].extra["on"]
            for name in ("letterlijk", "synoniemen")
            if self._cleaned[name]
        }

    @property
    def chosen(self) -> dict[str, list[str]]:
        """Return the values chosen in each facet, known ones only."""
        return {name: self._cleaned[name] for name in self.facets if self._cleaned[name]}

    @property
    def unknown(self) -> list[tuple[str, str]]:
        """Return what was asked for but does not exist, as (facet label, value)."""
        return [
            (facet.label, clean(value, max_length=80))
            for name, facet in self.facets.items()
            for value in dict.fromkeys(self.data.getlist(name))
            if value and value not in self._cleaned[name]
        ]

    @property
    def usual_sort(self) -> str:
        """Return the order that goes without saying: without words nothing is relevant to them."""
        return "relevantie" if self.query else "nieuwste"

    @property
    def sort(self) -> str:
        """Return the order in use."""
        asked = str(self._cleaned["sorteer"])
        is_possible = asked and (self.query or asked != "relevantie")
        return asked if is_possible else self.usual_sort

    @property
    def sort_options(self) -> list[tuple[str, str, bool]]:
        """
        Return the orders as (value, label, is in use).

        The usual order has no value: a form that sends it along would keep the
        newest first when words are typed.
        """
        return [
            ("" if value == self.usual_sort else value, label, value == self.sort)
            for value, label in self.sorts.items()
            if self.query or value != "relevantie"
        ]

    @property
    def _cleaned(self) -> dict[str, Any]:
        self.form.is_valid()  # no field of ours refuses anything
        cleaned: dict[str, Any] = self.form.cleaned_data
        return cleaned


class SearchFilterSet(KnowledgeFilterSet):
    """The site search; its kinds are tabs, and no group of checkboxes."""

    thema = ConceptFilter("thema")
    doelgroep = ConceptFilter("doelgroep")
    gedragsinzicht = ConceptFilter("gedragsinzicht")
    werkwijze = ConceptFilter("werkwijze")
    leefgebied = ConceptFilter("leefgebied")


class PublicationFilterSet(KnowledgeFilterSet):
    soort = ConceptFilter("soort-kennis")
    thema = ConceptFilter("thema")
    doelgroep = ConceptFilter("doelgroep")
    gedragsinzicht = ConceptFilter("gedragsinzicht")
    werkwijze = ConceptFilter("werkwijze")
    leefgebied = ConceptFilter("leefgebied")


class DossierFilterSet(KnowledgeFilterSet):
    thema = ConceptFilter("thema")
    doelgroep = ConceptFilter("doelgroep")
