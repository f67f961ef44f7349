from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from tools.documents.document import Document

ADDRESSES = {"url"}


def rewritten(document: Document, rewrite: Callable[[str], str]) -> Document:
    """Return ``document`` with every text in it changed by ``rewrite``; addresses stay."""
    changed: Document = _changed(document, rewrite)
    return changed


def _changed(value: Any, rewrite: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return rewrite(value)
    if isinstance(value, list | tuple):
        return [_changed(one, rewrite) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if field.name not in ADDRESSES]
        return replace(value, **{name: _changed(getattr(value, name), rewrite) for name in names})
    return value
