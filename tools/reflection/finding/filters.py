"""What the list of exercises can be asked."""

from typing import ClassVar

from knowledge.filters import ConceptFilter, FacetFilter, KnowledgeFilterSet


class ExerciseFilterSet(KnowledgeFilterSet):
    sorts: ClassVar[dict[str, str]] = {
        "relevantie": "Best passend",
        "leerbehoefte": "Leerbehoefte",
        "kortste": "Kortste eerst",
        "titel": "Titel, A tot Z",
    }

    leerbehoefte = FacetFilter()
    duur = FacetFilter()
    vorm = FacetFilter()
    thema = ConceptFilter("thema")

    @property
    def usual_sort(self) -> str:
        return "relevantie" if self.query else "leerbehoefte"
