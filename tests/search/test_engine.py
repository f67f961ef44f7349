import pytest

from search.engine import Question, Remembered
from search.facets import bits, members
from search.vocabulary import Meaning
from tests.search.asking import engine_of, entry, found, related, whole

pytestmark = pytest.mark.django_db

DEBT_HELP = Meaning("c1", ["schuldhulpverlening", "SHV", "schuldhulp", "hulp bij schulden"])
COURT = Meaning("c2", ["wettelijk traject", "WSNP"])
DEBTS = Meaning("c3", ["schulden"], narrower=["c1", "c2"])
BEST = Meaning("g1", ["Best"], is_exact=True)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        pytest.param("Kansen", "kans", id="more of them"),
        pytest.param("Een kans", "kansen", id="one of them"),
        pytest.param("Fondsen", "fonds", id="an s that is no plural"),
        pytest.param("Gemeentelijk beleid", "gemeenten", id="an adjective"),
        pytest.param("Jongeren en schulden", "jongerenschulden", id="a compound said apart"),
        pytest.param("Jongerenschulden", "jongeren schulden", id="a compound written as one"),
        pytest.param("Schuldhulpverlening", "schuld hulp verlening", id="written apart"),
        pytest.param("Re-integratie", "reintegratie", id="a hyphen less"),
        pytest.param("Reintegratie", "re-integratie", id="a hyphen more"),
        pytest.param("Re-integratie", "re\u2011integratie", id="another hyphen"),
        pytest.param("Re-integratie", "integratie", id="behind the hyphen"),
        pytest.param("Voor zzp’ers", "zzp'er", id="another apostrophe"),
        pytest.param("Voor zzp'ers", "zzp’er", id="yet another apostrophe"),
        pytest.param("Voor zzp’ers", "zzp", id="before the apostrophe"),
        pytest.param("Financiële rust", "financiele", id="no accent"),
        pytest.param("Financiele rust", "Financiële", id="an accent"),
        pytest.param("Financiële rust", "financie\u0308le", id="an accent of its own"),
        pytest.param("FINANCIËLE RUST", "financiële", id="capitals"),
        pytest.param("100% gratis", "100%", id="a number with a sign"),
        pytest.param("Rust", "\x00rust\x00", id="between what nobody sees"),
        pytest.param("Rust", "\u202erust\u2066", id="against the direction of writing"),
        pytest.param("Rust", '"rust"', id="between quotes"),
        pytest.param("In 2026", "2026", id="a year"),
    ],
)
def test_text_is_found(said, asked):
    engine = engine_of([entry(1, body=said), entry(2, "Bewegen")])

    assert whole(engine, asked) == [1]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        pytest.param("Begeleiding", "beleid", id="another word with the same letters"),
        pytest.param("Beleid", "begeleiding", id="the other way round"),
        pytest.param("Gezin", "zin", id="a part that is no word of it"),
        pytest.param("Rust", "rust geldzorgen", id="one word of two"),
        pytest.param("Rust", "%", id="a percent sign"),
        pytest.param("Rust", "_", id="an underscore"),
        pytest.param("Rust", "'", id="an apostrophe"),
        pytest.param("Rust", "\\", id="a backslash"),
        pytest.param("Rust", "\x00", id="NUL"),
        pytest.param("Rust", "😀", id="an emoji"),
        pytest.param("Rust", "", id="nothing"),
        pytest.param("Rust", "x" * 10_000, id="a very long word"),
        pytest.param("Rust", "qq zz " * 5_000, id="very many words"),
        pytest.param("Rust", "'; DROP TABLE search_posting --", id="what breaks a query"),
        pytest.param("Rust", "a OR 1=1 --", id="what widens a query"),
        pytest.param("Rust", "#c1", id="a label"),
    ],
)
def test_text_is_not_found(said, asked):
    engine = engine_of([entry(1, body=said, labels=["c1"]), entry(2, "Bewegen")])

    assert whole(engine, asked) == []


def test_words_may_stand_in_different_texts_of_one_document():
    engine = engine_of(
        [
            entry(1, "Rust", summary="Over geld", body="Bij jongeren", labels=["c1"]),
            entry(2, "Rust", summary="Over geld"),
        ],
        [DEBT_HELP],
    )

    assert whole(engine, "rust geld jongeren SHV") == [1]


@pytest.mark.parametrize("asked", ["schuldhulpverlening", "SHV", "schuldhulp", "schulden hulp"])
def test_any_name_finds_what_carries_the_concept_and_what_says_it(asked):
    engine = engine_of(
        [
            entry(1, "Op tijd erbij", labels=["c1"]),
            entry(2, "Schuldhulpverlening"),
            entry(3, "SHV"),
            entry(4, "Bewegen"),
        ],
        [DEBT_HELP],
    )

    assert set(whole(engine, asked)) >= {1, 2}
    assert 4 not in whole(engine, asked)


