"""The base of every list with facets."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django_filters.views import FilterView
from django_htmx.middleware import HtmxDetails

from knowledge.cards import cards
from knowledge.facets import Facet, FacetTable, concept_facets
from knowledge.filters import KnowledgeFilterSet
from knowledge.listing import ListState
from knowledge.models import KnowledgeItemQuerySet
from knowledge.pages import PAGE_SIZE, CountedPaginator, page_links, page_of
from knowledge.tree import ConceptTree


class HtmxRequest(HttpRequest):
    """A request as django_htmx.middleware leaves it."""

    htmx: HtmxDetails


class KnowledgeListView(FilterView):
    """
    A list with words, facets, an order and pages; all of it in the query string.

    For htmx only the part ``#lijst`` is sent.
    """

    queryset: KnowledgeItemQuerySet
    filterset_class: type[KnowledgeFilterSet]
    result_template = "components/card.html"
    page_kwarg = "pagina"
    request: HtmxRequest

    @cached_property
    def tree(self) -> ConceptTree:
        return ConceptTree.load()

    @cached_property
    def everything(self) -> FacetTable:
        """Hold the facets of the whole collection, before any words."""
        return FacetTable(*self.get_facets())

    def get_facets(self) -> tuple[list[Facet], list[int]]:
        """Return the facets in the order of the page, and the numbers of all items."""
        schemes = self.filterset_class.concept_schemes()
        facets = concept_facets(self.tree, schemes, self.queryset)
        return facets, list(self.queryset.order_by().values_list("pk", flat=True))

    def get_filterset_kwargs(self, filterset_class: type[KnowledgeFilterSet]) -> dict[str, Any]:
        return {
            **super().get_filterset_kwargs(filterset_class),
            "data": self.request.GET,
            "tree": self.tree,
            "facets": self.everything.facets,
        }

    @cached_property
    def table(self) -> FacetTable:
        """Hold the facets of what matches the words."""
        if not self.filterset.query:
            return self.everything
        found = self.filterset.matched.order_by().values_list("pk", flat=True)
        return FacetTable(self.everything.facets.values(), found)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        state = ListState.of(self.request.path, self.filterset)
        total = self.table.total(state.chosen)
        paginator = CountedPaginator(self.object_list, PAGE_SIZE, count=total)
        page = page_of(paginator, self.request.GET.get(self.page_kwarg))
        return super().get_context_data(
            **kwargs,
            state=state,
            kind=self.queryset.model.KIND,
            result_template=self.result_template,
            facets=self.table.choices(state.chosen),
            chips=state.chips(self.table.facets),
            ways_out=[] if total else state.ways_out(self.table, self.everything),
            total=total,
            page=page,
            page_links=page_links(page, state),
            cards=cards(page.object_list, self.tree),
        )

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        htmx = self.request.htmx
        is_part = bool(htmx) and not htmx.history_restore_request
        if is_part:
            self.template_name = "knowledge/browse.html#lijst"
        response = super().render_to_response(context, **kwargs)
        patch_vary_headers(response, ["HX-Request"])
        if is_part:
            response["HX-Push-Url"] = context["state"].url(page=context["page"].number)
        return response
