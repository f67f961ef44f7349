"""Which items carry a concept, for who is about to change it."""

from collections.abc import Sequence

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from knowledge.kinds import model_named
from knowledge.models import Concept, ConceptAssignment, KnowledgeItem

MOST_LINKS = 50


def with_usage(concepts: QuerySet) -> QuerySet:
    """Add ``usage``: how many items carry just this concept, whatever their status."""
    # a subquery and not a join: a search joins the other names, and would count double
    rows = ConceptAssignment.objects.filter(tag=OuterRef("pk")).order_by().values("tag")
    counted = Subquery(rows.annotate(count=Count("pk")).values("count"))
    used: QuerySet = concepts.annotate(usage=Coalesce(counted, 0, output_field=IntegerField()))
    return used


def carriers_of(concept: Concept) -> list[KnowledgeItem]:
    """Return the items that carry just this concept, by title; one query."""
    return list(KnowledgeItem.objects.filter(assignments__tag=concept).by_title())


def item_links(items: Sequence[KnowledgeItem]) -> SafeString:
    """Return links to the pages on which the first of ``items`` are edited."""
    links = [(_address(item), item.title) for item in items[:MOST_LINKS]]
    shown = format_html_join(", ", '<a href="{}">{}</a>', links)
    more = len(items) - MOST_LINKS
    return format_html("{} en nog {}", shown, more) if more > 0 else shown


def _address(item: KnowledgeItem) -> str:
    meta = model_named(item.kind)._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[item.pk])
