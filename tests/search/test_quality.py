from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.quality import Quality, quality

GRADES = {"a": 3, "b": 2, "c": 1}

grades = st.dictionaries(st.sampled_from("abcdefghij"), st.integers(1, 3), max_size=8)
shown = st.lists(st.sampled_from("abcdefghijklmn"), unique=True)


def test_quality_of_the_best_list_is_one():
    assert quality(["a", "b", "c"], GRADES) == Quality(1, 1, 1, is_empty=False)


def test_quality_of_a_list_in_another_order():
    found = quality(["x", "c", "b"], GRADES)

    gain = 1 / log2(3) + 3 / log2(4)
    ideal = 7 / log2(2) + 3 / log2(3) + 1 / log2(4)
    assert found.ndcg == pytest.approx(gain / ideal)
    assert found.recall == 0.5
    assert found.reciprocal_rank == pytest.approx(1 / 3)


def test_quality_of_an_empty_list_is_nothing():
    assert quality([], GRADES) == Quality(0, 0, 0, is_empty=True)


def test_quality_looks_at_ten_for_gain_and_at_twenty_for_recall():
    late = quality([*"klmnopqrst", "a"], {"a": 3})
    later = quality([*(f"x{number}" for number in range(20)), "a"], {"a": 3})

    assert (late.ndcg, late.recall, late.reciprocal_rank) == (0, 1, 1 / 11)
    assert (later.ndcg, later.recall, later.reciprocal_rank) == (0, 0, 1 / 21)


def test_quality_where_more_is_good_than_twenty_can_hold():
    good = {f"g{number}": 2 for number in range(30)}

    assert quality(list(good)[:20], good).recall == 1


def test_quality_where_nothing_is_an_answer():
    assert quality(["a"], {}) == Quality(0, 0, 0, is_empty=False)
    assert quality(["c"], {"c": 1}) == Quality(1, 0, 0, is_empty=False)


@given(shown, grades)
def test_quality_stays_within_its_bounds(shown, grades):
    found = quality(shown, grades)

    assert all(0 <= measure <= 1 + 1e-9 for measure in found[:3])
    assert found.is_empty == (not shown)


@given(grades)
def test_quality_of_all_in_order_of_grade_is_best(grades):
    best = sorted(grades, key=grades.get, reverse=True)

    assert quality(best, grades).ndcg == pytest.approx(1 if grades else 0)
