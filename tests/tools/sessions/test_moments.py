from datetime import UTC, datetime

import pytest

from tools.sessions.moments import moment_of


def at(*wall):
    return datetime(*wall)  # noqa: DTZ001 -- what a clock says, wherever it hangs


@pytest.mark.parametrize(
    ("wall", "utc"),
    [
        pytest.param((2026, 12, 1, 10, 0), (2026, 12, 1, 9, 0), id="in winter"),
        pytest.param((2026, 7, 1, 10, 0), (2026, 7, 1, 8, 0), id="in summer"),
        pytest.param((2027, 3, 27, 10, 0), (2027, 3, 27, 9, 0), id="day before summer time"),
        pytest.param((2027, 3, 28, 1, 59), (2027, 3, 28, 0, 59), id="minute before summer time"),
        pytest.param((2027, 3, 28, 3, 0), (2027, 3, 28, 1, 0), id="first minute of summer time"),
        pytest.param((2027, 3, 28, 10, 0), (2027, 3, 28, 8, 0), id="day of summer time"),
        pytest.param((2026, 10, 24, 10, 0), (2026, 10, 24, 8, 0), id="day before winter time"),
        pytest.param((2026, 10, 25, 2, 30), (2026, 10, 25, 0, 30), id="said twice by the clock"),
        pytest.param((2026, 10, 25, 10, 0), (2026, 10, 25, 9, 0), id="day of winter time"),
    ],
)
def test_moment_is_that_of_the_clock_in_amsterdam(wall, utc):
    assert moment_of(at(*wall)) == datetime(*utc, tzinfo=UTC)


def test_moment_that_the_clock_skips_does_not_exist():
    assert moment_of(at(2027, 3, 28, 2, 30)) is None
