from decimal import Decimal

import pytest

from tests.factories.conversation import SCALE, a_questionnaire
from tests.tools.conversation.outcome.readings import (
    FRONT,
    HEALTH,
    POVERTY,
    RESIDENT,
    a_reading,
    counted,
    every,
)
from tools.conversation.outcome import charts, notes, wording
from tools.conversation.outcome.release import Column


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2.44", "2,4"),
        ("2.45", "2,5"),
        ("3", "3,0"),
        (None, "—"),
    ],
)
def test_score_has_one_decimal_and_a_comma(value, said):
    assert wording.score(None if value is None else Decimal(value)) == said


@pytest.mark.parametrize(
    ("value", "said"), [("3", "ongeveer 3"), ("2.83", "ongeveer 2,8"), ("2.97", "ongeveer 3")]
)
def test_score_that_was_not_counted_is_about(value, said):
    assert wording.score(Decimal(value), is_about=True) == said


def levels(*said, names=None):
    reading = a_reading(levels={"A": said}, groups=(POVERTY, FRONT), names=names)
    return [wording.level(one) for one in reading.theme("A").levels]


def test_level_at_an_end_says_that_it_may_be_further():
    assert levels("1.5", "3.5") == ["1,5 of lager", "3,5 of hoger"]
    assert levels("2", "3") == ["2,0", "3,0"]


def test_level_with_names_is_told_as_it_is():
    assert levels("1.5", "3.5", names={"a1": {"3": ["Noor"]}}) == ["1,5", "3,5"]


def test_level_of_who_gave_no_scores_is_a_dash():
    assert levels(None, "2") == ["—", "2,0"]
    assert wording.level(None) == "—"


@pytest.mark.parametrize(
    ("said", "gap", "cell"),
    [
        pytest.param(("2", "3"), "verschil 1,0", "1,0", id="exact"),
        pytest.param(("2", "3.5"), "verschil 1,5 of meer", "1,5 of meer", id="from an end"),
        pytest.param(("3.5", "3.5"), "geen verschil", "0,0", id="none"),
        pytest.param((None, "2"), "samen 2,6", "—", id="one group"),
    ],
)
def test_gap_says_how_far_groups_are_apart(said, gap, cell):
    theme = a_reading(levels={"A": said}, groups=(POVERTY, FRONT)).theme("A")

    assert (wording.gap(theme), wording.gap_value(theme)) == (gap, cell)


@pytest.mark.parametrize(
    ("mean", "said"),
    [("1", "laag"), ("1.66", "laag"), ("1.67", "midden"), ("2.33", "midden"), ("2.34", "hoog")],
)
def test_importance_is_a_word(mean, said):
    assert wording.importance(Decimal(mean)) == said


def test_importance_of_nothing_is_a_dash():
    assert wording.importance(None) == "—"


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (
            counted(p1=1, p3=4, unknown=2),
            "1 keer ‘Nog niet’, 4 keer ‘Loopt’ en 2 keer ‘Weet ik niet’.",
        ),
        (counted(p3=4), "4 keer ‘Loopt’."),
        (Column(mostly="0"), "Het vaakst gekozen: ‘Weet ik niet’. Hoe vaak, tonen we niet."),
        (Column(mostly="-"), "Bijna niemand koos hier iets. Hoe vaak wel, tonen we niet."),
        (counted(nothing=4), "Niemand koos hier iets."),
        (Column(), wording.HIDDEN),
    ],
)
def test_answers_are_said_in_a_sentence(column, said):
    assert wording.answers(column, SCALE) == said


def test_statement_says_what_it_signals_by_its_mean():
    reading = a_reading({"a1": Column(mostly="3"), "a2": counted(p1=1, p4=2)})

    assert wording.statement_mean(reading.statement("a1")) == "ongeveer 3"
    assert wording.statement_mean(reading.statement("a2")) == "3,0"
    assert wording.theme_mean(reading.theme("A")) == "ongeveer 2,9"


