from datetime import UTC, datetime

from tools.conversation.script import MINUTES, PARTS, timed


def test_script_takes_two_hours_and_a_half():
    assert (MINUTES, sum(part.minutes for part in PARTS)) == (150, 150)


def test_times_go_on_where_the_clock_skips_an_hour():
    rows = list(timed(datetime(2027, 3, 28, 0, 10, tzinfo=UTC)))

    assert [(row.begins, row.ends) for row in rows[2:4]] == [("01.45", "03.00"), ("03.00", "03.40")]
