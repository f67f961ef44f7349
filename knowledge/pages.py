"""Cutting a list into pages, whatever page was asked for."""

from typing import Any

from django.core.paginator import Page, Paginator

from knowledge.listing import ListState

PAGE_SIZE = 20


def page_of(total: int, asked: str | None) -> Page:
    """
    Return the page ``asked`` for of a list of ``total``; it knows its place, not its items.

    Nonsense is the first page, too far is the last.
    """
    paginator = Paginator(range(total), PAGE_SIZE)
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
