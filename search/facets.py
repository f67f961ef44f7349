"""
Exact facet counts from bitsets; knows items by number only, and no database.

A set of items is one Python integer in which bit *i* stands for item *i*. An
intersection of a hundred thousand items then costs microseconds.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice

type Bits = int
type Values = Mapping[str, Bits]

_NOT_EMPTY = re.compile(rb"[^\0]", re.DOTALL)
_MEMBERS = [[bit for bit in range(8) if byte >> bit & 1] for byte in range(256)]


def bits(numbers: Iterable[int]) -> Bits:
    """Return the set of ``numbers``, none of them negative, as one integer."""
    members = list(numbers)
    # Bytes and not found |= 1 << number, which copies the whole set for every member.
    field = bytearray(max(members, default=0) // 8 + 1)
    for number in members:
        field[number // 8] |= 1 << number % 8
    return int.from_bytes(field, "little")


def members(items: Bits) -> list[int]:
    """Return the numbers in ``items``, smallest first; costs its length once, and each member."""
    field = items.to_bytes((items.bit_length() + 7) // 8, "little")
    return [
        found.start() * 8 + bit
        for found in _NOT_EMPTY.finditer(field)
        for bit in _MEMBERS[field[found.start()]]
    ]


def in_order(items: Bits, order: Sequence[int], start: int, stop: int) -> list[int]:
    """
    Return the items at ``start`` to ``stop`` when they stand in ``order``.

    ``order`` has every item there is, so a full list costs what it shows and
    a sparse one a step for each number that it passes over.
    """
    field = items.to_bytes((max(items.bit_length(), 1) + 7) // 8, "little")
    last = len(field) * 8
    passing = (
        number for number in order if number < last and field[number >> 3] >> (number & 7) & 1
    )
    return list(islice(passing, start, stop))


def narrowed(
    pool: Bits,
    facets: Mapping[str, Values],
    chosen: Mapping[str, Collection[str]],
    *,
    leave_out: str | None = None,
) -> Bits:
    """
    Return the items of ``pool`` that satisfy every choice.

    Within a facet any chosen value will do, across facets all must hold; the
    facet ``leave_out`` is not looked at.
    """
    for name, values in chosen.items():
        if name != leave_out and values:
            pool &= union(facets[name], values)
    return pool


def union(values: Values, chosen: Iterable[str]) -> Bits:
    found = 0
    for value in chosen:
        found |= values[value]
    return found


def counts_after_choosing(
    pool: Bits, facets: Mapping[str, Values], chosen: Mapping[str, Collection[str]]
) -> dict[str, dict[str, int]]:
    """
    Return for each value how many items the list has once it is chosen too.

    For a value that is chosen already that is the length of the list as it is.
    Cost: one union and one intersection a value.
    """
    counts = {}
    for name, values in facets.items():
        others = narrowed(pool, facets, chosen, leave_out=name)
        own = union(values, chosen.get(name, ()))
        counts[name] = {value: (others & (own | has)).bit_count() for value, has in values.items()}
    return counts
