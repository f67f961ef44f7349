from typing import Any, ClassVar

from knowledge.cards import Look
from knowledge.facets import FacetTable
from knowledge.lists import KnowledgeListView
from knowledge.views import WeighedDetailView
from practices.facets import listed_practices
from practices.filters import PracticeFilterSet
from practices.models import Practice


class PracticeListView(KnowledgeListView):
    queryset = Practice.objects.published().for_cards()
    filterset_class = PracticeFilterSet
    listed = listed_practices
    template_name = "practices/list.html"
    look = Look("practices/card.html")
    downloads: ClassVar = {"Excel": "practices:export-xlsx", "CSV": "practices:export-csv"}
    extra_context = {"section": "practices"}

    def get_table(self) -> FacetTable:
        asked = {name: self.request.GET.getlist(name) for name in ("provincie", "gemeente")}
        return listed_practices.at(self.version).table_for(asked)


class PracticeDetailView(WeighedDetailView):
    queryset = Practice.objects.published().for_detail()
    template_name = "practices/detail.html"
    extra_context = {"section": "practices", "list_label": "Praktijkvoorbeelden"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, sections=self.object.sections)
