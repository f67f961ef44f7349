import django_filters as filters
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import F, Q, QuerySet

from knowledge.models import Concept, Municipality, Province
from practices.models import Practice

EVIDENCE = {
    "niet-beoordeeld": "not_assessed",
    "goed-beschreven": "described",
    "goed-onderbouwd": "substantiated",
    "eerste-aanwijzingen": "first",
    "goede-aanwijzingen": "good",
    "sterke-aanwijzingen": "strong",
}
RUN_STATE = {"lopend": "running", "afgerond": "ended", "onbekend": "unknown"}


class ConceptFilter(filters.ModelMultipleChoiceFilter):
    def __init__(self, scheme: str) -> None:
        concepts = Concept.objects.filter(scheme__slug=scheme)
        super().__init__(field_name="concepts", queryset=concepts, to_field_name="slug")
        self.scheme = scheme

    def get_filter_predicate(self, v: Concept) -> dict[str, Concept]:
        return {self.field_name: v}  # by key: two lists may have the same slug


class StoredFilter(filters.MultipleChoiceFilter):
    def __init__(self, field_name: str, stored: dict[str, str]) -> None:
        choices = [(slug, slug) for slug in stored]
        super().__init__(field_name=field_name, choices=choices, distinct=False)
        self.stored = stored

    def get_filter_predicate(self, v: str) -> dict[str, str]:
        return {self.field_name: self.stored[v]}


class PracticeFilterSet(filters.FilterSet):
    q = filters.CharFilter(method="with_words")
    thema = ConceptFilter("thema")
    doelgroep = ConceptFilter("doelgroep")
    gedragsinzicht = ConceptFilter("gedragsinzicht")
    werkwijze = ConceptFilter("werkwijze")
    leefgebied = ConceptFilter("leefgebied")
    provincie = filters.ModelMultipleChoiceFilter(
        field_name="municipalities__province__slug",
        queryset=Province.objects.all(),
        to_field_name="slug",
    )
    gemeente = filters.ModelMultipleChoiceFilter(
        field_name="municipalities__slug", queryset=Municipality.objects.all(), to_field_name="slug"
    )
    bewijs = StoredFilter("evidence_level", EVIDENCE)
    status = StoredFilter("run_state", RUN_STATE)
    sorteer = filters.OrderingFilter(
        fields={"folded_title": "titel", "evidence_level": "bewijs", "published_at": "nieuwste"}
    )

    class Meta:
        model = Practice
        fields: list[str] = []

    def with_words(self, practices: QuerySet, name: str, value: str) -> QuerySet:
        if connection.vendor == "postgresql":
            query = SearchQuery(value, config="dutch", search_type="websearch")
            return practices.filter(document__vector=query).annotate(
                rank=SearchRank(F("document__vector"), query)
            )
        for word in value.split():
            practices = practices.filter(
                Q(title__icontains=word) | Q(summary__icontains=word) | Q(body__icontains=word)
            )
        return practices
