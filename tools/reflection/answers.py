"""Answers: read from a form, checked, kept and given back; always of one seat."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import number_format

from search.text import clean
from tools.reflection.models import MOST_TEXT, Answer, Reflection
from tools.reflection.script import SCALE, UNKNOWN, Kind, Prompt
from tools.sessions.models import Seat

MOST_SHORT = 300
MOST_CELL = 500
MOST_ROWS = 20
# In a form, stands for: this order is mine, also where I changed nothing in it.
CHOSEN = "chosen"
# The name of buttons that change an answer: "omhoog:key:option", "weg:key:row".
PRESSED = "doe"
UP, DOWN, AWAY = "omhoog", "omlaag", "weg"

_POINTS: Mapping[str, Any] = {str(point): point for point in SCALE} | {UNKNOWN: UNKNOWN}
_UNREADABLE = "Dit antwoord kunnen wij niet lezen. Vul het opnieuw in."
# Row and column in the name of a field: more digits no form of ours has.
_CELL = re.compile(r"(\d{1,3}):(\d{1,2})", re.ASCII)


class AnswerError(Exception):
    """What is wrong with an answer, in Dutch; ``prompt`` is the key of the question."""

    def __init__(self, message: str, prompt: str) -> None:
        super().__init__(message)
        self.prompt = prompt


class ClosedError(Exception):
    """Nothing can be changed any more: the session is closed, or its answers are shared."""

    def __init__(self) -> None:
        super().__init__("Deze sessie is afgesloten. Je kunt je antwoorden niet meer veranderen.")


def typed(prompt: Prompt, data: QueryDict) -> Any:
    """
    Return what a form says to ``prompt``: the shape of an answer, not checked yet.

    What a button of the question does (PRESSED) is done. A ranking in the order
    of the options is none, unless the form says that it is meant so (``key:chosen``).
    """
    match prompt.kind:
        case Kind.CHOICES | Kind.TICKS:
            return data.getlist(prompt.key)
        case Kind.RANKING:
            return _typed_order(prompt, data)
        case Kind.SCALE:
            names = {option.key: f"{prompt.key}:{option.key}" for option in prompt.options}
            return {key: data[name] for key, name in names.items() if data.get(name)}
        case Kind.TABLE:
            return _typed_rows(prompt, data)
        case _:
            return data.get(prompt.key, "")


def _typed_order(prompt: Prompt, data: QueryDict) -> list[str]:
    order = data.getlist(prompt.key)
    what, moved = _pressed(prompt, data)
    if what in {UP, DOWN} and moved in order:
        place = order.index(moved)
        other = max(place - 1, 0) if what == UP else min(place + 1, len(order) - 1)
        order[place], order[other] = order[other], order[place]
        return order
    as_shown = [option.key for option in prompt.options]
    return order if order != as_shown or f"{prompt.key}:{CHOSEN}" in data else []


def _typed_rows(prompt: Prompt, data: QueryDict) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for name in data:
        key, _, place = name.partition(":")
        cell = _CELL.fullmatch(place)
        if key != prompt.key or cell is None or int(cell[2]) >= len(prompt.options):
            continue
        row = rows.setdefault(int(cell[1]), [""] * len(prompt.options))
        row[int(cell[2])] = str(data[name])
    what, removed = _pressed(prompt, data)
    return [rows[number] for number in sorted(rows) if (what, removed) != (AWAY, str(number))]


def _pressed(prompt: Prompt, data: QueryDict) -> tuple[str, str]:
    """Return what a button does with what of this question; empty where none was pressed."""
    what, _, rest = data.get(PRESSED, "").partition(":")
    key, _, which = rest.partition(":")
    return (what, which) if key == prompt.key else ("", "")


def cleaned(prompt: Prompt, raw: Any) -> Any | None:
    """Return the answer as it is kept, None where it is empty; raise AnswerError."""
    return _CLEANED[Kind(prompt.kind)](prompt, raw)


def _text(prompt: Prompt, raw: Any, most: int) -> str:
    if raw is None:
        return ""
    if not isinstance(raw, str):
        raise AnswerError(_UNREADABLE, prompt.key)
    text = clean(raw)
    if len(text) > most:
        message = (
            f"Deze tekst is te lang: {_in_dutch(len(text))} tekens. "
            f"Er passen er {_in_dutch(most)}. Maak de tekst korter."
        )
        raise AnswerError(message, prompt.key)
    return text


def _in_dutch(number: int) -> str:
    return number_format(number, force_grouping=True)


def _short(prompt: Prompt, raw: Any) -> str | None:
    # One line: what was pasted with ends of lines is not refused for it.
    return " ".join(_text(prompt, raw, MOST_SHORT).split()) or None


def _long(prompt: Prompt, raw: Any) -> str | None:
    return _text(prompt, raw, MOST_TEXT) or None


def _choice(prompt: Prompt, raw: Any) -> str | None:
    if raw is None or raw == "":
        return None
    return _known(prompt, [raw])[0]


def _choices(prompt: Prompt, raw: Any) -> list[str] | None:
    chosen = set(_known(prompt, [] if raw is None else raw))
    return [option.key for option in prompt.options if option.key in chosen] or None


def _ranking(prompt: Prompt, raw: Any) -> list[str] | None:
    order = _known(prompt, [] if raw is None else raw)
    if order and sorted(order) != sorted(option.key for option in prompt.options):
        raise AnswerError(_UNREADABLE, prompt.key)
    return order or None


def _known(prompt: Prompt, raw: Any) -> list[str]:
    known = {option.key for option in prompt.options}
    if not isinstance(raw, list) or not all(isinstance(one, str) and one in known for one in raw):
        raise AnswerError(_UNREADABLE, prompt.key)
    return raw


def _scale(prompt: Prompt, raw: Any) -> dict[str, int | str] | None:
    given = {} if raw is None else raw
    if not isinstance(given, dict):
        raise AnswerError(_UNREADABLE, prompt.key)
    _known(prompt, list(given))
    return {
        option.key: _point(prompt, given[option.key])
        for option in prompt.options
        if given.get(option.key) not in (None, "")
    } or None


def _point(prompt: Prompt, raw: Any) -> Any:
    # True is no 1, and 1.0 neither.
    if type(raw) not in {int, str} or str(raw) not in _POINTS:
        raise AnswerError(_UNREADABLE, prompt.key)
    return _POINTS[str(raw)]


def _table(prompt: Prompt, raw: Any) -> list[list[str]] | None:
    given = [] if raw is None else raw
    if not isinstance(given, list) or not all(isinstance(row, list) for row in given):
        raise AnswerError(_UNREADABLE, prompt.key)
    if any(len(row) > len(prompt.options) for row in given):
        raise AnswerError(_UNREADABLE, prompt.key)
    rows = [_row(prompt, row) for row in given]
    filled = [row for row in rows if any(row)]
    if len(filled) > MOST_ROWS:
        message = f"Er passen {MOST_ROWS} rijen in deze tabel, en het zijn er {len(filled)}."
        raise AnswerError(message, prompt.key)
    return filled or None


def _row(prompt: Prompt, raw: list[Any]) -> list[str]:
    cells = [_text(prompt, cell, MOST_CELL) for cell in raw]
    return cells + [""] * (len(prompt.options) - len(cells))


_CLEANED: Mapping[str, Callable[[Prompt, Any], Any]] = {
    Kind.SHORT: _short,
    Kind.LONG: _long,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.TICKS: _choices,
    Kind.SCALE: _scale,
    Kind.RANKING: _ranking,
    Kind.TABLE: _table,
}


@transaction.atomic
def keep(seat: Seat, answers: Mapping[str, Any | None]) -> None:
    """
    Keep cleaned ``answers`` by the key of their question; None takes one away.

    Of two writers the last wins, question by question. Raise ClosedError when
    nothing may change any more, Seat.DoesNotExist when the seat is gone.
    """
    if answers:
        # Before the seat is held: whoever closes a session holds these two in this order.
        seat.session.touch()
    # Writers at one seat wait for each other: in two orders they would wait for ever.
    seats = Seat.objects.select_for_update(of=("self",)).select_related("session__reflection")
    if is_closed(seats.get(pk=seat.pk, withdrawn_at__isnull=True)):
        raise ClosedError
    empty = [key for key, value in answers.items() if value is None]
    if empty:
        seat.answers.filter(prompt__in=empty).delete()
    Answer.objects.bulk_create(
        [
            Answer(seat=seat, prompt=key, value=value, changed_at=timezone.now())
            for key, value in answers.items()
            if value is not None
        ],
        update_conflicts=True,
        unique_fields=["seat", "prompt"],
        update_fields=["value", "changed_at"],
    )


def is_closed(seat: Seat) -> bool:
    """Say whether answers stay as they are; a colleague's are shown to who said to be done."""
    is_shared = seat.session.reflection.form == Reflection.Form.DUO and seat.done_at is not None
    return is_shared or not seat.session.is_open


def answers_of(seat: Seat) -> dict[str, Any]:
    """Return by the key of its question what was answered at ``seat``."""
    return dict(seat.answers.values_list("prompt", "value"))
