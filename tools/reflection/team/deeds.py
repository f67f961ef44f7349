"""The deeds of a facilitator, by the name that their buttons have in a form."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime

from django.http import QueryDict
from django.utils.dateparse import parse_date

from tools.reflection.models import TeamMeeting
from tools.reflection.team import leading
from tools.reflection.team.leading import DeedError
from tools.sessions.deeds import ChangedMeanwhileError, Deed
from tools.sessions.posted import key_in, number


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
    group = number(data.get("group", ""))
    prompt = _prompt(meeting, data)
    leading.put_in_group(meeting, prompt, _cards(data), group, version=version)


def _ungroup(meeting: TeamMeeting, version: int, data: QueryDict, now: datetime) -> None:
    leading.remove_group(meeting, number(data.get("group", "")) or 0, version=version)


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
SMALL: Mapping[str, Deed[TeamMeeting]] = {
    "next": _next,
    "previous": _previous,
    "start": _start,
    "pause": _pause,
    "more": _more,
}
ALL: Mapping[str, Deed[TeamMeeting]] = {
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
    numbers = [number(one) for one in data.getlist("cards")]
    return [number for number in numbers if number is not None]


def _key(data: QueryDict) -> uuid.UUID:
    key = key_in(data)
    if key is None:
        raise ChangedMeanwhileError
    return key


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
