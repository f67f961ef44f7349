import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.facets import bits, counts_after_choosing, narrowed, union

NAMES = ("thema", "doelgroep", "gemeente")
VALUES = ("a", "b", "c", "d")
NUMBERS = st.sets(st.integers(0, 40))


@st.composite
def lists(draw):
    """Draw the items of a list, who has which value, and choices that exist."""
    pool = draw(NUMBERS)
    having = {name: {value: draw(NUMBERS) for value in VALUES} for name in NAMES}
    chosen = draw(
        st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(VALUES), unique=True))
    )
    return pool, having, chosen


def brute_force(pool, having, chosen):
    return {
        item
        for item in pool
        if all(
            any(item in having[name][value] for value in values)
            for name, values in chosen.items()
            if values
        )
    }


def as_bits(having):
    return {
        name: {value: bits(items) for value, items in values.items()}
        for name, values in having.items()
    }


@given(lists())
def test_narrowed_gives_the_items_that_satisfy_every_choice(drawn):
    pool, having, chosen = drawn

    found = narrowed(bits(pool), as_bits(having), chosen)

    assert found == bits(brute_force(pool, having, chosen))


@given(lists())
def test_count_of_a_value_is_the_length_of_the_list_once_it_is_chosen(drawn):
    pool, having, chosen = drawn

    counts = counts_after_choosing(bits(pool), as_bits(having), chosen)

    assert counts == {
        name: {
            value: len(brute_force(pool, having, {**chosen, name: [*chosen.get(name, []), value]}))
            for value in VALUES
        }
        for name in NAMES
    }


@given(lists(), st.sampled_from(NAMES), st.sampled_from(VALUES))
def test_count_before_choosing_is_the_total_after(drawn, name, value):
    pool, having, chosen = drawn
    facets = as_bits(having)
    then = {**chosen, name: [*chosen.get(name, []), value]}

    before = counts_after_choosing(bits(pool), facets, chosen)
    after = narrowed(bits(pool), facets, then)

    assert before[name][value] == after.bit_count()


@given(st.sets(st.integers(0, 5_000)))
def test_bits_holds_each_number(numbers):
    found = bits(numbers)

    assert {number for number in range(5_001) if found >> number & 1} == numbers


def test_bits_takes_a_number_twice_and_from_anything():
    assert bits(iter([3, 0, 3])) == 0b1001


def test_narrowed_leaves_one_facet_out():
    facets = {"thema": {"a": bits([1])}, "doelgroep": {"b": bits([1, 2])}}
    chosen = {"thema": ["a"], "doelgroep": ["b"]}

    assert narrowed(bits([1, 2, 3]), facets, chosen, leave_out="thema") == bits([1, 2])


@pytest.mark.parametrize(
    ("chosen", "items"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(["a"], [1], id="one value"),
        pytest.param(["a", "b"], [1, 2], id="two values"),
    ],
)
def test_union(chosen, items):
    assert union({"a": bits([1]), "b": bits([1, 2])}, chosen) == bits(items)
