"""The tools that have sessions. Each registers itself; sessions know none by name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

from tools.sessions.models import Seat, ToolSession


def _nothing_to_tidy() -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Tool:
    """
    ``name`` is what a session keeps as its tool.

    ``seat_url`` says where whoever sits somewhere goes on, ``title`` what a session
    is about, for those in it. ``tidy`` takes away what removed sessions leave
    behind, and returns how many rows that were.
    """

    name: str
    seat_url: Callable[[Seat], str]
    title: Callable[[ToolSession], str]
    tidy: Callable[[], int] = _nothing_to_tidy


_tools: dict[str, Tool] = {}


def register(tool: Tool) -> None:
    """Add ``tool``; at the start, from its AppConfig."""
    if _tools.setdefault(tool.name, tool) != tool:
        raise ImproperlyConfigured(f"the tool {tool.name} is registered twice")


def tool_of(session: ToolSession) -> Tool:
    """Raise KeyError for a tool that is no part of this portal any more."""
    return _tools[session.tool]


def every_tool() -> Iterable[Tool]:
    return _tools.values()
