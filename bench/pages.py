"""The pages that are measured; their addresses are drawn in bench/inside/addresses.py."""

from typing import NamedTuple


class Page(NamedTuple):
    title: str
    has_baseline: bool


PAGES = {
    "home": Page("home", has_baseline=False),
    "list": Page("list", has_baseline=True),
    "list-facets": Page("list, two facets", has_baseline=True),
    "list-facets-words": Page("list, two facets and words", has_baseline=True),
    "list-words": Page("list, words", has_baseline=True),
    "detail": Page("detail", has_baseline=False),
    "search": Page("site search", has_baseline=False),
}
