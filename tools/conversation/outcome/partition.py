"""Who stands together: people of one role, or of several, never fewer than three."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tools.conversation.outcome.release import Group
from tools.conversation.roles import Role

FEWEST = 3
# From three groups on each needs more people: levels of three small groups could
# hardly ever be shown.
FEWEST_OF_MANY = 5
TWO = 2
OTHERS = "others"
OTHERS_LABEL = "Andere rollen"


@dataclass(frozen=True, slots=True)
class Partition:
    """``groups`` from large to small; ``of_role`` says in which of them, by its key."""

    groups: tuple[Group, ...]
    of_role: Mapping[str, str]


def divide(roles: Sequence[str], *, of_many: int = FEWEST_OF_MANY) -> Partition:
    """
    Return groups that hold everybody; none for fewer than three people.

    Three groups or more have ``of_many`` people at least. What is left of the small
    roles together is a group too, or the smallest joins it: else it would follow from
    all minus the groups.
    """
    if len(roles) < FEWEST:
        return Partition((), {})
    sizes = Counter(roles)
    # From small to large; of equals the last in the order of Role first.
    order = sorted(sizes, key=lambda role: (sizes[role], -Role.values.index(role)))
    alone = [role for role in order if sizes[role] >= FEWEST]
    rest = [role for role in order if sizes[role] < FEWEST]
    while alone and _is_too_fine(
        [sizes[role] for role in alone], sum(sizes[role] for role in rest), of_many
    ):
        rest.append(alone.pop(0))
    together = [[role] for role in alone] + ([rest] if rest else [])
    groups = {_key(some): _group(some, sizes) for some in together}
    return Partition(
        tuple(sorted(groups.values(), key=lambda one: (-one.people, one.key == OTHERS, one.key))),
        {role: _key(some) for some in together for role in some},
    )


def _is_too_fine(alone: Sequence[int], rest: int, of_many: int) -> bool:
    sizes = [*alone, *([rest] if rest else [])]
    return 0 < rest < FEWEST or (len(sizes) > TWO and min(sizes) < of_many)


def _group(roles: Sequence[str], sizes: Mapping[str, int]) -> Group:
    people = sum(sizes[role] for role in roles)
    largest = max(roles, key=lambda role: (sizes[role], -Role.values.index(role)))
    return Group(_key(roles), _label(roles, largest, sizes), people)


def _key(roles: Sequence[str]) -> str:
    return roles[0] if len(roles) == 1 else OTHERS


def _label(roles: Sequence[str], largest: str, sizes: Mapping[str, int]) -> str:
    """Name the role of which there are enough by itself; of others only that they are others."""
    others = len(roles) - 1
    if others and sizes[largest] < FEWEST:
        return OTHERS_LABEL
    name = str(Role(largest).label)
    if not others:
        return name
    return f"{name} en {others} andere {'rol' if others == 1 else 'rollen'}"
