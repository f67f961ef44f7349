"""The state of a list: all of it in the query string, and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.urls import reverse

from knowledge.facets import Chosen, Facet, FacetTable
from knowledge.filters import KnowledgeFilterSet
from search.facets import Bits


@dataclass(frozen=True, slots=True)
class Chip:
    """An active choice; ``url`` is the same list without it."""

    facet: str
    facet_label: str
    value: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class WayOut:
    """A way on when nothing is found: the list without one choice, or with only that one."""

    chip: Chip
    url: str
    count: int
    keeps: bool


@dataclass(frozen=True, slots=True)
class ListState:
    """What a list was asked; builds the addresses of its neighbours."""

    path: str
    query: str
    chosen: Chosen
    sort: str = ""
    switches: Mapping[str, str] = field(default_factory=dict)
    # What stays whatever is chosen: the tab.
    kept: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, path: str, filterset: KnowledgeFilterSet) -> "ListState":
        """Read the state from ``filterset``; an order that goes without saying is left out."""
        sort = "" if filterset.sort == filterset.usual_sort else filterset.sort
        return cls(path, filterset.query, filterset.chosen, sort, filterset.switches)

    def url(self, *, page: int = 1) -> str:
        """Return the address of this list, the same one for the same state."""
        pairs = [("q", self.query)] if self.query else []
        pairs += self.switches.items()
        pairs += [(name, value) for name, values in self.chosen.items() for value in values]
        pairs += [(name, value) for name, value in self.kept.items() if value]
        pairs += [("sorteer", self.sort)] if self.sort else []
        pairs += [("pagina", str(page))] if page > 1 else []
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path

    def elsewhere(self, names: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return this list at other addresses, as (label, address); ``names`` are URL names."""
        return [(label, replace(self, path=reverse(name)).url()) for label, name in names.items()]

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Return what a form sends along unseen, as (name, value)."""
        switches = [*self.switches.items(), ("voor", self.query)] if self.switches else []
        return [*switches, *((name, value) for name, value in self.kept.items() if value)]

    def keeping(self, **kept: str) -> "ListState":
        """Return this list in another tab; "" is none."""
        return replace(self, kept=kept)

    def without(self, name: str, value: str) -> "ListState":
        """Return this list without one choice; the words are the choice named "q"."""
        if name == "q":
            return replace(self, query="", switches={})
        left = {
            facet: [one for one in values if (facet, one) != (name, value)]
            for facet, values in self.chosen.items()
        }
        return replace(self, chosen={k: v for k, v in left.items() if v})

    def only(self, name: str, value: str) -> "ListState":
        return replace(self, query="", switches={}, chosen={name: [value]})

    def asking(self, query: str, **switches: str) -> "ListState":
        """Return this list for other words, or the same words understood otherwise."""
        return replace(self, query=query, switches=switches)

    def chips(self, facets: Mapping[str, Facet]) -> list[Chip]:
        """Return every active choice, the words first."""
        asked = [("q", "Zoekwoorden", self.query, self.query)] if self.query else []
        asked += [
            (name, facets[name].label, value, facets[name].label_of(value))
            for name, values in self.chosen.items()
            for value in values
        ]
        return [
            Chip(name, facet_label, value, label, self.without(name, value).url())
            for name, facet_label, value, label in asked
        ]

    def ways_out(self, table: FacetTable, matched: Bits, within: Bits) -> list[WayOut]:
        """
        Return how to find something after all, the most helpful way first.

        That is: the choice to let go of; where no single one helps, the one to
        keep. ``matched`` are the items ``within`` this list that match the words.
        """
        chips = self.chips(table.facets)
        found = []
        for chip in chips:
            pool = within if chip.facet == "q" else matched
            left = self.without(chip.facet, chip.value)
            count = table.narrowed(pool, left.chosen).bit_count()
            found.append(WayOut(chip, chip.url, count, keeps=False))
        if not any(way.count for way in found):
            found = [
                WayOut(
                    chip,
                    (kept := self.only(chip.facet, chip.value)).url(),
                    table.narrowed(within, kept.chosen).bit_count(),
                    keeps=True,
                )
                for chip in chips
                if chip.facet != "q"
            ]
        return sorted((way for way in found if way.count), key=lambda way: -way.count)