def test_concept_finds_what_carries_something_narrower_after_what_carries_it():
    engine = engine_of(
        [entry(1, "Smal", labels=["c2"]), entry(2, "Zelf", labels=["c3"]), entry(3, "Anders")],
        [DEBTS, DEBT_HELP, COURT],
    )

    assert found(engine, "schulden") == [2, 1]


def test_municipality_is_found_by_its_name_as_it_is_written():
    engine = engine_of(
        [entry(1, "Aanpak", labels=["g1"]), entry(2, "De beste aanpak")], [BEST, DEBTS]
    )

    assert 1 in whole(engine, "best")
    assert whole(engine, "beste") == [2]


def test_without_synonyms_only_what_says_it_or_carries_it():
    engine = engine_of(
        [entry(1, "SHV"), entry(2, "Schuldhulpverlening"), entry(3, "Iets", labels=["c1"])],
        [DEBT_HELP],
    )

    assert whole(engine, "SHV", with_synonyms=False) == [1, 3]
    assert whole(engine, "SHV") == [1, 2, 3]


@pytest.mark.parametrize(
    ("asked", "literally"), [("laaggeleterd", []), ("eenzaamhied ouderen", []), ("eenzaa", [])]
)
def test_error_finds_unless_it_is_taken_literally(asked, literally):
    engine = engine_of([entry(1, "Laaggeletterd"), entry(2, "Eenzaamheid bij ouderen")])

    assert len(whole(engine, asked)) == 1
    assert whole(engine, asked, literally=True) == literally


def test_what_is_not_visible_is_not_found_nor_counted_nor_related():
    entries = [entry(1, "Schulden en rust"), entry(2, "Schulden en rust"), entry(3, "Rust")]
    engine = engine_of(entries, visible=[2, 3])

    assert found(engine, "schulden") == whole(engine, "schulden") == [2]
    assert found(engine, "schulden rust qqq") == []
    assert 1 not in related(engine, "schulden rust qqq")


def test_related_has_much_of_what_was_asked_and_not_all():
    engine = engine_of(
        [
            entry(1, "Schulden van jongeren"),
            entry(2, "Schulden"),
            entry(3, "Jongeren"),
            entry(4, "Bewegen"),
        ]
    )

    assert found(engine, "schulden jongeren") == [1]
    assert set(related(engine, "schulden jongeren")) == {2, 3}


def test_nothing_is_related_to_what_is_not_spoken_of():
    engine = engine_of([entry(number, f"Schulden {number}") for number in range(1, 30)])

    assert related(engine, "kwantummechanica zeilboot schulden") == []


def test_word_that_names_nothing_hides_less_than_a_name_does():
    entries = [entry(number, "Schulden") for number in (1, 2)]
    others = [entry(number, "Vrije tijd") for number in range(3, 9)]

    unnamed = engine_of([*entries, *others])
    named = engine_of([*entries, *others], [Meaning("c1", ["schulden"])])

    assert related(unnamed, "schulden twintigers") == []
    assert related(named, "schulden twintigers") == [1, 2]


def test_shown_has_first_what_has_all_then_what_is_related_without_doubles():
    engine = engine_of(
        [entry(1, "Schulden"), entry(2, "Schulden van jongeren"), entry(3, "Jongeren")]
    )

    shown = engine.ask(Question("schulden jongeren")).shown(engine.visible, most=50)

    assert shown[0] == 2
    assert sorted(shown) == [1, 2, 3]


def test_shown_adds_nothing_to_a_full_list():
    engine = engine_of(
        [*(entry(n, "Schulden van jongeren") for n in range(1, 11)), entry(11, "Schulden")]
    )

    shown = engine.ask(Question("schulden jongeren")).shown(engine.visible, most=50)

    assert shown == list(range(1, 11))


def test_same_question_asks_the_database_once(django_assert_num_queries):
    engine = engine_of(entry(number, "Schulden") for number in range(1, 30))
    once = found(engine, "schulden")

    with django_assert_num_queries(0):
        again = found(engine, "schulden")
        part = engine.ask(Question("schulden")).whole & bits(range(10))

    assert again == once
    assert members(part) == list(range(1, 10))


def test_documents_of_many_terms_cost_one_query(django_assert_num_queries):
    engine = engine_of([entry(1, "Schulden rust"), entry(2, "Rust")])
    engine.lexicon.look_up({"schuld", "rust", "zzz"})

    with django_assert_num_queries(1):
        documents = engine.documents({"schuld", "rust", "zzz"})

    assert {term: members(has) for term, has in documents.items() if has} == {
        "schuld": [1],
        "rust": [1, 2],
    }


def test_remembered_forgets_what_was_asked_for_longest_ago():
    remembered = Remembered(2)
    remembered.put("a", 1)
    remembered.put("b", 2)
    remembered.peek("a")
    remembered.put("c", 3)

    assert [remembered.peek(key) for key in "abc"] == [1, None, 3]
