"""How many practices each province has: the tile map."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.models import Province
from practices.facets import listed_practices

SHADES = 4


@dataclass(frozen=True, slots=True)
class Tile:
    """A province on the tile map; ``shade`` is its step on the colour scale, 1 to 4."""

    name: str
    slug: str
    abbreviation: str
    count: int
    shade: int


def tiles(version: str) -> list[Tile]:
    """Return the provinces with the number of published practices in each; one query."""
    facet = listed_practices.at(version).table.facets["provincie"]
    counts = {value.slug: value.used for value in facet.values}
    most = max(counts.values(), default=0)
    return [
        Tile(name, slug, abbreviation, counts.get(slug, 0), shade=_shade(counts.get(slug, 0), most))
        for name, slug, abbreviation in Province.objects.values_list("name", "slug", "abbreviation")
    ]


def legend(shown: Sequence[Tile]) -> list[tuple[int, int, int]]:
    """Return for each shade that can occur the lowest and highest count: (shade, from, to)."""
    most = max((tile.count for tile in shown), default=0)
    counts: dict[int, list[int]] = {}
    for count in range(most + 1):
        counts.setdefault(_shade(count, most), []).append(count)
    return [(shade, found[0], found[-1]) for shade, found in counts.items()]


def _shade(count: int, most: int) -> int:
    return 1 + SHADES * count // (most + 1)
