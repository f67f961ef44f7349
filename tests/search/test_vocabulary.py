import pytest

from search.tokens import tokens
from search.vocabulary import Meaning, Vocabulary

DEBT_HELP = Meaning("c1", ["schuldhulpverlening", "SHV", "hulp bij schulden"])
CHILD_POVERTY = Meaning("c2", ["kinderarmoede", "kinderen in armoede"])
BEST = Meaning("g1", ["Best"], is_exact=True)
TILBURG = Meaning("g2", ["Tilburg"], is_exact=True)
VOCABULARY = Vocabulary([DEBT_HELP, CHILD_POVERTY, BEST, TILBURG])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("schuldhulpverlening", [DEBT_HELP], id="preferred name"),
        pytest.param("shv", [DEBT_HELP], id="abbreviation"),
        pytest.param("schuld hulp verlening", [DEBT_HELP], id="a compound in pieces"),
        pytest.param("armoede kind", [CHILD_POVERTY], id="another order and form"),
        pytest.param("Best", [BEST], id="a place as it is written"),
        pytest.param("beste", [], id="a short place in another form"),
        pytest.param("Tilburgse", [TILBURG], id="what is of a long place"),
        pytest.param("schulden", [], id="a word of a name"),
    ],
)
def test_named(text, named):
    assert VOCABULARY.named([token for token in tokens(text) if token.form != "in"]) == named


def test_names_in_takes_the_longest_name_and_yields_the_words_between():
    words = tokens("schuld hulp verlening voor kinderen")

    found = list(VOCABULARY.names_in(words))

    assert found == [(slice(0, 3), [DEBT_HELP]), (slice(3, 4), []), (slice(4, 5), [])]


def test_with_word_finds_the_names_that_a_word_is_part_of():
    [word] = tokens("schuld")

    assert VOCABULARY.with_word(word) == [DEBT_HELP]


def test_with_word_finds_nothing_for_a_word_of_many_names():
    vocabulary = Vocabulary([Meaning(f"c{n}", [f"mensen met {n}"]) for n in range(20)])
    [word] = tokens("mensen")

    assert list(vocabulary.with_word(word)) == []


def test_hidden_name_stands_for_its_meaning_and_is_no_guess():
    debts = Meaning("c1", ["schulden", "krediet", "shculden", "blut"], hidden=["shculden", "blut"])
    vocabulary = Vocabulary([debts])

    assert debts.shown == ["schulden", "krediet"]
    assert vocabulary.named(tokens("shculden")) == [debts]
    assert vocabulary.near("shculde") == [("schulden", 0)]
    assert vocabulary.completions("shc") == vocabulary.completions("blu") == []


def test_preferred_name_is_shown_whatever_is_hidden():
    assert Meaning("c1", ["schulden", "rood"], hidden=["schulden", "rood"]).shown == ["schulden"]


def test_completions_are_words_of_names_that_go_on():
    assert VOCABULARY.completions("schuld") == ["schulden", "schuldhulpverlening"]
    assert VOCABULARY.completions("tilburg") == []
    assert VOCABULARY.completions("ti") == []
