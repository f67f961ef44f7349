from datetime import date

import pytest

from tools.conversation.agenda.again import first_and_last_day


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 11, 22), date(2027, 5, 22), date(2027, 11, 22)),
        (date(2026, 8, 31), date(2027, 2, 28), date(2027, 8, 31)),
        (date(2028, 2, 29), date(2028, 8, 29), date(2029, 2, 28)),
        (date(2026, 12, 31), date(2027, 6, 30), date(2027, 12, 31)),
    ],
)
def test_again_is_in_six_to_twelve_months(today, first, last):
    assert first_and_last_day(today) == (first, last)
