import pytest

from search.engine import Question
from search.plan import MOST_CHARACTERS
from search.vocabulary import Meaning
from tests.search.asking import engine_of, entry
from tests.search.indexed import tables

pytestmark = pytest.mark.django_db

DEBT_HELP = Meaning("c1", ["schuldhulpverlening", "SHV", "schuldhulp"], narrower=["c2"])
COURT = Meaning("c2", ["wettelijk traject", "WSNP"])
RUST = Meaning("g1", ["Rust"], is_exact=True)
FORMER = Meaning("g2", ["Eemsdelta"], is_exact=True, former=["Delfzijl"])


@pytest.fixture
def engine():
    return engine_of(
        [
            entry(1, "Laaggeletterd en in de schulden", labels=["c1"]),
            entry(2, "Vroegsignalering bij jongeren", labels=["c2"]),
            entry(3, "Schuldhulpverlening in Rust", labels=["g1"]),
            entry(4, "Eenzaamheid onder ouderen", labels=["g2"]),
            entry(5, "Geheimschrift", is_public=False),
        ],
        [DEBT_HELP, COURT, RUST, FORMER],
        visible=[1, 2, 3, 4],
    )


def plan_of(engine, text, **how):
    return engine.ask(Question(text, **how)).plan


def typed(plan):
    return [concept.typed for concept in plan.concepts]


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("  ?!  ", [], id="signs"),
        pytest.param("schulden", ["schulden"], id="a word"),
        pytest.param("schulden bij jongeren", ["schulden", "jongeren"], id="stop words left out"),
        pytest.param("van de", ["van", "de"], id="stop words only"),
        pytest.param("schulden schuld", ["schulden"], id="forms of one word once"),
        pytest.param("wettelijk traject jongeren", ["wettelijk traject", "jongeren"], id="a name"),
        pytest.param("WSNP, nu!", ["WSNP"], id="as it was typed"),
        pytest.param("re-integratie", ["re-integratie"], id="a hyphen"),
    ],
)
def test_plan_asks_for(engine, text, concepts):
    assert typed(plan_of(engine, text)) == concepts


def test_plan_knows_what_names_stand_for(engine):
    concepts = plan_of(engine, "SHV Rust Delfzijl jongeren").concepts

    assert [concept.meanings for concept in concepts] == [(DEBT_HELP,), (RUST,), (FORMER,), ()]


def test_exact_name_is_known_as_it_is_written_only(engine):
    [concept] = plan_of(engine, "rusten").concepts

    assert concept.meanings == ()


def test_plan_of_a_thousand_words_is_short(engine):
    plan = plan_of(engine, " ".join(f"woord{number}" for number in range(1000)))

    assert 0 < len(plan.concepts) <= 12


def test_plan_looks_at_the_first_characters_only(engine):
    plan = plan_of(engine, "jongeren" + " " * MOST_CHARACTERS + "schulden")

    assert typed(plan) == ["jongeren"]


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        pytest.param("laaggeleterd", ("laaggeletterd",), id="a letter less"),
        pytest.param("vroegsignalring", ("vroegsignalering",), id="in the second half"),
        pytest.param("eenzaamhied", ("eenzaamheid",), id="changed places"),
    ],
)
def test_word_that_stands_nowhere_is_taken_for_an_error(engine, text, instead):
    [concept] = plan_of(engine, text).repaired

    assert (concept.typed, concept.instead, concept.is_completed) == (text, instead, False)


def test_word_that_stands_somewhere_is_never_repaired():
    rare = engine_of([entry(1, "Kanzen"), *(entry(n, "Kansen") for n in range(2, 40))])

    plan = plan_of(rare, "kanzen")

    assert plan.repaired == []


def test_name_that_no_text_has_is_not_repaired(engine):
    assert plan_of(engine, "WSNP").repaired == []


def test_beginning_of_a_word_is_completed(engine):
    [concept] = plan_of(engine, "jongeren eenzaa").repaired

    assert concept.is_completed
    assert concept.instead == ("eenzaamheid",)


def test_unfinished_word_is_completed_though_it_stands_somewhere():
    engine = engine_of([entry(1, "Schuld"), entry(2, "Schuldhulpverlening")])

    plain = plan_of(engine, "schuld")
    unfinished = plan_of(engine, "schuld", is_unfinished=True)

    assert plain.repaired == []
    assert [concept.is_completed for concept in unfinished.repaired] == [True]
    assert "schuldhulpverlening" in unfinished.concepts[0].instead


@pytest.mark.parametrize("text", ["laaggeleterd", "eenzaa"])
def test_literally_repairs_and_completes_nothing(engine, text):
    plan = plan_of(engine, text, literally=True)

    assert plan.repaired == []
    assert [concept.typed for concept in plan.unknown] == [text]


@pytest.mark.parametrize("text", ["geheimschrft", "geheimsch", "gehei"])
def test_word_of_what_is_not_public_is_never_named(engine, text):
    assert "geheimschrift" not in tables()["forms"]

    plan = plan_of(engine, text, is_unfinished=True)

    assert "geheimschrift" not in [word for concept in plan.concepts for word in concept.instead]


def test_word_that_nothing_has_is_told(engine):
    plan = plan_of(engine, "jongeren qqqqq")

    assert [concept.typed for concept in plan.unknown] == ["qqqqq"]


def test_without_synonyms_only_the_words_themselves_and_the_label(engine):
    [with_] = plan_of(engine, "SHV").concepts
    [without] = plan_of(engine, "SHV", with_synonyms=False).concepts

    assert without.terms == {"#c1", "#c2"}
    assert without.terms < with_.terms


def test_plan_asks_little_of_the_database(engine, django_assert_num_queries):
    with django_assert_num_queries(1):
        plan_of(engine, "schulden bij jongeren in rust")
    with django_assert_num_queries(0):
        plan_of(engine, "schulden bij jongeren in rust")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        pytest.param("wie koopt schulden op", "opkop", id="at the end"),
        pytest.param("koopt schulden op van jongeren", "opkop", id="before the next part"),
        pytest.param("schulden op te kopen", "opkop", id="with te"),
        pytest.param("lost schulden af", "aflos", id="of a verb in t"),
    ],
)
def test_particle_that_stands_apart_joins_its_verb(text, whole):
    engine = engine_of(
        [entry(1, "Schulden opkopen"), entry(2, "Schulden aflossen")],
        [Meaning("c3", ["schulden opkopen"]), Meaning("c4", ["schulden aflossen"])],
    )

    assert whole in plan_of(engine, text).terms


def test_preposition_joins_no_verb():
    engine = engine_of([entry(1, "Inkomen")], [Meaning("c5", ["laag inkomen"])])

    assert "inkom" not in plan_of(engine, "mensen komen in de schulden").terms


def test_short_beginning_is_completed_to_a_name_only():
    engine = engine_of(
        [entry(1, "De beslagvrije voet"), entry(2, "Voedsel")],
        [Meaning("c6", ["beslagvrije voet"])],
    )

    assert [one.instead for one in plan_of(engine, "beslagvrije vo").repaired] == [("voet",)]
    assert plan_of(engine, "voedsel vo").repaired == []
    assert plan_of(engine, "vo").repaired == []
