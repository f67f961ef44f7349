"""What a cell asks of a field, by the sort of its column."""

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from knowledge.content.faults import did_you_mean
from knowledge.prose import cleaned
from practices.columns import ChoiceColumn, DayColumn, FieldColumn, NumberColumn
from practices.importing.workbook import Given
from practices.models import Practice
from search.text import fold

_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class CellError(Exception):
    """What stands in a cell is nothing for its column; the text tells an editor why."""


def asked(column: FieldColumn, given: Given) -> Any:
    """Return what the field of ``column`` becomes; raise CellError where it cannot."""
    value = given.value
    if isinstance(column, NumberColumn):
        return _number(value)
    if isinstance(column, DayColumn):
        return _day(value)
    if isinstance(column, ChoiceColumn):
        return _choice(column, value)
    return _text(column, value)


def names(given: Given) -> list[str]:
    """Return the names in a cell with several, each once, in their order."""
    parts = str(given.value or "").replace("\n", ";").split(";")
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def same(one: object, other: object) -> bool:
    """Say whether two cells say the same; an empty text says nothing."""
    return one == other or (one in {"", None} and other in {"", None})


def _number(value: object) -> int | None:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        return int(value)
    raise CellError(f"“{value}” is geen jaartal")


def _day(value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    text = str(value)
    try:
        if match := _DAY.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := _ISO_DAY.fullmatch(text):
            return date(*map(int, match.groups()))
    except ValueError:
        pass
    raise CellError(f"“{text}” is geen datum, zoals 31-12-2026")


def _choice(column: ChoiceColumn, value: object) -> str:
    labels = {fold(label): str(stored) for stored, label in column.choices.choices}
    if value is None:
        return str(getattr(Practice(), column.field))
    if (stored := labels.get(fold(str(value)))) is None:
        known = ", ".join(str(label) for label in column.choices.labels)
        near = did_you_mean(str(value), map(str, column.choices.labels))
        raise CellError(f"“{value}” is geen keuze{near} (dit kan: {known})")
    return stored


def _text(column: FieldColumn, value: object) -> str:
    if isinstance(value, date):
        value = f"{value:%d-%m-%Y}"
    text = "" if value is None else str(value)
    if not isinstance(Practice._meta.get_field(column.field), models.TextField):
        return text
    try:
        return cleaned(text)
    except ValidationError as error:
        raise CellError(" ".join(error.messages)) from error
