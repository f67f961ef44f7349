"""Readings as a test says them: what all chose, and where groups stand."""

from tests.factories.conversation import a_questionnaire
from tools.conversation.outcome.reading import read
from tools.conversation.outcome.release import Column, Group, Release, StatementRelease

POVERTY = Group("poverty", "Armoede en schulden", 4)
FRONT = Group("front", "Uitvoering", 3)
RESIDENT = Group("resident", "Inwoner of ervaringsdeskundige", 3)
HEALTH = Group("health", "Gezondheid", 5)


def counted(**counts):
    """Return a column; 2 of a 3 and 1 of *weet ik niet* are ``p3=2, unknown=1``."""
    names = {"unknown": "0", "nothing": "-"}
    return Column(counts={names.get(name, name[1:]): count for name, count in counts.items()})


def a_reading(
    columns=None, *, levels=None, groups=(), people=7, names=None, importance=None, letters="ABCDEF"
):
    """
    Return what was said: ``columns`` by statement, ``levels`` as {"A": ("2.5", None)} by group.

    To statements that are not named, three of seven said 2 and four said 3.
    """
    questionnaire = a_questionnaire(letters)
    usual = counted(p2=3, p3=4)
    columns = columns if columns is not None else {}
    statements = {
        one.key: StatementRelease(columns.get(one.key, usual), importance or Column())
        for one in questionnaire.balance
    }
    told = {
        letter: {group.key: level for group, level in zip(groups, said, strict=True)}
        for letter, said in (levels or {}).items()
    }
    release = Release(people, tuple(groups), statements, told, names or {})
    return read(release, questionnaire)


def every(column):
    return {one.key: column for one in a_questionnaire().balance}
