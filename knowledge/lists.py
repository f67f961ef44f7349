"""The base of every list with facets."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.views.generic import TemplateView
from django_htmx.middleware import HtmxDetails

from knowledge import version
from knowledge.cards import Look, rendered_cards
from knowledge.collection import Collection, collections
from knowledge.explanation import Explanation
from knowledge.facets import FacetTable
from knowledge.fewer_words import OtherWords, fewer_words
from knowledge.filters import KnowledgeFilterSet
from knowledge.listed import Listed
from knowledge.listing import ListState, WayOut
from knowledge.models import KnowledgeItemQuerySet
from knowledge.pages import page_links, page_of
from knowledge.shared import Shared
from search.engine import ENOUGH, Answer
from search.facets import Bits, in_order


class HtmxRequest(HttpRequest):
    """A request as django_htmx.middleware leaves it."""

    htmx: HtmxDetails


class KnowledgeListView(TemplateView):
    """
    A list with words, facets, an order and pages; all of it in the query string.

    For htmx only the part ``#lijst`` is sent. What is found and counted comes
    from memory: the database is asked for the version of the content, the words
    and the cards that were not made yet.
    """

    queryset: KnowledgeItemQuerySet
    filterset_class: type[KnowledgeFilterSet]
    listed: ClassVar[Shared[Listed]]
    look = Look()
    page_kwarg = "pagina"
    # The files that have the whole list: URL names by what visitors read.
    downloads: ClassVar[Mapping[str, str]] = {}
    request: HtmxRequest

    @cached_property
    def version(self) -> str:
        return version.of(self.request)

    @cached_property
    def collection(self) -> Collection:
        return collections.at(self.version)

    def get_table(self) -> FacetTable:
        """Return the facets of this list; a list may add what is asked for and has nothing."""
        return type(self).listed.at(self.version).table

    @cached_property
    def table(self) -> FacetTable:
        return self.get_table()

    @cached_property
    def filterset(self) -> KnowledgeFilterSet:
        return self.filterset_class(
            self.request.GET, facets=self.table.facets, queryset=self.queryset
        )

    @cached_property
    def state(self) -> ListState:
        return ListState.of(self.request.path, self.filterset)

    @cached_property
    def answer(self) -> Answer | None:
        """Hold what the words find; None without words."""
        if not self.filterset.query:
            return None
        return self.collection.engine.ask(self.filterset.question)

    @cached_property
    def matched(self) -> Bits:
        """Hold the items that match the words, before any choice."""
        return self.table.items & self.answer.whole if self.answer else self.table.items

    @cached_property
    def pool(self) -> Bits:
        """Hold what the facets choose from."""
        return self.matched

    @cached_property
    def found(self) -> Bits:
        return self.table.narrowed(self.pool, self.state.chosen)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        total = self.found.bit_count()
        page = page_of(total, self.request.GET.get(self.page_kwarg))
        related = self.related(total)
        return super().get_context_data(
            **kwargs,
            filter=self.filterset,
            state=self.state,
            kind=self.queryset.model.KIND,
            facets=self.table.choices(self.pool, self.state.chosen),
            chips=self.state.chips(self.table.facets),
            ways_out=[] if total else self.ways_out(),
            explanation=self.answer and Explanation(self.answer, self.state, self.collection),
            without_words=[] if total or not self.answer else self.without_words(self.answer),
            total=total,
            page=page,
            page_links=page_links(page, self.state),
            downloads=self.state.elsewhere(self.downloads) if total else [],
            cards=self.cards(self.numbers(page.start_index() - 1, page.end_index())),
            related_cards=self.cards(related),
        )

    def numbers(self, start: int, stop: int) -> Sequence[int]:
        """Return the items at these places of the list, in its order."""
        start = max(start, 0)
        if self.answer and self.filterset.sort == "relevantie":
            return self.answer.ranked(self.found, most=stop)[start:]
        orders = type(self).listed.at(self.version).orders
        return in_order(self.found, orders[self.filterset.sort], start, stop)

    def related(self, total: int) -> Sequence[int]:
        """Return what has much of what was asked, when little has all of it."""
        if self.answer is None or total >= ENOUGH:
            return []
        return self.answer.related(self.table.narrowed(self.everything, self.state.chosen))

    @property
    def everything(self) -> Bits:
        """Hold the items of this list, whatever is asked of it."""
        return self.table.items

    def ways_out(self) -> list[WayOut]:
        return self.state.ways_out(self.table, self.pool, self.everything)

    def without_words(self, answer: Answer) -> list[OtherWords]:
        """Return how fewer words would find something, with the same choices."""
        return fewer_words(
            answer, self.state, self.table.narrowed(self.everything, self.state.chosen)
        )

    def cards(self, pks: Sequence[int]) -> list[SafeString]:
        return rendered_cards(pks, self.queryset, self.collection.tree, self.look, self.version)

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
