"""What buttons do to what many follow at the same time."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.http import QueryDict

from tools.sessions.posted import version_in

type Deed[M] = Callable[[M, int, QueryDict, datetime], None]


class ChangedMeanwhileError(Exception):
    """Somebody else, or another window, was first; nothing was done."""


def do[M](meeting: M, data: QueryDict, deeds: Mapping[str, Deed[M]], *, now: datetime) -> None:
    """
    Do what the button in ``data`` says, by its name among ``deeds``.

    A deed gets the version of what its page was made of. Raise ChangedMeanwhileError
    where there is no such button.
    """
    deed = deeds.get(data.get("deed", ""))
    if deed is None:
        raise ChangedMeanwhileError
    deed(meeting, version_in(data), data, now)
