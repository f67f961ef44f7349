"""Somebody who knows all but the answers of others: roles, rules, her own answers, the release."""

from collections import defaultdict
from itertools import permutations, product

from tests.factories.conversation import a_questionnaire
from tools.conversation.outcome import making
from tools.conversation.outcome.counting import Answers
from tools.conversation.outcome.release import NOTHING


def asked(statements):
    """Return a questionnaire of one theme, and the keys of its statements."""
    questionnaire = a_questionnaire("A", balance=statements, deepening=0)
    return questionnaire, [one.key for one in questionnaire.balance]


def published(world, roles, questionnaire, keys):
    """Return the release of ``world``: for each person an answer to each statement."""
    people = [
        Answers(
            role,
            {key: value for key, value in zip(keys, row, strict=True) if value != NOTHING},
            {},
        )
        for role, row in zip(roles, world, strict=True)
    ]
    return making.anonymous(people, questionnaire)


def every_order(*columns):
    """Give each world in which these are the answers to each statement, whoever gave them."""
    orders = [sorted(set(permutations(column))) for column in columns]
    for chosen in product(*orders):
        yield tuple(zip(*chosen, strict=True))


def derived(worlds, tell):
    """
    Return what follows for sure: who looks, at whom, at which statement, and the release.

    Of ``worlds``, all that there may be, ``tell`` says what is released.
    """
    possible = defaultdict(lambda: None)
    for world in worlds:
        told = tell(world)
        for own, row in enumerate(world):
            seen = (told, own, row)
            if possible[seen] is None:
                possible[seen] = [[set() for _value in other] for other in world]
            for other, answers in zip(possible[seen], world, strict=True):
                for values, answer in zip(other, answers, strict=True):
                    values.add(answer)
    return [
        (own, other, statement, told)
        for (told, own, _row), people in possible.items()
        for other, answers in enumerate(people)
        for statement, values in enumerate(answers)
        if other != own and len(values) == 1
    ]
