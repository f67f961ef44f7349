"""The pages over publications, dossiers, themes, concepts and everything together."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.views.generic import DetailView, TemplateView

from knowledge.cards import cards
from knowledge.compass import corners
from knowledge.filters import QUERY_MAX_LENGTH, DossierFilterSet, PublicationFilterSet
from knowledge.kind_tabs import KindTabsMixin
from knowledge.lists import KnowledgeListView
from knowledge.metadata import metadata
from knowledge.models import Concept, Dossier, KnowledgeItem, Publication, Relation
from knowledge.similar import similar
from knowledge.theme_overview import theme_overview
from knowledge.tree import ConceptTree
from search.text import clean


class PublicationListView(KnowledgeListView):
    queryset = Publication.objects.published().for_cards()
    filterset_class = PublicationFilterSet
    template_name = "knowledge/list.html"
    result_template = "knowledge/publication_card.html"
    extra_context = {"section": "knowledge"}


class DossierListView(KnowledgeListView):
    queryset = Dossier.objects.published().for_cards()
    filterset_class = DossierFilterSet
    template_name = "knowledge/dossier_list.html"
    extra_context = {"section": "dossiers"}


class ItemDetailView(DetailView):
    """One published item of any kind, with what resembles it and what it is related to."""

    context_object_name = "item"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tree = ConceptTree.load()
        item: KnowledgeItem = self.object
        [card] = cards([item], tree)
        arrows = Relation.objects.readable()
        return super().get_context_data(
            **kwargs,
            card=card,
            metadata=metadata(item, self.request),
            concepts=concepts_by_scheme(item),
            similar=similar(item, tree),
            relations=arrows.filter(from_item=item).select_related("to_item"),
            relations_from=arrows.filter(to_item=item).select_related("from_item"),
        )


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
    queryset = Publication.objects.published().for_cards().prefetch_related("sources", "compass")
    template_name = "knowledge/detail.html"
    extra_context = {"section": "knowledge", "list_label": "Kennis"}


class DossierDetailView(ItemDetailView):
    queryset = Dossier.objects.published().for_cards().for_detail()
    template_name = "knowledge/dossier_detail.html"
    extra_context = {"section": "dossiers", "list_label": "Dossiers"}


class ThemesView(TemplateView):
    template_name = "knowledge/themes.html"
    extra_context = {"section": "themes"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, themes=theme_overview(ConceptTree.load()))


class ConceptDetailView(KindTabsMixin, DetailView):
    """One concept: what it means, what surrounds it, and all that carries it."""

    template_name = "knowledge/concept.html"
    context_object_name = "concept"

    def get_object(self, queryset: QuerySet | None = None) -> Concept:
        concept: Concept = get_object_or_404(
            Concept.objects.for_detail(),
            scheme__slug=self.kwargs["scheme"],
            slug=self.kwargs["slug"],
        )
        return concept

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tree = ConceptTree.load()
        carried = tree.with_narrower([self.object.pk])
        items = KnowledgeItem.objects.published().about_any(carried).by_title()
        # The themes have a page of their own; other lists are reached from items only.
        section = "themes" if self.object.scheme.slug == "thema" else ""
        return super().get_context_data(**kwargs, section=section, **self.mixed_list(items))


class SearchView(KindTabsMixin, TemplateView):
    """One search over every kind of knowledge."""

    template_name = "knowledge/search.html"
    extra_context = {"section": "search"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = clean(self.request.GET.get("q", ""), max_length=QUERY_MAX_LENGTH)
        items = KnowledgeItem.objects.published().matching(query).by_relevance(query)
        return super().get_context_data(**kwargs, query=query, **self.mixed_list(items, q=query))
