"""Decides whether levels of groups may be shown, such that no and yes both tell no answer."""

from tools.conversation.outcome import every_world, moving
from tools.conversation.outcome.worlds import World, columns_of, how_many, sizes_of

MOST_WORLDS = 10_000
TWO = 2


def may_show(world: World) -> bool:
    """
    Say whether the levels of the groups in ``world`` may be shown.

    All know ``columns_of`` and ``sizes_of`` it: these alone decide how it is found out.
    """
    columns, sizes = columns_of(world), sizes_of(world)
    if len(sizes) == TWO and how_many(columns, sizes[0]) <= MOST_WORLDS:
        return every_world.shown(columns, sizes[0]).has(world)
    return moving.is_shown(world)
