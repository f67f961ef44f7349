"""What the list of exercises opens with: the leerbehoeften in the words of who has one."""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.facets import FacetTable
from tools.reflection.needs import Need

ICONS: Mapping[Need, str] = {
    Need.PICTURE: "chart-radar",
    Need.WORKS: "clipboard-check",
    Need.OUTCOME: "users",
    Need.IMPROVE: "target-arrow",
    Need.RETHINK: "scale",
}


@dataclass(frozen=True, slots=True)
class Entry:
    need: Need
    icon: str
    count: int


def entries(table: FacetTable) -> list[Entry]:
    """Return an entry for each leerbehoefte, with how many exercises it has."""
    count = {value.slug: value.used for value in table.facets["leerbehoefte"].values}
    return [Entry(need, ICONS[need], count[need.slug]) for need in Need]
