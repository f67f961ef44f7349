import cmath
import itertools
import math
from decimal import Decimal

import pytest

from tests.factories.conversation import a_questionnaire
from tests.tools.conversation.outcome.readings import (
    FRONT,
    HEALTH,
    POVERTY,
    RESIDENT,
    a_reading,
    counted,
    every,
)
from tools.conversation.outcome.charts import compared, distribution, lines, radar, strips
from tools.conversation.outcome.release import Column

TWO = dict.fromkeys("ABCDEF", ("3.5", "1.5"))


def around_the_middle(axis, value):
    """Return where ``value`` (0 to 4) is on an axis, worked out with complex numbers."""
    spot = complex(180, 150) + 118 * float(value) / 4 * cmath.rect(1, math.radians(60 * axis - 90))
    return pytest.approx((spot.real, spot.imag), abs=0.06)


def dots(series):
    return [(dot.x, dot.y) if dot else None for dot in series.dots]


def test_radar_has_a_dot_of_each_group_where_its_level_says():
    levels = {
        "A": ("3.5", "1.5"),
        "B": ("2", "2"),
        "C": ("1.5", "3"),
        "D": ("2.5", "1.5"),
        "E": ("3", "3.5"),
        "F": ("2", "1.5"),
    }

    picture = radar(a_reading(levels=levels, groups=(POVERTY, FRONT)))

    for place, series in enumerate(picture.series):
        told = [levels[letter][place] for letter in "ABCDEF"]
        assert dots(series) == [around_the_middle(n, value) for n, value in enumerate(told)]
        assert series.is_whole


def test_radar_has_a_ring_for_each_point_of_the_scale():
    picture = radar(a_reading())

    assert [ring.value for ring in picture.rings] == [1, 2, 3, 4]
    for ring in picture.rings:
        assert list(ring.corners) == [around_the_middle(n, ring.value) for n in range(6)]
    assert picture.spokes == picture.rings[-1].corners


def test_radar_leaves_a_gap_where_a_group_gave_no_scores():
    levels = TWO | {"C": (None, "2")}

    first, second = radar(a_reading(levels=levels, groups=(POVERTY, FRONT))).series

    assert dots(first)[2] is None
    assert not first.is_whole
    assert [(one.x, two.x) for one, two in first.ring] == [
        (a.x, b.x)
        for a, b in zip(
            [first.dots[n] for n in (0, 3, 4, 5)],
            [first.dots[n] for n in (1, 4, 5, 0)],
            strict=True,
        )
    ]
    assert second.is_whole


@pytest.mark.parametrize(
    ("groups", "levels"),
    [
        pytest.param((), {}, id="no groups"),
        pytest.param((HEALTH,), dict.fromkeys("ABCDEF", ("2",)), id="one group"),
        pytest.param((POVERTY, FRONT), {"A": ("2", "3"), "B": ("2", "3")}, id="mostly withheld"),
        pytest.param((POVERTY, FRONT), dict.fromkeys("ABCDEF", ("2", None)), id="one gave scores"),
    ],
)
def test_radar_shows_all_together_where_no_groups_can_be_compared(groups, levels):
    columns = every(counted(p1=1, p4=3))

    [series] = radar(a_reading(columns, levels=levels, groups=groups)).series

    assert (series.key.label, series.key.people) == ("Samen", 7)
    assert dots(series) == [around_the_middle(n, 3.25) for n in range(6)]


def test_radar_has_all_together_where_groups_are_withheld():
    levels = dict.fromkeys("ABCD", ("2", "3"))
    columns = every(counted(p1=1, p4=3))

    *groups, together = radar(a_reading(columns, levels=levels, groups=(POVERTY, FRONT))).series

    assert [one.key.label for one in groups] == ["Armoede en schulden", "Uitvoering"]
    assert together.key.label == "Samen"
    shown = [around_the_middle(n, 3.25) for n in (4, 5)]
    assert dots(together) == [None, None, None, None, *shown]


def test_radar_is_not_there_without_scores_or_with_other_than_six_themes():
    assert radar(a_reading(every(counted(unknown=7)))) is None
    assert radar(a_reading(letters="ABCDE")) is None


