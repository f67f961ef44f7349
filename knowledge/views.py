"""The pages over publications, dossiers, themes, concepts and everything together."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, TemplateView

from knowledge import version
from knowledge.cards import Look, cards, rendered_cards
from knowledge.collection import Collection, collections
from knowledge.compass import corners
from knowledge.exercises import all_exercises, exercises_with
from knowledge.filters import DossierFilterSet, PublicationFilterSet, SearchFilterSet
from knowledge.kind_tabs import Tab, known_kind, tabs, unknown_kinds
from knowledge.kinds import kinds
from knowledge.listed import listed
from knowledge.listing import ListState, WayOut
from knowledge.lists import KnowledgeListView
from knowledge.metadata import metadata
from knowledge.models import Concept, Dossier, KnowledgeItem, MergedConcept, Publication, Relation
from knowledge.pages import page_links, page_of
from knowledge.results import results
from knowledge.similar import similar
from knowledge.suggestions import suggestions
from knowledge.theme_overview import theme_overview
from search.facets import Bits, in_order

ANY_KIND = KnowledgeItem.objects.published().for_cards()
MIXED = Look(show_kind=True)


class PublicationListView(KnowledgeListView):
    queryset = Publication.objects.published().for_cards()
    filterset_class = PublicationFilterSet
    listed = listed(PublicationFilterSet, Publication.KIND)
    template_name = "knowledge/list.html"
    look = Look("knowledge/publication_card.html")
    downloads: ClassVar = {"Excel": "knowledge:export-xlsx", "CSV": "knowledge:export-csv"}
    extra_context = {"section": "knowledge"}


class DossierListView(KnowledgeListView):
    queryset = Dossier.objects.published().for_cards()
    filterset_class = DossierFilterSet
    listed = listed(DossierFilterSet, Dossier.KIND)
    template_name = "knowledge/dossier_list.html"
    extra_context = {"section": "dossiers"}


class ItemDetailView(DetailView):
    """One published item of any kind, with what resembles it and what it is related to."""

    context_object_name = "item"

    def get_queryset(self) -> QuerySet:
        # An address is unique in its kind, and that is what the index knows.
        items = super().get_queryset()
        return items.filter(kind=items.model.KIND.name)

    @staticmethod
    def remember(at: str) -> None:
        """Read all that pages keep of other items, for a preview of what is not saved."""
        collections.at(at)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        collection = collections.at(version.of(self.request))
        item: KnowledgeItem = self.object
        [card] = cards([item], collection.tree)
        arrows = Relation.objects.readable()
        relations_from = list(arrows.filter(to_item=item).select_related("from_item"))
        exercises = exercises_with(item, relations_from, collection)
        practised = {exercise.item.pk for exercise in exercises}
        context = {
            "card": card,
            "metadata": metadata(item, self.request),
            "concepts": concepts_by_scheme(item),
            "similar": similar(item, collection, among=self.resembling(collection)),
            "exercises": exercises,
            "relations": arrows.filter(from_item=item).select_related("to_item"),
            "relations_from": [one for one in relations_from if one.from_item_id not in practised],
        }
        return super().get_context_data(**context | kwargs)

    def resembling(self, collection: Collection) -> Bits:
        """Return among which items to look for what resembles this one; exercises stand apart."""
        return collection.items & ~all_exercises(collection)


class WeighedDetailView(ItemDetailView):
    """An item of which the three sources of knowledge are weighed."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, compass=corners(self.object))


def concepts_by_scheme(item: KnowledgeItem) -> dict[str, list[Concept]]:
    """Return the concepts of ``item`` under the name of their list, in the lists' order."""
    found: dict[str, list[Concept]] = {}
    tags = [assignment.tag for assignment in item.assignments.all()]
    for concept in sorted(tags, key=lambda tag: tag.scheme.position):
        found.setdefault(concept.scheme.name, []).append(concept)
    return found


class PublicationDetailView(WeighedDetailView):
    queryset = Publication.objects.published().for_detail()
    template_name = "knowledge/detail.html"
    extra_context = {"section": "knowledge", "list_label": "Kennis"}


class DossierDetailView(ItemDetailView):
    queryset = Dossier.objects.published().for_detail()
    template_name = "knowledge/dossier_detail.html"
    extra_context = {"section": "dossiers", "list_label": "Dossiers"}


