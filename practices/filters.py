from collections.abc import Mapping
from typing import Any, ClassVar

from knowledge.filters import ConceptFilter, FacetFilter, KnowledgeFilterSet
from practices.models import Practice, PracticeQuerySet

# What stands in addresses is Dutch; what is stored is English.
EVIDENCE_SLUGS = {
    "niet-beoordeeld": Practice.Evidence.NOT_ASSESSED,
    "goed-beschreven": Practice.Evidence.DESCRIBED,
    "goed-onderbouwd": Practice.Evidence.SUBSTANTIATED,
    "eerste-aanwijzingen": Practice.Evidence.FIRST,
    "goede-aanwijzingen": Practice.Evidence.GOOD,
    "sterke-aanwijzingen": Practice.Evidence.STRONG,
}
RUN_STATE_SLUGS = {
    "lopend": Practice.RunState.RUNNING,
    "afgerond": Practice.RunState.ENDED,
    "onbekend": Practice.RunState.UNKNOWN,
}


class ProvinceFilter(FacetFilter):
    def filter(self, qs: PracticeQuerySet, value: list[str]) -> PracticeQuerySet:
        return qs.in_provinces(value) if value else qs


class MunicipalityFilter(FacetFilter):
    def filter(self, qs: PracticeQuerySet, value: list[str]) -> PracticeQuerySet:
        return qs.in_municipalities(value) if value else qs


class StoredValueFilter(FacetFilter):
    """The values of one column; ``slugs`` gives what is stored for each choice."""

    def __init__(self, field_name: str, *, slugs: Mapping[str, str]) -> None:
        super().__init__(field_name)
        self.slugs = slugs

    def filter(self, qs: PracticeQuerySet, value: list[str]) -> PracticeQuerySet:
        stored = [self.slugs[slug] for slug in value]
        return qs.filter(**{f"{self.field_name}__in": stored}) if stored else qs


class PracticeFilterSet(KnowledgeFilterSet):
    sorts: ClassVar[dict[str, str]] = {
        **KnowledgeFilterSet.sorts,
        "bewijs": "Sterkste bewijs eerst",
    }

    thema = ConceptFilter("thema")
    doelgroep = ConceptFilter("doelgroep")
    gedragsinzicht = ConceptFilter("gedragsinzicht")
    werkwijze = ConceptFilter("werkwijze")
    leefgebied = ConceptFilter("leefgebied")
    provincie = ProvinceFilter()
    gemeente = MunicipalityFilter()
    bewijs = StoredValueFilter("evidence_level", slugs=EVIDENCE_SLUGS)
    status = StoredValueFilter("run_state", slugs=RUN_STATE_SLUGS)

    def ordered(self, items: Any) -> Any:
        return items.strongest_evidence_first() if self.sort == "bewijs" else super().ordered(items)
