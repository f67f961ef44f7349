from typing import Any

from knowledge.facets import Facet, concept_facets
from knowledge.lists import KnowledgeListView
from knowledge.views import WeighedDetailView
from practices.facets import own_facets, place_facets
from practices.filters import PracticeFilterSet
from practices.models import Practice


class PracticeListView(KnowledgeListView):
    queryset = Practice.objects.published().for_cards()
    filterset_class = PracticeFilterSet
    template_name = "practices/list.html"
    result_template = "practices/card.html"
    extra_context = {"section": "practices"}

    def get_facets(self) -> tuple[list[Facet], list[int]]:
        asked = self.request.GET
        schemes = self.filterset_class.concept_schemes()
        places = place_facets(
            Practice.objects.published(),
            provinces=asked.getlist("provincie"),
            municipalities=asked.getlist("gemeente"),
        )
        own, numbers = own_facets(self.queryset)
        return [*concept_facets(self.tree, schemes, self.queryset), *places, *own], numbers


class PracticeDetailView(WeighedDetailView):
    queryset = Practice.objects.published().for_detail()
    template_name = "practices/detail.html"
    extra_context = {"section": "practices", "list_label": "Praktijkvoorbeelden"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, sections=self.object.sections)
