"""Text by which one person can be reached or known: it is not sent."""

import re

_CONTACT = re.compile(
    r"[^\s@]+@[^\s@]+\.[^\s@]{2,}"
    # A Dutch telephone number; neither a year nor an amount begins like this.
    r"|(?<![\d.,])(?:\+31|0031|0)(?:[ ()/.-]{0,2}[1-9])(?:[ ()/.-]{0,2}\d){8}(?!\d)"
    # A citizen service number is nine digits in a row.
    r"|(?<!\d)\d{9}(?!\d)"
)


def looks_like_contact(text: str) -> bool:
    """
    Return whether ``text`` has an e-mail address, a telephone number or a citizen service number.

    Stricter than ``looks_personal``, which also takes a date or an amount for one.
    """
    return _CONTACT.search(text) is not None
