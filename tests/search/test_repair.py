import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.repair import BEGINNING, could_be, distance, rests

LETTERS = "abcde"
words = st.text(LETTERS, max_size=12)
long_words = st.text(string.ascii_lowercase, min_size=5, max_size=16)


def reference(one, other):
    """Return the optimal string alignment distance, straight from its definition."""
    cells = {}
    for row in range(len(one) + 1):
        for column in range(len(other) + 1):
            if not row or not column:
                cells[row, column] = row + column
                continue
            ways = [
                cells[row - 1, column] + 1,
                cells[row, column - 1] + 1,
                cells[row - 1, column - 1] + (one[row - 1] != other[column - 1]),
            ]
            if row > 1 and column > 1 and one[row - 2 : row] == other[column - 2 : column][::-1]:
                ways.append(cells[row - 2, column - 2] + 1)
            cells[row, column] = min(ways)
    return cells[len(one), len(other)]


@given(words, words, st.integers(0, 4))
def test_distance_is_that_of_its_definition(one, other, most):
    assert distance(one, other, most=most) == min(reference(one, other), most + 1)


@st.composite
def mistyped(draw):
    """Return a word of five letters and more, and how it looks with one error."""
    word = draw(long_words)
    at = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from(string.ascii_lowercase))
    wrong = {
        "less": word[:at] + word[at + 1 :],
        "more": word[:at] + letter + word[at:],
        "other": word[:at] + letter + word[at + 1 :],
        "changed places": word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    }
    return word, wrong[draw(st.sampled_from(sorted(wrong)))]


@given(mistyped())
def test_word_with_any_single_error_shares_a_rest(pair):
    word, wrong = pair

    assert rests(word) & rests(wrong)


@given(mistyped())
def test_word_with_any_single_error_beyond_its_first_letter_is_found(pair):
    word, wrong = pair
    starts_alike = wrong[:1] == word[:1] or wrong[:2] == word[1::-1]

    found = could_be(wrong, [(word, 3)])

    assert found == ([word] if len(wrong) >= 5 and starts_alike else [])


@given(long_words)
def test_rests_are_few_and_fit_their_column(word):
    found = rests(word)

    assert len(found) <= BEGINNING + 2
    assert all(len(rest) <= BEGINNING for rest in found)


@pytest.mark.parametrize(
    ("word", "candidates", "found"),
    [
        pytest.param("laaggeleterd", ["laaggeletterd"], True, id="one letter less"),
        pytest.param("vroegsignalring", ["vroegsignalering"], True, id="late error"),
        pytest.param("eenzaamhied", ["eenzaamheid"], True, id="changed places"),
        pytest.param("hculdhulp", ["chuldhulp"], True, id="the first two changed places"),
        pytest.param("eenzamhied", ["eenzaamheid"], True, id="two in a long word"),
        pytest.param("schuldm", ["schulden"], False, id="two in a short word"),
        pytest.param("xansen", ["kansen"], False, id="another first letter"),
        pytest.param("weer", ["werk", "weet"], False, id="too short to tell"),
        pytest.param("kansen", [], False, id="nothing like it"),
    ],
)
def test_could_be(word, candidates, found):
    meant = could_be(word, [(candidate, 1) for candidate in candidates])

    assert meant == (candidates if found else [])


def test_could_be_starts_with_fewer_errors_then_more_documents_then_the_alphabet():
    near = [("schuldenaars", 1), ("schuldenares", 90)]
    as_near = [("kassen", 5), ("kansel", 7), ("kanten", 7)]

    assert could_be("schuldenaas", near) == ["schuldenaars", "schuldenares"]
    assert could_be("kansen", as_near) == ["kansel", "kanten", "kassen"]
    assert could_be("kansen", reversed(as_near)) == ["kansel", "kanten", "kassen"]
