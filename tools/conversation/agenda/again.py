"""When to hold the conversation again."""

import calendar
from datetime import date

FIRST_MONTHS, LAST_MONTHS = 6, 12
_YEAR = 12


def first_and_last_day(today: date) -> tuple[date, date]:
    return _months_after(today, FIRST_MONTHS), _months_after(today, LAST_MONTHS)


def _months_after(day: date, months: int) -> date:
    """Return the same day, or the last of a month that has none such."""
    years, month = divmod(day.month - 1 + months, _YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
