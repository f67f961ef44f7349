"""
Which answers may have been given in groups, for who knows only how many there are of each.

What one of a group answered and what another did, can be the other way around; so a world
says for each statement and group only how many chose what.
"""

from collections.abc import Iterator, Sequence
from math import prod

from tools.conversation.outcome import levels
from tools.conversation.outcome.columns import VALUES

# How many chose each of VALUES.
type Counts = tuple[int, ...]
# By group, those of one statement.
type Spread = tuple[Counts, ...]
# By statement.
type World = tuple[Spread, ...]
# By group: half steps, as they may be told.
type Levels = tuple[int | None, ...]
# By group, of one statement.
type Totals = tuple[tuple[int, int], ...]

POINTS = range(4)


def world_of(answers: Sequence[Sequence[Sequence[str]]]) -> World:
    """Return the world of ``answers``: by statement, by group, of each person."""
    return tuple(
        tuple(tuple(group.count(value) for value in VALUES) for group in statement)
        for statement in answers
    )


def columns_of(world: World) -> tuple[Counts, ...]:
    return tuple(tuple(map(sum, zip(*spread, strict=True))) for spread in world)


def sizes_of(world: World) -> tuple[int, ...]:
    return tuple(sum(counts) for counts in world[0])


def levels_of(world: World) -> Levels:
    return levels_of_totals([totals(spread) for spread in world])


def totals(spread: Spread) -> Totals:
    """Return for each group what its points make together, and how many they are."""
    return tuple(
        (sum((point + 1) * counts[point] for point in POINTS), sum(counts[: len(POINTS)]))
        for counts in spread
    )


def levels_of_totals(world: Sequence[Totals]) -> Levels:
    return tuple(
        levels.coded(levels.halves(sum(one[0] for one in group), sum(one[1] for one in group)))
        for group in zip(*world, strict=True)
    )


def halvings(column: Counts, size: int) -> Iterator[Spread]:
    """Give each way in which ``column`` falls apart in a group of ``size`` and the rest."""
    for first in _parts(column, size):
        yield first, tuple(all_ - some for all_, some in zip(column, first, strict=True))


def _parts(column: Counts, size: int) -> Iterator[Counts]:
    if not column:
        if not size:
            yield ()
        return
    for count in range(min(column[0], size) + 1):
        for rest in _parts(column[1:], size - count):
            yield count, *rest


def how_many(columns: Sequence[Counts], size: int) -> int:
    """Return how many worlds ``columns`` allow with a group of ``size`` and the rest."""
    return prod(sum(1 for _part in _parts(column, size)) for column in columns)


def only_answer(counts: Counts, without: int | None = None) -> int | None:
    """Return what all of a group chose, ``without`` one who chose that; None if they differ."""
    left = [
        value for value, count in enumerate(counts) if count - (1 if value == without else 0) > 0
    ]
    return left[0] if len(left) == 1 else None