def test_a_theme_in_words_has_every_group_also_those_that_are_not_drawn():
    groups = (HEALTH, POVERTY, FRONT, RESIDENT)
    said = ("2", "3.5", None, "1.5")
    reading = a_reading(levels=dict.fromkeys("ABCDEF", said), groups=groups)

    assert wording.theme(reading.theme("A")) == (
        "Thema A: Gezondheid 2,0; Armoede en schulden 3,5 of hoger; Uitvoering geen scores; "
        "Inwoner of ervaringsdeskundige 1,5 of lager; samen 2,6."
    )
    row = charts.strips(reading).rows[0]
    assert wording.strip(row) == wording.theme(reading.theme("A"))


def test_the_radar_in_words_has_all_themes():
    reading = a_reading()

    picture = charts.radar(reading)

    assert wording.radar(picture, reading) == " ".join(
        f"Thema {letter}: samen 2,6." for letter in "ABCDEF"
    )
    assert wording.radar_title(picture) == "Zes thema’s, iedereen samen"


def test_the_radar_is_titled_after_how_many_it_compares():
    levels = dict.fromkeys("ABCDEF", ("2", "3"))

    picture = charts.radar(a_reading(levels=levels, groups=(POVERTY, FRONT)))

    assert wording.radar_title(picture) == "Zes thema’s, twee groepen"


def test_a_distribution_in_words_is_its_answers():
    reading = a_reading({"a1": counted(p2=4)}).statement("a1")

    picture = charts.distribution(reading, a_questionnaire())

    assert wording.distribution(picture, SCALE) == "4 keer ‘Eerste stappen’."


def test_lines_in_words_have_every_round():
    first = a_reading(every(counted(p2=3)) | {f"a{n}": counted(unknown=3) for n in (1, 2, 3)})

    picture = charts.lines([("2026", first), ("2027", a_reading())])

    assert wording.lines(picture).startswith(
        "Thema A: 2026 geen scores; 2027 2,6. Thema B: 2026 2,0; 2027 2,6."
    )


@pytest.mark.parametrize(
    ("count", "said"), [(1, "één groep"), (3, "drie groepen"), (12, "12 groepen")]
)
def test_groups_are_counted_in_words(count, said):
    assert wording.groups(count) == said


def test_notes_say_what_is_not_shown():
    levels = dict.fromkeys("ABCD", ("3.5", "2"))
    columns = {"a1": Column(mostly="3"), "a2": Column()}

    said = notes.notes(a_reading(columns, levels=levels, groups=(POVERTY, FRONT)))

    assert said == [
        notes.ANONYMOUS,
        notes.FROM_THREE,
        notes.HALF_STEPS,
        f"Bij ‘Thema E’ en ‘Thema F’ tonen we geen groepen. {notes.ELSE}",
        notes.CODED,
        notes.ABOUT,
        notes.HIDDEN,
    ]


def test_notes_say_that_there_are_no_groups_or_too_few_people():
    assert notes.notes(a_reading()) == [notes.ANONYMOUS, notes.FROM_THREE, notes.NO_GROUPS]
    assert notes.notes(a_reading(every(Column()), people=3))[-1] == notes.FROM_FOUR
    withheld = a_reading(groups=(POVERTY, FRONT))
    assert notes.notes(withheld) == [notes.ANONYMOUS, notes.FROM_THREE, notes.ALL_WITHHELD]


def test_notes_say_that_only_the_largest_groups_are_drawn():
    groups = (HEALTH, POVERTY, FRONT, RESIDENT)
    levels = dict.fromkeys("ABCDEF", ("2", "2", "2", "2"))

    assert notes.LARGEST in notes.notes(a_reading(levels=levels, groups=groups))


def test_notes_with_names_say_that_names_are_there():
    assert notes.notes(a_reading(), is_named=True)[0] == notes.NAMED
