from typing import ClassVar

from knowledge.filters import ConceptFilter, FacetFilter, KnowledgeFilterSet
from practices.models import Practice

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
    provincie = FacetFilter()
    gemeente = FacetFilter()
    bewijs = FacetFilter()
    status = FacetFilter()
