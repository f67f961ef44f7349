"""
A document as PDF that a screen reader can read: PDF/UA-1, made by typst.

What people typed goes in as data and is never markup (docs/adr/0019).
"""

import json
import logging
import re
from dataclasses import asdict, replace
from typing import Any

import typst

from tools.documents.covered import covered, drawn
from tools.documents.document import Block, Document, Figure
from tools.documents.kinds import kind_of
from tools.documents.texts import rewritten
from tools.documents.typesetting import typeset

logger = logging.getLogger(__name__)

# A longer run without a space gets places to break: a cell is narrower than such a word.
LONGEST_RUN = 20
PIECE = 6
_LONG = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
# typst breaks such a word itself, with a hyphen: whole, it can be searched and read aloud.
LONGEST_WORD = 34
_DUTCH = re.compile(rf"\W{{0,2}}[^\W\d_]{{1,{LONGEST_WORD}}}\W{{0,2}}")
_NO_SYLLABLES = re.compile(r"[^aeiouyáéíóúëïöü]{7}|(.)\1\1", re.IGNORECASE)
BREAK = "\u200b"


def to_pdf(document: Document) -> bytes:
    """
    Return ``document`` as PDF/UA-1.

    What no font of ours can show becomes a box. Should typst still refuse, the
    file is made without the promise of the standard: somebody waits for it.
    """
    data = json.dumps(_plain(document), ensure_ascii=True)
    try:
        return _compile(data, is_for_everybody=True)
    except typst.TypstError as error:
        # Without the trace: its first line names a character at most, and no text of anybody.
        logger.error("A PDF is not PDF/UA: %s", _cause(error))  # noqa: TRY400
        return _compile(data, is_for_everybody=False)


def _compile(data: str, *, is_for_everybody: bool) -> bytes:
    return typeset(
        "document.typ",
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards=["ua-1"] if is_for_everybody else [],
    )


def _plain(document: Document) -> dict[str, Any]:
    shown = rewritten(document, _shown)
    blocks = [{"kind": kind_of(block), **asdict(_drawn(block))} for block in shown.blocks]
    return {
        "title": shown.title,
        "subtitle": shown.subtitle,
        "footer": shown.footer,
        "blocks": blocks,
    }


def _drawn(block: Block) -> Block:
    """Return ``block`` with only signs in its picture that a picture can have."""
    return replace(block, svg=drawn(block.svg)) if isinstance(block, Figure) else block


def _shown(text: str) -> str:
    """Return ``text`` as our fonts can show it, and with places to break in long words."""
    return _LONG.sub(lambda found: _broken(found[0]), covered(text))


def _broken(word: str) -> str:
    if _DUTCH.fullmatch(word) and not _NO_SYLLABLES.search(word):
        return word
    return BREAK.join(word[start : start + PIECE] for start in range(0, len(word), PIECE))


def _cause(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]
