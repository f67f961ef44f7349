import pytest

from search.engine import Question
from search.facets import bits
from search.ranking import ALL, rank, rarity
from tests.search.asking import engine_of, entry, found

pytestmark = pytest.mark.django_db


def test_word_in_the_title_beats_one_in_the_summary_beats_one_in_the_text():
    engine = engine_of(
        [
            entry(1, "Iets", body="Over schulden."),
            entry(2, "Iets", summary="Over schulden."),
            entry(3, "Schulden"),
            entry(4, "Iets anders"),
        ]
    )

    assert found(engine, "schulden") == [3, 2, 1]


def test_word_in_the_title_beats_the_same_word_many_times_in_the_text():
    engine = engine_of([entry(1, "Iets", body="schulden " * 5), entry(2, "Schulden")])

    assert found(engine, "schulden") == [2, 1]


def test_short_text_beats_a_long_one_that_says_it_as_often():
    long = entry(1, "Schulden", "Verder gaat het over van alles, zonder einde. " * 40)

    assert found(engine_of([long, entry(2, "Schulden", "Kort.")]), "schulden") == [2, 1]


def test_rare_word_weighs_more_than_a_common_one():
    common = [entry(n, "Gemeente") for n in range(10, 30)]
    engine = engine_of(
        [
            entry(1, "Gemeente", body="Over beslagvrij."),
            entry(2, "Beslagvrij", body="Over de gemeente."),
            *common,
        ]
    )

    assert found(engine, "gemeente beslagvrij") == [2, 1]


def test_what_is_equal_stands_in_order_of_number_whatever_came_first():
    equal = [entry(number, "Schulden", "Eender.") for number in (9, 3, 7, 1, 5)]

    assert found(engine_of(equal), "schulden") == [1, 3, 5, 7, 9]


def test_what_is_equal_is_cut_into_pages_without_doubles():
    engine = engine_of(entry(number, "Schulden") for number in range(1, 101))
    answer = engine.ask(Question("schulden"))

    pages = [answer.ranked(engine.visible, most=stop)[stop - 20 :] for stop in range(20, 101, 20)]

    assert [number for page in pages for number in page] == list(range(1, 101))


@pytest.mark.parametrize("most", [1, 2, 20, 40])
def test_first_of_many_are_the_first_of_all(most):
    engine = engine_of(
        entry(number, "Schulden " * (number % 3 + 1), "van alles " * (number % 5))
        for number in range(1, 60)
    )
    every = found(engine, "schulden")

    assert engine.ask(Question("schulden")).ranked(engine.visible, most=most) == every[:most]


def test_ranking_many_is_ranking_few_and_picking(monkeypatch):
    engine = engine_of(
        entry(number, "Schulden " * (number % 4 + 1), "van alles " * (number % 7))
        for number in range(1, 200)
    )
    within = bits(range(3, 200, 4))
    few = engine.ask(Question("schulden")).ranked(within, most=7)
    monkeypatch.setattr("search.engine.FEW", 0)

    many = engine.ask(Question("schulden", with_synonyms=False)).ranked(within, most=7)

    assert many == few
    assert len(few) == 7


def test_rank_looks_only_within():
    engine = engine_of(entry(number, "Schulden") for number in range(1, 10))
    concepts = engine.ask(Question("schulden")).plan.concepts
    known = engine.lexicon.look_up({term for concept in concepts for term in concept.terms})

    def ranked(within):
        return rank(concepts, known, total=9, share=ALL, within=within)

    assert ranked([7, 2, 99]) == [2, 7]
    assert ranked([]) == []
    assert ranked(None) == list(range(1, 10))


def test_rank_of_nothing_is_nothing():
    assert rank([], {}, total=9, share=ALL) == []


def test_rarity_falls_as_more_documents_have_it_and_stays_above_nothing():
    values = [rarity(documents, 100) for documents in range(101)]

    assert values == sorted(values, reverse=True)
    assert values[-1] > 0
