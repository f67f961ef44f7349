"""Keys: whoever has the address, has what is there. And codes, to be read from a screen."""

import secrets

KEY_LENGTH = 32
CODE_LENGTH = 6
# Without what looks alike on a screen at the end of a room: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
CODE_LETTERS = "ACDEFGHJKMNPQRTWXY34679"


class KeyConverter:
    """A key in an address; anything else is no address of ours."""

    regex = rf"[A-Za-z0-9_-]{{{KEY_LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def new_key() -> str:
    """Return 192 bits of chance, fit for an address."""
    return secrets.token_urlsafe(KEY_LENGTH * 3 // 4)


def new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
