"""
For two small groups: looks at every world that the counts of all together allow.

A view is what one person knows: her group, and her answer to each statement. It is a
leak where all worlds that she cannot tell apart have one answer for somebody else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import product
from math import prod
from operator import and_, or_

from tools.conversation.outcome.worlds import (
    Counts,
    Levels,
    Spread,
    World,
    halvings,
    levels_of_totals,
    only_answer,
    totals,
)

# Worlds, a bit for each.
type Bits = int
# A group, and what somebody in it chose.
type Own = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shown:
    """``ways`` are those in which each column can fall apart; the worlds are their product."""

    ways: Sequence[Sequence[Spread]]
    bits: Bits

    def has(self, world: World) -> bool:
        place = 0
        for ways, spread in zip(self.ways, world, strict=True):
            place = place * len(ways) + ways.index(spread)
        return bool(self.bits >> place & 1)


@dataclass(frozen=True, slots=True)
class _View:
    """``certain`` has for each answer of somebody else the worlds in which it is what she knows."""

    worlds: Bits
    certain: Sequence[Bits]

    def is_leak(self, among: Bits) -> bool:
        seen = self.worlds & among
        return bool(seen) and any(seen & one == seen for one in self.certain)


@lru_cache(maxsize=64)
def shown(columns: tuple[Counts, ...], size: int) -> Shown:
    """
    Return the worlds in which levels are shown; in all others of ``columns`` they are withheld.

    In neither is there a leak. It follows from ``columns`` and ``size`` alone, so that
    levels are withheld tells no more either.
    """
    ways = [tuple(halvings(column, size)) for column in columns]
    views, classes = _views(ways), _by_levels(ways)
    every = _together(classes.values())
    kept = {told: _without_leaks(worlds, views) for told, worlds in classes.items()}
    while leaks := [one for one in views if one.is_leak(every & ~_together(kept.values()))]:
        exposed = _together(one.worlds for one in leaks)
        seen = [told for told, worlds in kept.items() if worlds & exposed]
        if not seen:
            break
        # What is withheld is too little to hide in: withhold more, as little as will do.
        kept[min(seen, key=lambda told: (kept[told].bit_count(), str(told)))] = 0
    return Shown(ways, _together(kept.values()))


def _without_leaks(worlds: Bits, views: Sequence[_View]) -> Bits:
    """Return the most of ``worlds`` that can be told by the same levels without a leak."""
    while leaks := [one for one in views if one.is_leak(worlds)]:
        worlds &= ~_together(one.worlds for one in leaks)
    return worlds


def _together(sets: Iterable[Bits]) -> Bits:
    return reduce(or_, sets, 0)


def _by_levels(ways: Sequence[Sequence[Spread]]) -> Mapping[Levels, Bits]:
    found: dict[Levels, list[int]] = {}
    summed = [[totals(spread) for spread in one] for one in ways]
    for place, world in enumerate(product(*summed)):
        found.setdefault(levels_of_totals(world), []).append(place)
    return {told: _bits(places) for told, places in found.items()}


def _bits(places: Sequence[int]) -> Bits:
    octets = bytearray(places[-1] // 8 + 1)
    for place in places:
        octets[place // 8] |= 1 << place % 8
    return int.from_bytes(octets, "little")


def _views(ways: Sequence[Sequence[Spread]]) -> Sequence[_View]:
    """Return what each may know who is in any of the worlds."""
    found = []
    by_own = [_by_own(spreads, _worlds_of(ways, number)) for number, spreads in enumerate(ways)]
    for group in range(len(ways[0][0])):
        answers = [[one for own, one in column.items() if own[0] == group] for column in by_own]
        for chosen in product(*answers):
            worlds = reduce(and_, (one.worlds for one in chosen))
            if worlds:
                found.append(_View(worlds, [bits for one in chosen for bits in one.certain]))
    return found


def _worlds_of(ways: Sequence[Sequence[Spread]], number: int) -> Sequence[Bits]:
    """Return in which worlds each way of column ``number`` is."""
    inner = prod(len(one) for one in ways[number + 1 :])
    outer = prod(len(one) for one in ways[:number])
    period = inner * len(ways[number])
    # A run of ones, again and again: the worlds are in the order of the product.
    again = ((1 << period * outer) - 1) // ((1 << period) - 1)
    run = ((1 << inner) - 1) * again
    return [run << inner * place for place in range(len(ways[number]))]


def _by_own(spreads: Sequence[Spread], worlds: Sequence[Bits]) -> Mapping[Own, _View]:
    """Return what is known to who is in a group and chose something, of one column."""
    present: dict[Own, Bits] = {}
    certain: dict[Own, dict[Own, Bits]] = {}
    for spread, bits in zip(spreads, worlds, strict=True):
        for own in _owns(spread):
            present[own] = present.get(own, 0) | bits
            for known in _known(spread, own):
                of_own = certain.setdefault(own, {})
                of_own[known] = of_own.get(known, 0) | bits
    return {own: _View(bits, list(certain.get(own, {}).values())) for own, bits in present.items()}


def _owns(spread: Spread) -> Iterator[Own]:
    for group, counts in enumerate(spread):
        for value, count in enumerate(counts):
            if count:
                yield group, value


def _known(spread: Spread, own: Own) -> Iterator[Own]:
    """Give the groups of which all others chose one thing."""
    for group, counts in enumerate(spread):
        value = only_answer(counts, own[1] if own[0] == group else None)
        if value is not None:
            yield group, value
