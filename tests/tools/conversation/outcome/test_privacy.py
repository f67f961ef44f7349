"""
That no answer follows from all that anybody may see, in a conversation without names.

For each who looks, and each answer of somebody else: there are other answers, with the same
answers of who looks, of which exactly the same is shown. That levels are withheld is shown too.
"""

from collections import Counter
from itertools import product
from math import factorial, prod
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.tools.conversation.outcome.adversary import asked, derived, every_order, published
from tools.conversation.outcome import columns, moving
from tools.conversation.outcome.columns import VALUES
from tools.conversation.outcome.partition import divide
from tools.conversation.outcome.renewing import renewed
from tools.conversation.outcome.worlds import levels_of, world_of
from tools.conversation.roles import Role

MOST_ORDERS = 700
IN_SIX = [Role.HEALTH] * 3 + [Role.WORK] * 3


def orders(*answers):
    """Return in how many ways these can have been given."""
    return prod(
        factorial(len(column)) // prod(factorial(count) for count in Counter(column).values())
        for column in answers
    )


def is_counted(column):
    return columns.tell(column).counts is not None


@st.composite
def some_columns(draw, people):
    """Draw answers to one to three statements, such that they are counted."""
    drawn = []
    for _statement in range(draw(st.integers(1, 3))):
        values = draw(st.permutations(VALUES))[: draw(st.integers(2, 4))]
        drawn.append("".join(sorted(draw(st.sampled_from(values)) for _person in range(people))))
    assume(all(is_counted(column) for column in drawn) and orders(*drawn) <= MOST_ORDERS)
    return drawn


@pytest.mark.parametrize("people", [3, 4, 5])
def test_column_of_few_people_betrays_nobody(people):
    worlds = [tuple((value,) for value in chosen) for chosen in product(VALUES, repeat=people)]

    found = derived(worlds, lambda world: repr(columns.tell([row[0] for row in world])))

    assert found == []


@pytest.mark.parametrize("people", [3, 4])
def test_being_counted_betrays_nobody(people):
    questionnaire, keys = asked(2)
    rows = [row for row in product("12-", repeat=2) if row != ("-", "-")]
    worlds = list(product(rows, repeat=people))

    found = derived(
        worlds, lambda world: repr(published(world, [Role.HEALTH] * people, questionnaire, keys))
    )

    assert found == []


@pytest.mark.parametrize(
    ("answers", "is_ever_shown"),
    [
        pytest.param(["111444"], False, id="one statement, two answers"),
        pytest.param(["112233"], True, id="one statement, three answers"),
        pytest.param(["111222", "122333"], True, id="two statements"),
        pytest.param(["112344"], True, id="all of the scale"),
        pytest.param(["011222", "---333"], True, id="some say nothing"),
        pytest.param(["000111", "000222"], True, id="most cannot say"),
    ],
)
def test_groups_betray_nobody(answers, is_ever_shown):
    questionnaire, keys = asked(len(answers))
    shown = []

    def tell(world):
        release = published(world, IN_SIX, questionnaire, keys)
        shown.append(bool(release.levels))
        return repr(release)

    found = derived(every_order(*answers), tell)

    assert (found, any(shown)) == ([], is_ever_shown)


@settings(max_examples=8)
@given(some_columns(people=6))
def test_groups_of_three_betray_nobody(answers):
    questionnaire, keys = asked(len(answers))

    found = derived(
        every_order(*answers), lambda world: repr(published(world, IN_SIX, questionnaire, keys))
    )

    assert found == []


def test_opening_again_betrays_nobody():
    questionnaire, keys = asked(1)
    worlds = product(product("123", repeat=2), repeat=4)

    def tell(world):
        before, after = (
            published([row[moment : moment + 1] for row in world], IN_SIX[:4], questionnaire, keys)
            for moment in (0, 1)
        )
        return repr((before, renewed([before], after)))

    # Everybody may have changed: that is when there is something new at all.
    assert derived(worlds, tell) == []


