"""Cutting a list into pages, whatever page was asked for."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from knowledge.listing import ListState

PAGE_SIZE = 20


class CountedPaginator(Paginator):
    """A paginator that is told how long the list is: the facets know it already."""

    def __init__(self, items: QuerySet, per_page: int, *, count: int) -> None:
        super().__init__(items, per_page)
        self.__dict__["count"] = count


def page_of(paginator: Paginator, asked: str | None) -> Page:
    """Return the page ``asked`` for; nonsense is the first page, too far is the last."""
    number = int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) < 9 else 1  # noqa: PLR2004
    return paginator.page(min(max(number, 1), paginator.num_pages))


def page_links(page: Page, state: ListState) -> list[dict[str, Any]]:
    """Return the numbered links of a list; ``number`` is None where numbers are skipped."""
    return [
        {"number": number, "url": state.url(page=number), "is_current": number == page.number}
        if isinstance(number, int)
        else {"number": None}
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
