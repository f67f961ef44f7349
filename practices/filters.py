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


class EvidenceFilter(FacetFilter):
    def filter(self, qs: PracticeQuerySet, value: list[str]) -> PracticeQuerySet:
        levels = [EVIDENCE_SLUGS[slug] for slug in value]
        return qs.filter(evidence_level__in=levels) if levels else qs


class RunStateFilter(FacetFilter):
    def filter(self, qs: PracticeQuerySet, value: list[str]) -> PracticeQuerySet:
        states = [RUN_STATE_SLUGS[slug] for slug in value]
        return qs.filter(run_state__in=states) if states else qs


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
    bewijs = EvidenceFilter()
    status = RunStateFilter()

    def ordered(self, items: Any) -> Any:
        return items.strongest_evidence_first() if self.sort == "bewijs" else super().ordered(items)
