from tools.reflection.script import Kind, Option, Prompt
from tools.reflection.team.tallies import tally

OPTIONS = (Option("een", "Bellen"), Option("twee", "Schrijven"), Option("drie", "Langsgaan"))


def prompt(kind):
    return Prompt("vraag", kind, "Wat kies je?", "", 1, OPTIONS)


def counts(counted):
    return {row.label: [bar.count for bar in row.bars] for row in counted.rows}


def test_two_answers_are_too_few_to_show():
    assert tally(prompt(Kind.CHOICE), ["een", "twee"]) is None


def test_choices_are_counted_and_the_most_chosen_is_named():
    counted = tally(prompt(Kind.CHOICE), ["een", "een", "drie"])

    assert counts(counted) == {"Bellen": [2], "Schrijven": [0], "Langsgaan": [1]}
    assert [row.bars[0].share for row in counted.rows] == [67, 0, 33]
    assert counted.sentence == "Het vaakst gekozen: ‘Bellen’ (2 van 3)."
    assert counted.has_mean is False


def test_ticks_count_each_tick_and_name_all_that_share_the_first_place():
    counted = tally(prompt(Kind.TICKS), [["een", "twee"], ["twee", "een"], ["drie"]])

    assert counts(counted) == {"Bellen": [2], "Schrijven": [2], "Langsgaan": [1]}
    assert counted.sentence == "Het vaakst gekozen: ‘Bellen’ en ‘Schrijven’ (2 van 3)."


def test_scale_counts_each_point_and_leaves_out_of_the_mean_who_does_not_know():
    counted = tally(
        prompt(Kind.SCALE),
        [{"een": 4, "twee": 1}, {"een": 3, "twee": "unknown"}, {"een": 4, "twee": 2}],
    )

    assert counts(counted) == {
        "Bellen": [0, 0, 1, 2, 0],
        "Schrijven": [1, 1, 0, 0, 1],
        "Langsgaan": [0, 0, 0, 0, 0],
    }
    assert [row.mean for row in counted.rows] == [3.7, 1.5, None]
    assert counted.sentence == "Het hoogst: ‘Bellen’ (3,7). Het laagst: ‘Schrijven’ (1,5)."
    assert counted.rows[1].spoken == (
        "nog niet 1, eerste stappen 1, loopt 0, verankerd 0, weet ik niet 1"
    )
    assert (counted.rows[0].bars[3].height, counted.rows[0].bars[3].top) == (23, 11)
    assert counted.mean_label == "Gemiddeld"


def test_scale_on_which_all_are_alike_names_no_highest():
    counted = tally(prompt(Kind.SCALE), [{"een": 2}, {"een": 2}, {"een": 2}])

    assert counted.sentence == "Gemiddeld: 2,0 op een schaal van 1 tot 4."


def test_scale_that_nobody_can_fill_in_says_so():
    counted = tally(prompt(Kind.SCALE), [{"een": "unknown"}] * 3)

    assert counted.sentence == "Niemand kon hier iets over zeggen."


def test_ranking_puts_the_lowest_mean_place_first():
    counted = tally(
        prompt(Kind.RANKING),
        [["twee", "een", "drie"], ["twee", "drie", "een"], ["een", "twee", "drie"]],
    )

    assert [(row.label, row.mean) for row in counted.rows] == [
        ("Schrijven", 1.3),
        ("Bellen", 2.0),
        ("Langsgaan", 2.7),
    ]
    assert counts(counted)["Schrijven"] == [2, 1, 0]
    assert counted.sentence == "Bovenaan: ‘Schrijven’ (gemiddelde plaats 1,3)."
    assert counted.mean_label == "Gemiddelde plaats"
