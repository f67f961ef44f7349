"""Which questions a list can be asked, and what became of a question it does not know."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import django_filters as filters
from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property

from knowledge.facets import Facet
from knowledge.models import KnowledgeItemQuerySet
from knowledge.tree import ConceptTree
from search.text import clean

QUERY_MAX_LENGTH = 200


class KnownChoicesField(forms.MultipleChoiceField):
    """Keeps the choices that exist; the others are told to the visitor, never an error."""

    def clean(self, value: Sequence[str] | None) -> list[str]:
        known = {slug for slug, _label in self.widget.choices}
        return list(dict.fromkeys(slug for slug in value or () if slug in known))


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

    def filter(self, qs: KnowledgeItemQuerySet, value: list[str]) -> KnowledgeItemQuerySet:
        if not value:
            return qs
        tree: ConceptTree = self.parent.tree  # type: ignore[attr-defined]  # set by FilterSet
        chosen = [tree.by_address[self.field_name, slug].pk for slug in value]
        return qs.about_any(tree.with_narrower(chosen))


class AskedFilter(filters.Filter):
    """Only reads the question: words go before all filters and the order after them."""

    def filter(self, qs: KnowledgeItemQuerySet, value: str) -> KnowledgeItemQuerySet:
        return qs


class QueryFilter(AskedFilter):
    field_class = QueryField


class SortFilter(AskedFilter):
    field_class = SortField


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
    sorteer = SortFilter()

    def __init__(
        self, data: QueryDict, *, tree: ConceptTree, facets: Mapping[str, Facet], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.tree = tree
        self.facets = facets
        for name, facet in facets.items():
            options = [(value.slug, value.label) for value in facet.values]
            self.filters[name].extra["choices"] = options
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

    @cached_property
    def matched(self) -> KnowledgeItemQuerySet:
        """Hold what matches the words, before any facet narrows it."""
        items: KnowledgeItemQuerySet = self.queryset.all()
        return items.matching(self.query) if self.query else items

    def filter_queryset(self, queryset: KnowledgeItemQuerySet) -> KnowledgeItemQuerySet:
        return self.ordered(super().filter_queryset(self.matched))

    def ordered(self, items: KnowledgeItemQuerySet) -> KnowledgeItemQuerySet:
        match self.sort:
            case "relevantie":
                return items.by_relevance(self.query)
            case "titel":
                return items.by_title()
            case _:
                return items.newest_first()

    @property
    def _cleaned(self) -> dict[str, Any]:
        self.form.is_valid()  # no field of ours refuses anything
        cleaned: dict[str, Any] = self.form.cleaned_data
        return cleaned


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
