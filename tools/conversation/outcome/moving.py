"""
For many people: goes from world to world, swapping one answer between two groups.

A group is poor at a statement where all but one chose the same, and poorer where all
did: then who is in it may know what each other chose. Elsewhere two in the group can be
thought to have chosen what the other did. From a world that is shown, each poor group
has a swap that leaves the levels as they are and leads to a world with less poverty
that is shown too, and so on until nothing is poor.
"""

from collections.abc import Iterator, Sequence

from tools.conversation.outcome.worlds import (
    Counts,
    Levels,
    Spread,
    World,
    columns_of,
    levels_of,
    sizes_of,
)

RICH = 2
TWO = 2
MOST_STEPS = 5_000
_VALUES = range(6)


def is_shown(world: World) -> bool:
    """Say whether levels may be shown."""
    columns, sizes = columns_of(world), sizes_of(world)
    if not any(max(column) >= min(sizes) - 1 for column in columns):
        # Nothing can be poor.
        return True
    # Worlds that are poorer are withheld, and whoever is in one, can think of them.
    poor = poverty(world)
    if poor >= roughly_poor(columns, sizes) and poor >= least_poor(columns, sizes):
        return False
    try:
        return _Walk(levels_of(world)).has_way(world)
    except _TooFarError:
        return False


def poverty(world: World) -> int:
    return sum(_poverty(counts) for spread in world for counts in spread)


def _poverty(counts: Counts) -> int:
    return max(0, RICH - (sum(counts) - max(counts)))


class _TooFarError(Exception):
    """It takes more than MOST_STEPS; from a world on the way it never takes more than from here."""


class _Walk:
    """Worlds that say the same levels, with what was found out of each."""

    def __init__(self, told: Levels) -> None:
        self.told = told
        self.found: dict[World, bool] = {}
        self.steps = 0

    def has_way(self, world: World) -> bool:
        if not poverty(world):
            return True
        if world not in self.found:
            self.steps += 1
            if self.steps > MOST_STEPS:
                raise _TooFarError
            self.found[world] = all(
                self._has_swaps(world, statement, group, counts)
                for statement, spread in enumerate(world)
                for group, counts in enumerate(spread)
                if _poverty(counts)
            )
        return self.found[world]

    def _has_swaps(self, world: World, statement: int, group: int, counts: Counts) -> bool:
        """Say whether whoever looks on can think of a swap, also who has one of the answers."""
        # Who chose something else than all others in the group, is the one who looks.
        wanted = 1 if sum(counts) > max(counts) else 2
        people = 0
        for swapped, holders in _swaps(world, statement, group):
            if (
                poverty(swapped) < poverty(world)
                and levels_of(swapped) == self.told
                and self.has_way(swapped)
            ):
                people += holders
                if people >= wanted:
                    return True
        return False


def _swaps(world: World, statement: int, group: int) -> Iterator[tuple[World, int]]:
    """Give each world after a swap of what most in ``group`` chose, and how many may give it."""
    spread = world[statement]
    most = max(_VALUES, key=lambda value: spread[group][value])
    for other, counts in enumerate(spread):
        for value in _VALUES:
            if other != group and value != most and counts[value]:
                swapped = _swapped(spread, group, other, most, value)
                yield (*world[:statement], swapped, *world[statement + 1 :]), counts[value]


def _swapped(spread: Spread, group: int, other: int, given: int, got: int) -> Spread:
    rows = [list(counts) for counts in spread]
    rows[group][given] -= 1
    rows[group][got] += 1
    rows[other][got] -= 1
    rows[other][given] += 1
    return tuple(tuple(row) for row in rows)


# Somebody in a group who chose something.
type _Pin = tuple[int, int]


def least_poor(columns: Sequence[Counts], sizes: Sequence[int]) -> int:
    """
    Return how poor a world of ``columns`` there surely is, whatever two people chose.

    One of them chose something to each statement, the other something to one of them,
    and could have chosen something else.
    """
    alone = [
        min(_poorest(column, sizes, [pin]) for pin in _pins(column, sizes)) for column in columns
    ]
    both = [min(_second(column, sizes, pin) for pin in _pins(column, sizes)) for column in columns]
    return min(sum(alone) - one + two for one, two in zip(alone, both, strict=True))


def roughly_poor(columns: Sequence[Counts], sizes: Sequence[int]) -> int:
    """Return at most what least_poor does, in no time: as if both took of every answer."""
    return sum(
        max(0, _poorest([max(0, count - TWO) for count in column], sizes, []) - TWO)
        for column in columns
    )


def _pins(column: Counts, sizes: Sequence[int]) -> Iterator[_Pin]:
    # Groups of one size are alike.
    for group in {size: number for number, size in enumerate(sizes)}.values():
        for value in _VALUES:
            if column[value]:
                yield group, value


def _second(column: Counts, sizes: Sequence[int], pin: _Pin) -> int:
    """Return how poor with another person in any group, for all but one of her answers."""
    left = [count - (value == pin[1]) for value, count in enumerate(column)]
    least = []
    for group in range(len(sizes)):
        poor = sorted(
            _poorest(column, sizes, [pin, (group, value)]) for value in _VALUES if left[value]
        )
        least.append(poor[-2] if len(poor) > 1 else 0)
    return min(least)


def _poorest(column: Sequence[int], sizes: Sequence[int], pins: Sequence[_Pin]) -> int:
    """Return a poverty that can be had: group after group is given what makes it poorest."""
    left = list(column)
    for _group, value in pins:
        left[value] -= 1
    todo, total = set(range(len(sizes))), 0
    while todo:
        poor, unused, group, value = max(
            _filled(left[value], sizes[group], pins, group, value)
            for group in todo
            for value in _VALUES
        )
        if not poor:
            break
        total += poor
        left[value] += unused
        todo.remove(group)
    return total


def _filled(
    left: int, size: int, pins: Sequence[_Pin], group: int, value: int
) -> tuple[int, int, int, int]:
    """Return how poor ``group`` is when all ``left`` go there, and minus how many that takes."""
    own = [chosen for pinned, chosen in pins if pinned == group]
    given = min(left, size - len(own))
    same = given + own.count(value)
    return max(0, RICH - (size - same)), -given, group, value
