"""Lists of every kind of knowledge together, cut into tabs by kind."""

from collections.abc import Collection as Some
from dataclasses import dataclass

from knowledge.collection import Collection
from knowledge.kinds import kinds
from knowledge.listing import ListState
from search.facets import Bits
from search.text import clean


@dataclass(frozen=True, slots=True)
class Tab:
    """A kind, or all of them for the ``slug`` ""; ``items`` are its own of the whole list."""

    slug: str
    label: str
    items: Bits
    url: str
    is_current: bool

    @property
    def count(self) -> int:
        return self.items.bit_count()


def tabs(
    collection: Collection, found: Bits, asked: Some[str], state: ListState
) -> tuple[list[Tab], Tab]:
    """
    Return a tab for all, and for each kind that is found or ``asked`` for; and the current one.

    ``state`` is the list in any of its tabs.
    """
    current = known_kind(asked)
    pools = [("", "alles", found)] + [
        (kind.slug, kind.plural, found & collection.kinds.get(kind.name, 0)) for kind in kinds()
    ]
    made = [
        Tab(slug, label, items, state.keeping(kind=slug).url(), slug == current)
        for slug, label, items in pools
        if items or not slug or slug in asked
    ]
    return made, next(tab for tab in made if tab.is_current)


def known_kind(asked: Some[str]) -> str:
    """Return the first kind that is asked for and exists, or "" for all of them."""
    return next((kind.slug for kind in kinds() if kind.slug in asked), "")


def unknown_kinds(asked: Some[str]) -> list[str]:
    """Return the kinds that were asked for and do not exist."""
    known = {kind.slug for kind in kinds()}
    return [clean(slug, max_length=80) for slug in asked if slug and slug not in known]
