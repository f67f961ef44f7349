"""Typst, with fonts of our own and nothing else of the machine (docs/adr/0019)."""

from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from tools.documents.covered import FONTS

TEMPLATES = Path(__file__).resolve().parent / "template"
# The compiler keeps what it was last given: two at once could see each other's text.
_ONE_AT_A_TIME = Lock()


def typeset(template: str, **options: Any) -> bytes:
    """Return what ``template`` gives; raise typst.TypstError where it refuses."""
    with _ONE_AT_A_TIME:
        made = _compiler(template).compile(**options)
    assert isinstance(made, bytes)  # noqa: S101 -- one file, not a list of pages
    return made


@cache
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
    )
