"""The numbers of an outcome, beside a calculation of their own from what people answered."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.factories.conversation import BANDS, LETTERS, a_questionnaire
from tools.conversation.outcome import making
from tools.conversation.outcome.counting import Answers
from tools.conversation.outcome.reading import read
from tools.conversation.roles import Role

STATEMENTS = [f"{letter.lower()}{n}" for letter in LETTERS for n in (1, 2, 3)]


def nobody():
    return []


def all_weet_ik_niet():
    return [("health", dict.fromkeys(STATEMENTS, 0), {})] * 7


def one_participant():
    answers = {key: n % 4 + 1 for n, key in enumerate(STATEMENTS)}
    return [("work", answers, dict.fromkeys(STATEMENTS[:5], 3))]


def equal_scores():
    rows = [
        (role, dict.fromkeys(STATEMENTS, (n + number) % 4 + 1), {})
        for role in ("health", "work")
        for number in range(2)
        for n in range(4)
    ]
    return rows[:16]


def seven():
    """Half-way: some say nothing, some cannot say, some say what matters."""
    rows = []
    for n in range(7):
        values = {
            key: (n * 3 + place * place) % 5
            for place, key in enumerate(STATEMENTS)
            if (n + place) % 6
        }
        rows.append(
            (
                "health" if n < 3 else "youth",
                values,
                {key: (n + len(key)) % 3 + 1 for key in values},
            )
        )
    return rows


def forty():
    roles = list(Role.values)
    return [
        (
            roles[n // 8],
            {key: (n * 7 + place * 5 + n % 5) % 5 for place, key in enumerate(STATEMENTS)},
            {key: (n + place) % 3 + 1 for place, key in enumerate(STATEMENTS) if n % 4},
        )
        for n in range(40)
    ]


def half_up(exact):
    """Return a fraction in hundredths, half a hundredth up, as a Decimal."""
    hundredths = (exact * 200 + 1) // 2
    return Decimal(int(hundredths)) / 100


def mean(points):
    return half_up(Fraction(sum(points), len(points))) if points else None


def of_means(means):
    known = [Fraction(str(one)) for one in means if one is not None]
    return half_up(sum(known, Fraction(0)) / len(known)) if known else None


def theme_means(rows, letter, pick):
    """Return the mean of the means of the three statements of a theme."""
    return of_means(
        mean([row[pick][key] for row in rows if row[pick].get(key)])
        for key in STATEMENTS
        if key.startswith(letter.lower())
    )


def half_steps(rows, roles, letter):
    points = [
        value
        for role, values, _importance in rows
        if role in roles
        for key, value in values.items()
        if key.startswith(letter.lower()) and value
    ]
    if not points:
        return None
    exact = Fraction(sum(points), len(points))
    return min(
        (Fraction(step, 2) for step in range(2, 9)), key=lambda step: (abs(step - exact), -step)
    )


def counted_as_named(rows):
    questionnaire = a_questionnaire()
    people = [(f"Deelnemer {n}", answers(*row)) for n, row in enumerate(rows)]
    return read(making.named_balance(people, questionnaire), questionnaire)


def answers(role, values, importances):
    return Answers(
        role,
        {key: str(value) for key, value in values.items()},
        {key: str(value) for key, value in importances.items()},
    )


CASES = [nobody, all_weet_ik_niet, one_participant, equal_scores, seven, forty]


@pytest.mark.parametrize("case", CASES)
def test_numbers_agree_with_a_calculation_of_their_own(case):
    rows = case()

    reading = counted_as_named(rows)

    for theme in reading.themes:
        letter = theme.theme.letter
        for one in theme.statements:
            points = [
                values[one.statement.key]
                for _role, values, _i in rows
                if values.get(one.statement.key)
            ]
            assert one.mean == mean(points)
            assert one.column.spread == (max(points) - min(points) if points else None)
        exact = theme_means(rows, letter, 1)
        assert theme.mean == exact
        assert theme.importance == theme_means(rows, letter, 2)
        bands = [one for one in BANDS if exact is not None and Decimal(one.starts_at) <= exact]
        assert theme.band == (bands[-1] if bands else None)


@pytest.mark.parametrize("case", CASES)
def test_advice_agrees_with_a_calculation_of_its_own(case):
    rows = case()
    urgencies = []
    for letter in LETTERS:
        low = theme_means(rows, letter, 1)
        if low is not None:
            matters = theme_means(rows, letter, 2)
            urgencies.append(((4 - low) * (2 if matters is None else matters), letter))

    reading = counted_as_named(rows)

    ranked = sorted(urgencies, key=lambda one: (-one[0], one[1]))
    are_alike = len({urgency for urgency, _letter in urgencies}) == 1
    assert [one.theme.letter for one in reading.advised] == [
        letter for _urgency, letter in ranked[: 0 if are_alike else 2]
    ]


def test_levels_agree_with_a_calculation_of_their_own():
    rows = seven()

    reading = counted_as_named(rows)

    for theme in reading.themes:
        letter = theme.theme.letter
        expected = [half_steps(rows, {role}, letter) for role in ("youth", "health")]
        assert [Fraction(one.level) for one in theme.levels] == expected
        assert theme.gap == Decimal(str(float(max(expected) - min(expected))))


def test_levels_without_names_are_the_same_within_their_ends():
    rows, questionnaire = forty(), a_questionnaire()

    release = making.anonymous([answers(*row) for row in rows], questionnaire)

    assert set(release.levels) == set(LETTERS)
    for letter, levels in release.levels.items():
        for role, level in levels.items():
            exact = half_steps(rows, {role}, letter)
            assert Fraction(level) == min(max(exact, Fraction(3, 2)), Fraction(7, 2))


def test_means_without_names_are_the_same_where_all_is_counted():
    rows, questionnaire = forty(), a_questionnaire()

    reading = read(making.anonymous([answers(*row) for row in rows], questionnaire), questionnaire)

    assert [one.mean for one in reading.themes] == [
        theme_means(rows, letter, 1) for letter in LETTERS
    ]


def test_what_most_chose_stands_for_the_mean_where_nobody_is_counted():
    questionnaire = a_questionnaire()
    people = [answers("health", {"a1": value}, {}) for value in (3, 3, 3, 3, 1)]

    reading = read(making.anonymous(people, questionnaire), questionnaire)

    theme = reading.theme("A")
    assert (theme.mean, theme.is_about) == (Decimal(3), True)
