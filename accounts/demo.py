"""The accounts with which somebody tries a demo on their own machine."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import transaction

from accounts.models import User

EMAIL = "redacteur@kennisplaats.example"
NAME = "Demo-redacteur"


class NotADemoError(Exception):
    """A server that is no demo never gets an account of which a file tells the password."""


def ensure_curator(login_file: Path) -> bool:
    """
    See to it that ``login_file`` tells how to log in as curator of the demo.

    Return whether that took a new password. Raise NotADemoError outside a
    demo, and OSError when the file cannot be written; then nothing changed.
    """
    if not settings.DEMO:
        raise NotADemoError
    with transaction.atomic():
        curator = User.objects.filter(email=EMAIL).first()
        if curator is not None and _tells_login(login_file, curator):
            _complete(curator)
            return False
        password = secrets.token_urlsafe(18)
        if curator is None:
            curator = User.objects.create_superuser(EMAIL, password, name=NAME)
        else:
            curator.set_password(password)
            curator.save(update_fields=["password"])
        _complete(curator)
        # Last: when this fails, the password that was handed out before still works.
        _write_secret(login_file, _login(password))
    return True


def _complete(curator: User) -> None:
    """Confirm the address, and add the second step that the beheer asks for, where it lacks."""
    EmailAddress.objects.update_or_create(
        user=curator, email=EMAIL, defaults={"verified": True, "primary": True}
    )
    if not Authenticator.objects.filter(user=curator, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(curator, generate_totp_secret())


def current_code(user: User) -> str:
    """Return the code that opens the second step now; "" for who is not of the demo."""
    if not settings.DEMO or user.email != EMAIL:
        return ""
    factor = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if factor is None:
        return ""
    # With the tolerance for clocks there are several; the middle one is of this moment.
    counters = list(yield_hotp_counters_from_time())
    counter = counters[len(counters) // 2]
    return str(format_hotp_value(hotp_value(decrypt(factor.data["secret"]), counter)))


def _login(password: str) -> str:
    return f"E-mailadres: {EMAIL}\nWachtwoord: {password}\n"


def _tells_login(login_file: Path, curator: User) -> bool:
    try:
        text = login_file.read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        return False
    password = text.rpartition("Wachtwoord: ")[2].strip()
    return text == _login(password) and curator.check_password(password)


def _write_secret(path: Path, text: str) -> None:
    """Write ``path`` whole or not at all, and never readable by other users."""
    # mkstemp makes its file with mode 0600; os.replace keeps that.
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise
