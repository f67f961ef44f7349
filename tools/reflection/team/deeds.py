"""The deeds of a facilitator, by the name that their buttons have in a form."""

import uuid
from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.http import QueryDict
from django.utils.dateparse import parse_date

from tools.reflection.models import TeamMeeting
from tools.reflection.team import leading
from tools.reflection.team.leading import ChangedMeanwhileError, DeedError

type Deed = Callable[[TeamMeeting, int, QueryDict, datetime], None]

_MOST_DIGITS = 9


def do(meeting: TeamMeeting, data: QueryDict, deeds: Mapping[str, Deed], *, now: datetime) -> None:
    """
    Do what the button in ``data`` says.

    Raise ChangedMeanwhileError where there is something newer than the page of the
    button, or no such button; DeedError for what was typed wrong.
    """
    deed = deeds.get(data.get("deed", ""))
    if deed is None:
        raise ChangedMeanwhileError
    deed(meeting, version_in(data), data, now)


def version_in(data: QueryDict) -> int:
    """Return the version of the meeting that a form was made of; 0, which none is, without one."""
    return _number(data.get("version", "")) or 0


def _next(meeting: TeamMeeting, version: int, data: QueryDict, now: datetime) -> None:
    leading.go_to(meeting, meeting.position + 1, version=version, now=now)


def _previous(meeting: TeamMeeting, version: int, data: QueryDict, now: datetime) -> None:
    leading.go_to(meeting, meeting.position - 1, version=version, now=now)


def _start(meeting: TeamMeeting, version: int, data: QueryDict, now: datetime) -> None:
    leading.start_clock(meeting, version=version, now=now)


def _pause(meeting: TeamMeeting, version: int, data: QueryDict, now: datetime) -> None:
    leading.pause_clock(meeting, version=version, now=now)


def _more(meeting: TeamMeeting, version: int, data: QueryDict, now: datetime) -> None:
    leading.add_minute(meeting, version=version, now=now)


def _open(meeting: TeamMeeting, version: int, data: QueryDict, now: datetime) -> None:
    leading.open_answers(meeting, _prompt(meeting, data), version=version)


def _hide(meeting: TeamMeeting, version: int, data: QueryDict, now: datetime) -> None:
    leading.hide_answers(meeting, _prompt(meeting, data), version=version)


def _group(meeting: TeamMeeting, version: int, data: QueryDict, now: datetime) -> None:
    prompt, title = _prompt(meeting, data), data.get("title", "")
    leading.make_group(meeting, prompt, title, _cards(data), version=version)


def _put(meeting: TeamMeeting, version: int, data: QueryDict, now: datetime) -> None:
    group = _number(data.get("group", ""))
    prompt = _prompt(meeting, data)
    leading.put_in_group(meeting, prompt, _cards(data), group, version=version)


def _ungroup(meeting: TeamMeeting, version: int, data: QueryDict, now: datetime) -> None:
    leading.remove_group(meeting, _number(data.get("group", "")) or 0, version=version)


def _agree(meeting: TeamMeeting, version: int, data: QueryDict, now: datetime) -> None:
    leading.agree(
        meeting,
        _key(data),
        data.get("text", ""),
        data.get("who", ""),
        _day(data.get("due_on", "")),
        version=version,
        now=now,
    )


def _disagree(meeting: TeamMeeting, version: int, data: QueryDict, now: datetime) -> None:
    leading.drop_agreement(meeting, _key(data), version=version)


def _code(meeting: TeamMeeting, version: int, data: QueryDict, now: datetime) -> None:
    leading.replace_code(meeting, version=version)


# What can be done from the screen too.
SMALL: Mapping[str, Deed] = {
    "next": _next,
    "previous": _previous,
    "start": _start,
    "pause": _pause,
    "more": _more,
}
ALL: Mapping[str, Deed] = {
    **SMALL,
    "open": _open,
    "hide": _hide,
    "group": _group,
    "put": _put,
    "ungroup": _ungroup,
    "agree": _agree,
    "disagree": _disagree,
    "code": _code,
}


def _prompt(meeting: TeamMeeting, data: QueryDict) -> str:
    asked = {key for part in meeting.agenda["parts"] for key in part["prompts"]}
    key = data.get("prompt", "")
    if key not in asked:
        raise ChangedMeanwhileError
    return key


def _cards(data: QueryDict) -> list[int]:
    numbers = [_number(one) for one in data.getlist("cards")]
    return [number for number in numbers if number is not None]


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) if is_number else None


def _key(data: QueryDict) -> uuid.UUID:
    try:
        return uuid.UUID(data.get("key", ""))
    except ValueError:
        raise ChangedMeanwhileError from None


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        day = parse_date(text.strip())
    except ValueError:
        day = None
    if day is None:
        raise DeedError("Vul een datum in die bestaat, of laat dit leeg.", "due_on")
    return day
