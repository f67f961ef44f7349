from xml.etree import ElementTree as ET

import pytest

from tests.factories.conversation import a_questionnaire
from tools.conversation.outcome import charts
from tools.conversation.outcome.reading import read
from tools.conversation.outcome.release import Column, Group, Release, StatementRelease
from tools.conversation.report.figures import (
    distributions_svg,
    lines_svg,
    radar_svg,
    strips_svg,
)
from tools.conversation.report.marks import LOOKS
from tools.documents.document import Figure

GROUPS = (Group("een", "Armoede & <schulden>", 4), Group("twee", "Gezondheid", 3))
LEVELS = {letter: {"een": "3.0", "twee": "1.5"} for letter in "ABCDEF"}
ASKED = a_questionnaire()
READING = read(
    Release(
        people=7,
        groups=GROUPS,
        statements={
            one.key: StatementRelease(Column(counts={"1": 2, "3": 4, "0": 1}))
            for one in ASKED.balance
        },
        levels=LEVELS,
    ),
    ASKED,
)


def drawn(svg):
    """Return the tags with their texts and attributes, as they are read back."""
    root = ET.fromstring(svg)
    assert root.get("width") == str(Figure.WIDTH)
    return list(root)


def texts(svg):
    return [one.text for one in drawn(svg) if one.tag.endswith("text")]


def test_radar_has_every_theme_and_who_is_compared():
    svg = radar_svg(charts.radar(READING))

    assert {f"{letter} Thema {letter}" for letter in "ABCDEF"} <= set(texts(svg))
    assert "Armoede & <schulden> (4 personen)" in texts(svg)


def test_dot_plot_says_the_difference_at_the_end():
    strips = charts.strips(READING)

    svg = strips_svg(strips, [f"verschil {n}" for n in range(6)])

    assert texts(svg)[-1] == "verschil 5"


def test_bars_have_their_counts_and_the_answers_that_were_given():
    rows = [charts.distribution(one, ASKED) for one in READING.themes[0].statements]

    found = texts(distributions_svg(rows, ASKED))

    assert found[:3] == ["Nog niet", "Loopt", "Weet ik niet"]
    assert found.count("4") == 3


def test_what_most_chose_has_no_count():
    about = Release(people=7, statements={"a1": StatementRelease(Column(mostly="3"))})
    rows = [charts.distribution(read(about, ASKED).statement("a1"), ASKED)]

    assert texts(distributions_svg(rows, ASKED)) == ["Loopt", "Stelling a1."]


def test_lines_have_their_rounds_and_letters():
    svg = lines_svg(charts.lines([("Ronde 1", READING), ("Ronde 2", READING)]))

    assert {"Ronde 1", "Ronde 2", *"ABCDEF"} <= set(texts(svg))


@pytest.mark.parametrize("number", range(1, 7))
def test_no_two_looks_are_told_apart_by_colour_alone(number):
    own = LOOKS[str(number)]

    others = [look for style, look in LOOKS.items() if style in "123456" and look is not own]
    assert own.shape not in {look.shape for look in others}
    assert own.dashes not in {look.dashes for look in others}
