import pytest

from tools.conversation.outcome import columns
from tools.conversation.outcome.release import Column, Group, Release, StatementRelease
from tools.conversation.outcome.renewing import renewed

GROUPS = (Group("health", "Gezondheid", 4),)


def a_release(*answers, levels=None):
    statements = {
        f"a{n}": StatementRelease(columns.tell(one), columns.tell("112233"))
        for n, one in enumerate(answers)
    }
    return Release(len(answers[0]), GROUPS, statements, levels or {})


@pytest.mark.parametrize(
    ("before", "now", "is_told"),
    [
        pytest.param("11223344", "11223344", True, id="the same"),
        pytest.param("11223344", "11223334", False, id="one changed"),
        pytest.param("11112222", "11110000", False, id="four changed alike"),
        pytest.param("11112223", "01234223", False, id="four gave up the same"),
        pytest.param("11122234", "00044434", True, id="six changed, three of each"),
        pytest.param("11223", "112231", False, id="somebody came"),
        pytest.param("11223", "112231234", True, id="four came with three answers"),
        pytest.param("11223", "112233333", False, id="four came with one answer"),
        pytest.param("111", "1123", True, id="nothing was told before"),
        pytest.param("11112", "11223", False, id="most chose one thing before"),
        pytest.param("11223", "11112", False, id="most choose one thing now"),
    ],
)
def test_column_changes_only_with_a_crowd(before, now, is_told):
    first, second = a_release(before), a_release(now)

    told = renewed([first], second)

    expected = second if is_told else first
    assert told.statements["a0"].score == expected.statements["a0"].score


def test_column_does_not_come_near_to_any_that_was_told():
    first, second = a_release("11122234"), a_release("00044434")

    told = renewed([first, second], a_release("11122233"))

    assert told.statements == second.statements


def test_groups_stay_unless_all_is_new():
    first = a_release("11122234", "11223344", levels={"A": {"health": "2"}})
    half = a_release("00044434", "11223344", levels={"A": {"health": "3"}})
    whole = a_release("00044434", "0001-4--", levels={"A": {"health": "3"}})

    assert renewed([first], half).levels == first.levels
    assert renewed([first], whole) == whole


def test_importance_changes_by_the_same_rule():
    first = a_release("11122234")
    one_more = StatementRelease(first.statements["a0"].score, columns.tell("122233"))

    told = renewed([first], Release(8, GROUPS, {"a0": one_more}))

    assert told.statements["a0"].importance == Column(counts={"1": 2, "2": 2, "3": 2})
