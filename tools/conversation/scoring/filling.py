"""What a form says to a few statements: as it was typed, as it is kept, and what is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from django.http import QueryDict
from django.utils.formats import number_format

from search.text import clean
from tools.conversation.models import MOST_REMARK, Score
from tools.conversation.questionnaire import UNKNOWN, Statement
from tools.conversation.scoring.keeping import Answer

# Parts of the names of fields, after the key of a statement: "a1:score".
VALUE, IMPORTANCE, REMARK = "score", "belang", "toelichting"
# Before the key, in the name of the field that tells what the page began with.
BEFORE = "was"
# The button that takes a choice away: its value is the name of the field.
CLEAR = "wis"

_VALUES = {str(value): value for value in (1, 2, 3, 4, UNKNOWN)}
_IMPORTANCES = {str(one.value): one.value for one in Score.Importance}
_UNREADABLE = "Deze keuze kunnen wij niet lezen. Kies opnieuw."


def in_short(answer: Answer) -> str:
    """Return ``answer`` as a form remembers it, to see whether somebody changed it."""
    return f"{_text(answer.value)}/{_text(answer.importance)}/{answer.remark}"


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


@dataclass(frozen=True, slots=True)
class Filled:
    """
    All three by the key of the statement; what is wrong is not among ``right``.

    What somebody left as the page had it, is not there either: it may have been
    changed on another device since, and of who has another link it is not shown.
    """

    typed: Mapping[str, Answer]
    right: Mapping[str, Answer]
    errors: Mapping[str, str]

    @classmethod
    def of(cls, statements: Iterable[Statement], data: QueryDict, *, is_whole: bool) -> Self:
        """Read ``data``; a form that ``is_whole`` also has what nobody touched."""
        typed: dict[str, Answer] = {}
        right: dict[str, Answer] = {}
        errors: dict[str, str] = {}
        for key in (one.key for one in statements):
            typed[key] = _typed(key, data)
            error = _error(key, data, typed[key])
            if error:
                errors[key] = error
            elif not (is_whole and _is_untouched(key, data, typed[key])):
                right[key] = typed[key]
        return cls(typed, right, errors)


def _typed(key: str, data: QueryDict) -> Answer:
    return Answer(
        value=_VALUES.get(_chosen(key, VALUE, data)),
        importance=_IMPORTANCES.get(_chosen(key, IMPORTANCE, data)),
        remark=clean(data.get(f"{key}:{REMARK}", "")),
    )


def _chosen(key: str, part: str, data: QueryDict) -> str:
    """Return what was chosen, "" where nothing was or a button takes it away."""
    name = f"{key}:{part}"
    return "" if data.get(CLEAR) == name else data.get(name, "")


def _error(key: str, data: QueryDict, typed: Answer) -> str:
    if _chosen(key, VALUE, data) not in {"", *_VALUES}:
        return _UNREADABLE
    if _chosen(key, IMPORTANCE, data) not in {"", *_IMPORTANCES}:
        return _UNREADABLE
    if len(typed.remark) > MOST_REMARK:
        length = number_format(len(typed.remark), force_grouping=True)
        most = number_format(MOST_REMARK, force_grouping=True)
        return f"Deze toelichting is te lang: {length} tekens. Er passen er {most}."
    return ""


def _is_untouched(key: str, data: QueryDict, typed: Answer) -> bool:
    before: str | None = data.get(f"{BEFORE}:{key}")
    return before is not None and clean(before) == clean(in_short(typed))