class ThemesView(TemplateView):
    template_name = "knowledge/themes.html"
    extra_context = {"section": "themes"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        collection = collections.at(version.of(self.request))
        return super().get_context_data(**kwargs, themes=theme_overview(collection))


class ConceptDetailView(DetailView):
    """One concept: what it means, what surrounds it, and all that carries it."""

    template_name = "knowledge/concept.html"
    context_object_name = "concept"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead the address of a concept that was merged to what it is now."""
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            merged = MergedConcept.objects.select_related("target__scheme")
            now = get_object_or_404(merged, scheme__slug=kwargs["scheme"], slug=kwargs["slug"])
            return redirect(now.target, permanent=True)

    def get_object(self, queryset: QuerySet | None = None) -> Concept:
        concept: Concept = get_object_or_404(
            Concept.objects.for_detail(),
            scheme__slug=self.kwargs["scheme"],
            slug=self.kwargs["slug"],
        )
        return concept

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked, at = self.request.GET.getlist("kind"), version.of(self.request)
        collection = collections.at(at)
        carriers = collection.concepts.get(self.object.pk, 0)
        shown, current = tabs(collection, carriers, asked, ListState(self.request.path, "", {}))
        page = page_of(current.count, self.request.GET.get("pagina"))
        state = ListState(self.request.path, "", {}, kept={"kind": current.slug})
        pks = in_order(
            current.items, collection.by_title, max(page.start_index() - 1, 0), page.end_index()
        )
        return super().get_context_data(
            **kwargs,
            # The themes have a page of their own; other lists are reached from items only.
            section="themes" if self.object.scheme.slug == "thema" else "",
            tabs=shown,
            total=current.count,
            unknown_kinds=unknown_kinds(asked),
            page=page,
            page_links=page_links(page, state),
            cards=rendered_cards(pks, ANY_KIND, collection.tree, MIXED, at),
        )


class SearchView(KnowledgeListView):
    """One search over every kind of knowledge, in tabs by kind."""

    queryset = ANY_KIND
    filterset_class = SearchFilterSet
    listed = listed(SearchFilterSet)
    template_name = "knowledge/search.html"
    extra_context = {"section": "search"}
    look = MIXED

    @cached_property
    def asked_kinds(self) -> list[str]:
        return self.request.GET.getlist("kind")

    @cached_property
    def tabs(self) -> tuple[list[Tab], Tab]:
        found = self.table.narrowed(self.matched, self.state.chosen)
        return tabs(self.collection, found, self.asked_kinds, self.state)

    @cached_property
    def state(self) -> ListState:
        return super().state.keeping(kind=known_kind(self.asked_kinds))

    @cached_property
    def kind_items(self) -> Bits:
        """Hold the items of the kind that is asked for, or of all."""
        slug = self.state.kept["kind"]
        by_slug = {kind.slug: kind.name for kind in kinds()}
        return self.collection.kinds.get(by_slug[slug], 0) if slug else self.collection.items

    @property
    def pool(self) -> Bits:
        return self.matched & self.kind_items

    @property
    def everything(self) -> Bits:
        return self.kind_items

    @cached_property
    def is_asked(self) -> bool:
        """Say whether there is a question at all; else everything would be an answer."""
        filterset = self.filterset
        return bool(
            filterset.query or filterset.chosen or filterset.unknown or any(self.asked_kinds)
        )

    @cached_property
    def found(self) -> Bits:
        return super().found if self.is_asked else 0

    def ways_out(self) -> list[WayOut]:
        """Leave out the way without words when nothing would be asked then."""
        is_more = bool(self.filterset.chosen or self.state.kept["kind"])
        return [way for way in super().ways_out() if is_more or way.chip.facet != "q"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            is_search=True,
            is_asked=self.is_asked,
            tabs=self.tabs[0],
            unknown_kinds=unknown_kinds(self.asked_kinds),
        )

    def cards(self, pks: Sequence[int]) -> list[SafeString]:
        """Return each result with the passage that answers the words best."""
        if self.answer is None:
            return super().cards(pks)
        return results(pks, self.queryset, self.collection.tree, self.answer, self.version)


@require_safe
@cache_control(public=True, max_age=60)
def suggest(request: HttpRequest) -> JsonResponse:
    """Answer a search field in which somebody is typing."""
    found = suggestions(request.GET.get("q", ""), version.of(request))
    return JsonResponse({"suggestions": [asdict(suggestion) for suggestion in found]})