def test_pictures_compare_the_three_largest_groups():
    groups = (HEALTH, POVERTY, FRONT, RESIDENT)
    reading = a_reading(levels=dict.fromkeys("ABCDEF", ("2", "3", "2", "1.5")), groups=groups)

    assert compared(reading) == [HEALTH, POVERTY, FRONT]
    assert [one.label for one in radar(reading).keys] == [one.label for one in groups[:3]]


def test_strips_are_sorted_by_difference_and_mark_the_widest():
    levels = {
        "A": ("2", "2"),
        "B": ("3", "2"),
        "C": ("3.5", "1.5"),
        "D": ("2", "2.5"),
        "E": ("1.5", "3.5"),
        "F": ("2", "3"),
    }

    picture = strips(a_reading(levels=levels, groups=(POVERTY, FRONT)))

    assert [row.theme.letter for row in picture.rows] == ["C", "E", "B", "F", "D", "A"]
    assert [row.theme.letter for row in picture.rows if row.is_widest] == ["C", "E"]
    assert picture.compares


def test_strip_has_its_marks_and_the_bar_between_them_where_the_levels_are():
    picture = strips(a_reading(levels=TWO | {"D": ("2", "3")}, groups=(POVERTY, FRONT)))

    row = next(row for row in picture.rows if row.theme.letter == "D")

    assert [(mark.key.label, mark.x) for mark in row.marks] == [
        ("Armoede en schulden", pytest.approx(100 / 3, abs=0.05)),
        ("Uitvoering", pytest.approx(200 / 3, abs=0.05)),
    ]
    assert row.span == (row.marks[0].x, row.marks[1].x)
    assert [mark.y for mark in row.marks] == [row.middle] * 2
    assert picture.ticks == (0.0, 33.3, 66.7, 100.0)


@pytest.mark.parametrize(
    ("levels", "apart"),
    [
        pytest.param(("2", "2", "3"), [-7, 7, 0], id="two"),
        pytest.param(("2", "2", "2"), [-12, 0, 12], id="three"),
    ],
)
def test_marks_at_one_place_are_moved_apart(levels, apart):
    groups = (POVERTY, FRONT, RESIDENT)
    picture = strips(a_reading(levels=dict.fromkeys("ABCDEF", levels), groups=groups))

    row = picture.rows[0]

    assert [mark.y - row.middle for mark in row.marks] == apart
    assert row.height == 36


def test_other_groups_are_one_mark_for_each_level_in_a_row_with_room():
    groups = (HEALTH, POVERTY, FRONT, RESIDENT)
    levels = {"A": ("2", "2", "2", "2")} | dict.fromkeys("BCDEF", ("2", "2", "3", "1.5"))

    picture = strips(a_reading(levels=levels, groups=groups))

    *_others, equal = picture.rows
    assert [mark.key.style for mark in equal.marks] == ["1", "2", "3", "other"]
    assert equal.height == 48
    assert [mark.y for mark in equal.marks] == [6, 18, 30, 42]
    assert [key.label for key in picture.keys][-1] == "Andere groepen"


def test_a_theme_without_levels_has_the_mark_of_all_together():
    levels = {letter: said for letter, said in TWO.items() if letter != "B"}

    picture = strips(a_reading(levels=levels, groups=(POVERTY, FRONT)))

    last = picture.rows[-1]
    assert last.theme.letter == "B"
    assert [(mark.key.style, mark.value) for mark in last.marks] == [("all", Decimal("2.57"))]
    assert last.span is None


def test_strips_without_groups_begin_with_the_lowest_theme():
    columns = {f"b{n}": counted(p1=7) for n in (1, 2, 3)} | {
        f"e{n}": counted(unknown=7) for n in (1, 2, 3)
    }

    picture = strips(a_reading(columns))

    assert [row.theme.letter for row in picture.rows] == ["B", "A", "C", "D", "F", "E"]
    assert picture.rows[-1].marks == ()
    assert not picture.compares


def test_strips_are_not_there_where_nobody_scored():
    assert strips(a_reading(every(counted(nothing=7)))) is None


def bar(column):
    return distribution(a_reading({"a1": column}).statement("a1"), a_questionnaire())