@settings(max_examples=12)
@given(some_columns(people=7), st.sampled_from([(3, 4), (4, 3)]))
def test_going_from_world_to_world_betrays_nobody(answers, sizes):
    told = {}

    def tell(world):
        first, second = world[: sizes[0]], world[sizes[0] :]
        grouped = world_of([(group(first, n), group(second, n)) for n in range(len(answers))])
        if grouped not in told:
            told[grouped] = levels_of(grouped) if moving.is_shown(grouped) else "withheld"
        return told[grouped]

    def group(rows, statement):
        return [row[statement] for row in rows]

    assert derived(every_order(*answers), tell) == []


@settings(max_examples=12)
@given(st.integers(8, 40), st.integers(2, 4), st.integers(0, 10_000))
def test_many_people_betray_nobody(people, roles, seed):
    random = Random(seed)
    conversation = Many(people, roles, random)

    for _try in range(8):
        looking, other = random.sample(range(people), 2)
        assert conversation.has_witness(looking, other, random.randrange(3))


class Many:
    """Answers of many to three statements, in groups that lean to one side or the other."""

    def __init__(self, people: int, roles: int, random: Random) -> None:
        self.random = random
        self.questionnaire, self.keys = asked(3)
        self.roles = [Role.values[number % roles] for number in range(people)]
        leaning = {(role, n): random.gauss(2.4, 0.7) for role in self.roles for n in range(3)}
        self.world = [
            tuple(self._answer(leaning[role, statement]) for statement in range(3))
            for role in self.roles
        ]
        self.group = [divide(self.roles).of_role[role] for role in self.roles]
        self.told = self._tell(self.world)

    def _answer(self, leaning: float) -> str:
        if self.random.random() < 0.08:
            return "0"
        return str(min(4, max(1, round(self.random.gauss(leaning, 0.7)))))

    def _tell(self, world):
        return published(world, self.roles, self.questionnaire, self.keys)

    def has_witness(self, looking: int, other: int, statement: int) -> bool:
        """Say whether something else at ``other`` can be thought of, by who is ``looking``."""
        return any(
            world[other][statement] != self.world[other][statement]
            and world[looking] == self.world[looking]
            and self._tell(world) == self.told
            for world in self._others(looking, other, statement)
        )

    def _others(self, looking: int, other: int, statement: int):
        people = [one for one in range(len(self.world)) if one not in {looking, other}]
        self.random.shuffle(people)
        people.sort(key=lambda one: self.group[one] != self.group[other])
        for one in people:
            if self.group[one] == self.group[other]:
                yield self._changed({one: self.world[other], other: self.world[one]})
        for one in people:
            mine, theirs = list(self.world[other]), list(self.world[one])
            mine[statement], theirs[statement] = theirs[statement], mine[statement]
            yield self._changed({other: tuple(mine), one: tuple(theirs)})
        # Of a column with one answer by far, nobody knows how many chose something else.
        for value in VALUES:
            mine = list(self.world[other])
            mine[statement] = value
            yield self._changed({other: tuple(mine)})
        for _try in range(200):
            yield self._sorted(looking, other, statement)

    def _changed(self, rows):
        return [rows.get(one, row) for one, row in enumerate(self.world)]

    def _sorted(self, looking: int, other: int, statement: int):
        """Return a world in which each group is as much of one mind as may be."""
        world = [list(row) for row in self.world]
        people = [one for one in range(len(world)) if one != looking]
        self.random.shuffle(people)
        groups = self.random.sample(sorted(set(self.group)), len(set(self.group)))
        people.sort(key=lambda one: groups.index(self.group[one]))
        for column in range(3):
            order = self.random.sample(VALUES, len(VALUES))
            values = sorted((world[one][column] for one in people), key=order.index)
            for one, value in zip(people, values, strict=True):
                world[one][column] = value
        return [tuple(row) for row in world]


@given(st.lists(st.sampled_from(Role.values), min_size=3, max_size=60))
def test_groups_leave_nobody_to_subtract(roles):
    partition = divide(roles)

    sizes = Counter(partition.of_role[role] for role in roles)
    assert sizes == {group.key: group.people for group in partition.groups}
    assert min(sizes.values()) >= 3
    # Where there is more than one, a role that is shown by itself is shown whole.
    assert all(
        group.people == roles.count(group.key)
        for group in partition.groups
        if group.key in Role.values
    )
