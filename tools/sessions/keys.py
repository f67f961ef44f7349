"""Keys: whoever has the address, has what is there. And codes, to be read from a screen."""

import re
import secrets
import unicodedata

from django.urls import register_converter

KEY_LENGTH = 32
CODE_LENGTH = 6
# Without what looks alike on a screen at the end of a room: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
CODE_LETTERS = "ACDEFGHJKMNPQRTWXY34679"
NO_CODE_LETTERS = "0, O, 1, I, L, 2, Z, 5, S, 8, B, U en V"


class KeyConverter:
    """A key in an address; anything else is no address of ours."""

    regex = rf"[A-Za-z0-9_-]{{{KEY_LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(KeyConverter, "key")


def new_key() -> str:
    """Return 192 bits of chance, fit for an address."""
    return secrets.token_urlsafe(KEY_LENGTH * 3 // 4)


def new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def read_code(typed: str) -> str:
    """Return the code that somebody means: however it is parted, in small letters or wide ones."""
    return re.sub(r"[^A-Z0-9]", "", unicodedata.normalize("NFKC", typed).upper())
