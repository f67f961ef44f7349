"""Log lines, without what opens somebody's session: keys and codes."""

import re
from datetime import datetime
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from tools.sessions.keys import KEY_LENGTH

HIDDEN = "[verborgen]"
# What follows the address of a session, whatever it looks like; a tail that is cut off too.
_IN_ADDRESS = re.compile(r"(/sessie/(?!begin/)[a-z]+/)[^/\s\"'<>?]+")
# Any other run of signs as long as a key. Names of ours have no capitals and small letters both.
_LOOSE = re.compile(
    rf"(?<![A-Za-z0-9_-])(?=[a-z0-9_-]*[A-Z])(?=[A-Z0-9_-]*[a-z])[A-Za-z0-9_-]{{{KEY_LENGTH},}}"
)
_CODE = re.compile(r"(\bcode\b[\"')\]]*\s*(?:=|:|%3D)\s*[\"'(\[]*)[^&\s\"'<>)\]]{4,}")


def without_keys(text: str) -> str:
    text = _IN_ADDRESS.sub(rf"\1{HIDDEN}", text)
    return _CODE.sub(rf"\1{HIDDEN}", _LOOSE.sub(HIDDEN, text))


class KeylessFormatter(JsonFormatter):
    """
    One JSON object for each log record, in which nothing opens a session.

    Looks at all that goes out: the message with its arguments, what came as extra,
    and the text of exceptions, which a filter sees only in part.
    """

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        return {name: _without_keys(value) for name, value in log_data.items()}


def _without_keys(value: Any) -> Any:
    match value:
        case None | bool() | int() | float() | datetime():
            return value
        case dict():
            return {without_keys(str(key)): _without_keys(one) for key, one in value.items()}
        case list() | tuple() | set():
            return [_without_keys(one) for one in value]
    return without_keys(str(value))
