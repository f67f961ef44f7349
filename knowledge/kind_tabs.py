"""Lists of every kind of knowledge together, cut into tabs by kind."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count
from django.http import HttpRequest

from knowledge.cards import cards
from knowledge.kinds import kinds
from knowledge.listing import ListState
from knowledge.models import KnowledgeItemQuerySet
from knowledge.pages import PAGE_SIZE, CountedPaginator, page_links, page_of
from knowledge.tree import ConceptTree
from search.text import clean


class KindTabsMixin:
    """A mixed list of published items, cut into tabs by kind."""

    request: HttpRequest

    def tabs(self, items: KnowledgeItemQuerySet, asked: Collection[str]) -> list[dict[str, Any]]:
        """Return a tab for all, and for each kind that is found or ``asked`` for; one query."""
        rows = items.order_by().values("kind").annotate(n=Count("pk"))
        counts = {row["kind"]: row["n"] for row in rows}
        found = [
            {
                "slug": kind.slug,
                "name": kind.name,
                "label": kind.plural,
                "count": counts.get(kind.name, 0),
            }
            for kind in kinds()
            if kind.name in counts or kind.slug in asked
        ]
        everything = {"slug": "", "name": "", "label": "alles", "count": sum(counts.values())}
        return [everything, *found]

    def mixed_list(self, items: KnowledgeItemQuerySet, **query: str) -> dict[str, Any]:
        """Return what components/mixed_list.html shows for the tab and page asked for."""
        asked = self.request.GET.getlist("kind")
        known = {kind.slug for kind in kinds()}
        unknown = [clean(slug, max_length=80) for slug in asked if slug and slug not in known]
        tabs = self.tabs(items, asked)
        current = next((tab for tab in tabs if tab["slug"] and tab["slug"] in asked), tabs[0])
        shown = items.filter(kind=current["name"]) if current["name"] else items
        paginator = CountedPaginator(shown.for_cards(), PAGE_SIZE, count=current["count"])
        page = page_of(paginator, self.request.GET.get("pagina"))
        kept = {name: [value] for name, value in query.items() if value}
        state = ListState(self.request.path, "", kept, "")
        for tab in tabs:
            tab["url"] = state.with_choice("kind", tab["slug"]).url()
            tab["is_current"] = tab is current
        state = state.with_choice("kind", current["slug"])
        return {
            "tabs": tabs,
            "total": current["count"],
            "unknown_kinds": unknown,
            "page": page,
            "page_links": page_links(page, state),
            "cards": cards(page.object_list, ConceptTree.load()),
        }
