"""How many practices each province has: the tile map."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from knowledge.models import Province
from practices.models import Practice

SHADES = 4


@dataclass(frozen=True, slots=True)
class Tile:
    """A province on the tile map; ``shade`` is its step on the colour scale, 1 to 4."""

    name: str
    slug: str
    abbreviation: str
    count: int
    shade: int


def tiles() -> list[Tile]:
    """Return the provinces with the number of published practices in each; one query."""
    there = (
        Practice.objects.published()
        .filter(Q(municipalities__province=OuterRef("pk")) | Q(provinces=OuterRef("pk")))
        .order_by()
        .values("kind")
        .annotate(n=Count("pk", distinct=True))
        .values("n")
    )
    rows = Province.objects.annotate(n=Coalesce(Subquery(there), 0)).values_list(
        "name", "slug", "abbreviation", "n"
    )
    most = max((count for _name, _slug, _abbreviation, count in rows), default=0)
    return [
        Tile(name, slug, abbreviation, count, shade=_shade(count, most))
        for name, slug, abbreviation, count in rows
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
