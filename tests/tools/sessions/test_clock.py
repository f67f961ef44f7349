from datetime import UTC, datetime, timedelta

import pytest

from tools.reflection.models import TeamMeeting
from tools.sessions.clock import in_digits, in_words, seconds_left

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)


def test_clock_that_runs_counts_down_from_what_was_left():
    meeting = TeamMeeting(seconds_left=120, runs_since=NOW - timedelta(seconds=50.9))

    assert seconds_left(meeting, NOW) == 70


def test_clock_goes_on_counting_when_the_time_is_up():
    meeting = TeamMeeting(seconds_left=30, runs_since=NOW - timedelta(minutes=1))

    assert seconds_left(meeting, NOW) == -30


def test_clock_that_stands_still_keeps_what_is_left():
    assert seconds_left(TeamMeeting(seconds_left=45), NOW) == 45


@pytest.mark.parametrize(
    ("seconds", "digits", "words"),
    [
        (241, "4:01", "nog 5 minuten"),
        (240, "4:00", "nog 4 minuten"),
        (60, "1:00", "nog 1 minuut"),
        (59, "0:59", "nog minder dan een minuut"),
        (0, "0:00", "De tijd is om"),
        (-75, "-1:15", "De tijd is om"),
    ],
)
def test_clock_says_the_same_in_digits_and_in_words(seconds, digits, words):
    assert (in_digits(seconds), in_words(seconds, is_running=True)) == (digits, words)


def test_clock_that_stands_still_says_so():
    assert in_words(240, is_running=False) == "De klok staat stil: nog 4 minuten"
    assert in_words(0, is_running=False) == "De klok staat stil: de tijd is om"
