import pytest

from tools.conversation.outcome.partition import divide
from tools.conversation.roles import Role

HEALTH, WORK, YOUTH, BOARD = Role.HEALTH, Role.WORK, Role.YOUTH, Role.BOARD


@pytest.mark.parametrize(
    ("roles", "groups"),
    [
        pytest.param([HEALTH] * 2, [], id="fewer than three people"),
        pytest.param([HEALTH] * 3, [("Gezondheid", 3)], id="one role"),
        pytest.param([HEALTH, WORK, YOUTH], [("Andere rollen", 3)], id="all alone"),
        pytest.param(
            [HEALTH] * 3 + [WORK] * 4, [("Werk en inkomen", 4), ("Gezondheid", 3)], id="two roles"
        ),
        pytest.param(
            [HEALTH] * 3 + [WORK] * 2 + [YOUTH],
            [("Gezondheid", 3), ("Andere rollen", 3)],
            id="the small ones together",
        ),
        pytest.param(
            [HEALTH] * 4 + [WORK] * 3 + [YOUTH],
            [("Gezondheid", 4), ("Werk en inkomen en 1 andere rol", 4)],
            id="the smallest joins who are left",
        ),
        pytest.param(
            [HEALTH] * 4 + [WORK, YOUTH],
            [("Gezondheid en 2 andere rollen", 6)],
            id="nobody is left to compare with",
        ),
        pytest.param(
            [HEALTH] * 4 + [WORK] * 4 + [YOUTH] * 3,
            [("Werk en inkomen en 1 andere rol", 7), ("Gezondheid", 4)],
            id="three groups of which one is small",
        ),
        pytest.param(
            [HEALTH] * 5 + [WORK] * 5 + [YOUTH] * 6,
            [("Jeugd of onderwijs", 6), ("Gezondheid", 5), ("Werk en inkomen", 5)],
            id="three groups",
        ),
    ],
)
def test_divide_keeps_groups_of_three(roles, groups):
    partition = divide(roles)

    assert [(one.label, one.people) for one in partition.groups] == groups


def test_divide_with_names_has_many_groups_of_three():
    partition = divide([HEALTH] * 3 + [WORK] * 3 + [YOUTH] * 3 + [BOARD], of_many=3)

    assert [one.people for one in partition.groups] == [4, 3, 3]