def test_distribution_divides_the_bar_as_people_did():
    column = counted(p1=1, p3=3, p4=2, unknown=1, nothing=1)

    picture = bar(column)

    assert [(one.label, one.count) for one in picture.segments] == [
        ("Nog niet", 1),
        ("Loopt", 3),
        ("Verankerd", 2),
        ("Weet ik niet", 1),
        ("Niets gekozen", 1),
    ]
    assert [one.x for one in picture.segments] == [0, 12.5, 50, 75, 87.5]
    assert [one.width for one in picture.segments] == [12.5, 37.5, 25, 12.5, 12.5]


def test_distribution_fills_the_bar_whatever_is_rounded():
    picture = bar(counted(p1=1, p2=1, p3=1, p4=1, unknown=2, nothing=1))

    assert picture.segments[0].x == 0
    for one, two in zip(picture.segments, picture.segments[1:], strict=False):
        assert one.x + one.width == pytest.approx(two.x, abs=0.001)
    assert picture.segments[-1].x + picture.segments[-1].width == pytest.approx(100, abs=0.001)


def test_distribution_has_no_room_for_a_number_in_a_narrow_piece():
    narrow, wide = bar(counted(p1=2, p2=38)).segments

    assert (narrow.width, narrow.has_room) == (5, False)
    assert wide.has_room


def test_distribution_of_what_most_chose_tells_no_count():
    [whole] = bar(Column(mostly="3")).segments

    assert (whole.label, whole.count, whole.x, whole.width) == ("Loopt", None, 0, 100)
    assert not whole.has_room


@pytest.mark.parametrize("column", [Column(), Column(counts={})])
def test_distribution_of_nothing_is_not_drawn(column):
    assert bar(column).segments == ()


def rounds(*columns):
    return [(f"Ronde {n}", a_reading(one)) for n, one in enumerate(columns, start=1)]


def test_lines_stand_where_each_mean_says():
    low, high = every(counted(p1=2)), every(counted(p1=1, p4=1))

    picture = lines(rounds(low, high))

    first = picture.lines[0].series
    assert [(dot.x, dot.y) for dot in first.dots] == [(10, 256), (88, 136)]
    assert [value for _step, value in picture.ticks] == [256, 176, 96, 16]
    assert [(one.label, one.x) for one in picture.rounds] == [("Ronde 1", 10), ("Ronde 2", 88)]


def test_lines_keep_their_letters_apart_and_within_the_picture():
    for column in (counted(p4=3), counted(p1=3), counted(p2=3)):
        picture = lines(rounds(every(column)))

        heights = sorted(line.label_y for line in picture.lines)

        assert all(b - a >= 20 for a, b in itertools.pairwise(heights))
        assert heights[0] >= 0
        assert heights[-1] <= picture.HEIGHT


def test_letters_of_equal_lines_lie_around_them():
    picture = lines(rounds(every(counted(p2=1, p3=1))))

    assert [line.label_y for line in picture.lines] == [86, 106, 126, 146, 166, 186]


def test_lines_are_broken_by_a_round_without_a_score():
    columns = [every(counted(p2=3)), every(counted(p2=3)), every(counted(p3=3))]
    columns[1] |= {f"a{n}": counted(unknown=3) for n in (1, 2, 3)}

    broken, whole, *_more = lines(rounds(*columns)).lines

    assert broken.series.dots[1] is None
    assert broken.series.lines == []
    assert len(whole.series.lines) == 2


def test_lines_leave_out_a_theme_that_nobody_ever_scored():
    columns = every(counted(p2=3)) | {f"a{n}": counted(unknown=3) for n in (1, 2, 3)}

    assert [line.theme.letter for line in lines(rounds(columns)).lines] == list("BCDEF")


def test_lines_name_the_last_round_and_no_more_than_there_is_room_for():
    picture = lines(rounds(*[every(counted(p2=3))] * 7))

    assert [one.label for one in picture.rounds if one.is_named] == [
        "Ronde 1",
        "Ronde 3",
        "Ronde 5",
        "Ronde 7",
    ]


def test_lines_are_not_there_where_nobody_scored():
    assert lines(rounds(every(counted(unknown=3)))) is None
