from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from tools.documents.document import Document

# No words: an address, a picture.
KEPT = {"url", "svg"}


def rewritten(document: Document, rewrite: Callable[[str], str]) -> Document:
    """Return ``document`` with its texts changed by ``rewrite``; addresses and pictures stay."""
    changed: Document = _changed(document, rewrite)
    return changed


def _changed(value: Any, rewrite: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return rewrite(value)
    if isinstance(value, list | tuple):
        return [_changed(one, rewrite) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if field.name not in KEPT]
        return replace(value, **{name: _changed(getattr(value, name), rewrite) for name in names})
    return value
