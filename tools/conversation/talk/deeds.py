"""What whoever leads does during the talk, by the name that the buttons have in a form."""

from collections.abc import Mapping
from datetime import datetime

from django.http import QueryDict

from tools.conversation.models import Conversation
from tools.conversation.outcome import publishing
from tools.conversation.phases import ChangedMeanwhileError
from tools.conversation.talk import choosing, timing
from tools.sessions.deeds import Deed


def _next(conversation: Conversation, version: int, _data: QueryDict, now: datetime) -> None:
    timing.go_to(conversation, timing.place_of(conversation) + 1, version=version, now=now)


def _previous(conversation: Conversation, version: int, _data: QueryDict, now: datetime) -> None:
    timing.go_to(conversation, timing.place_of(conversation) - 1, version=version, now=now)


def _start(conversation: Conversation, version: int, _data: QueryDict, now: datetime) -> None:
    timing.start(conversation, version=version, now=now)


def _pause(conversation: Conversation, version: int, _data: QueryDict, now: datetime) -> None:
    timing.pause(conversation, version=version, now=now)


def _more(conversation: Conversation, version: int, _data: QueryDict, now: datetime) -> None:
    timing.add_minute(conversation, version=version, now=now)


def _earlier(conversation: Conversation, version: int, data: QueryDict, _now: datetime) -> None:
    choosing.put_earlier(conversation, data.get("theme", ""), version=version)


def _open(conversation: Conversation, version: int, data: QueryDict, now: datetime) -> None:
    letter = data.get("theme", "")
    if letter not in conversation.chosen_themes:
        raise ChangedMeanwhileError
    publishing.open_theme(conversation, letter, version=version, now=now)


# What can be done from the screen too.
SMALL: Mapping[str, Deed[Conversation]] = {
    "next": _next,
    "previous": _previous,
    "start": _start,
    "pause": _pause,
    "more": _more,
}
ALL: Mapping[str, Deed[Conversation]] = {
    **SMALL,
    "earlier": _earlier,
    "open": _open,
}
