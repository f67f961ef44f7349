"""What forms of a session carry besides words."""

import uuid

from django.http import QueryDict

_MOST_DIGITS = 9


def number(text: str) -> int | None:
    is_number = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) if is_number else None


def version_in(data: QueryDict) -> int:
    """Return the version of what a form was made of; 0, which none is, without one."""
    return number(data.get("version", "")) or 0


def key_in(data: QueryDict) -> uuid.UUID | None:
    """Return the key that whoever sends a form gave to what is in it; None without one."""
    return key_of(data.get("key", ""))


def key_of(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
