"""What the person at the keyboard reads: Dutch, calm, a line for each step."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn, Optional


class StartError(Exception):
    """A reason not to go on: one Dutch sentence, shown without a traceback."""


class Terminated(KeyboardInterrupt):
    """The operating system asks us to stop; unlike Ctrl-C it did not ask our children."""


def raise_terminated(_number: int, _frame: Optional[FrameType]) -> NoReturn:
    raise Terminated


def last_line(output: bytes) -> str:
    """Return what a failed program said last, which is mostly why it failed."""
    lines = output.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].strip().rstrip(".") if lines else "geen uitleg"


def speak_utf8() -> None:
    """Keep a console that knows no ticks or accents from ending the start."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def say(text: str = "") -> None:
    print(text, flush=True)


def busy(text: str) -> None:
    """Announce work of more than a moment."""
    say(f"  {text}…")


def done(text: str) -> None:
    say(f"✓ {text}")


def complain(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
