"""
Exact facet counts from bitsets; knows items by number only, and no database.

A set of items is one Python integer in which bit *i* stands for item *i*. An
intersection of a hundred thousand items then costs microseconds.
"""

from collections.abc import Collection, Iterable, Mapping

type Bits = int
type Values = Mapping[str, Bits]


def bits(numbers: Iterable[int]) -> Bits:
    """Return the set of ``numbers``, none of them negative, as one integer."""
    members = list(numbers)
    # Bytes and not found |= 1 << number, which copies the whole set for every member.
    field = bytearray(max(members, default=0) // 8 + 1)
    for number in members:
        field[number // 8] |= 1 << number % 8
    return int.from_bytes(field, "little")


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
