"""The environment variables that Django gets; what the user has set already always wins."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from bootstrap import CHECKOUT
from bootstrap.arguments import DEFAULT_PORT

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Dict, Set

    from bootstrap.data import DataFolder

# What describes one site; the tests of the code must not depend on it.
OF_ONE_SITE = (
    "ALLOWED_HOSTS",
    "CONTACT_EMAIL",
    "DATABASE_URL",
    "DEBUG",
    "DEMO",
    "HTTPS",
    "MAIL_FROM",
    "OIDC_CLIENT_ID",
    "OIDC_CLIENT_SECRET",
    "OIDC_ISSUER",
    "OIDC_NAME",
    "SECRET_KEY",
    "SITE_URL",
    "SMTP_HOST",
    "SMTP_PASSWORD",
    "SMTP_PORT",
    "SMTP_SECURITY",
    "SMTP_USER",
)


def for_site(
    folder: DataFolder, *, host: str = "127.0.0.1", port: int = DEFAULT_PORT
) -> Dict[str, str]:
    """Return the whole environment for a kennisplaats on ``folder``, in demo mode."""
    shown = f"[{host}]" if ":" in host else host
    ours = {
        "DATABASE_URL": sqlite_url(folder.database),
        "SECRET_KEY": folder.secret_key(),
        "DEMO": "1",
        "ALLOWED_HOSTS": ",".join(dict.fromkeys(["localhost", "127.0.0.1", "[::1]", shown])),
        "SITE_URL": f"http://{shown}:{port}",
        "STATIC_ROOT": str(folder.static),
        "DJANGO_SETTINGS_MODULE": "kennisplaats.settings",
    }
    theirs = set_by_user()
    environ = dict(os.environ)
    environ.update((name, value) for name, value in ours.items() if name not in theirs)
    return environ


def for_tests(database_url: str) -> Dict[str, str]:
    # Tests start programs by the hundred: each would compile all that it imports once more.
    left_out = (*OF_ONE_SITE, "PYTHONDONTWRITEBYTECODE")
    environ = {name: value for name, value in os.environ.items() if name not in left_out}
    return dict(environ, DATABASE_URL=database_url)


def set_by_user() -> Set[str]:
    """Return the names set in the environment, in a file it points to, or in ``.env``."""
    names = set(os.environ)
    names.update(name[: -len("_FILE")] for name in os.environ if name.endswith("_FILE"))
    return names | set(_dotenv())


def has_own_database() -> bool:
    return "DATABASE_URL" in set_by_user()


def is_demo() -> bool:
    value = os.environ.get("DEMO", _dotenv().get("DEMO", "1"))
    return value.strip().lower() in {"1", "true", "yes", "on", "y", "ok"}


def sqlite_url(path: Path) -> str:
    """Return ``path`` as Django's settings read it; quoted, for folders with spaces in them."""
    return "sqlite:///" + quote(path.as_posix())


def _dotenv() -> Dict[str, str]:
    try:
        text = (CHECKOUT / ".env").read_text(encoding="utf-8")
    except OSError:
        return {}
    found = re.findall(r"^\s*(?:export\s+)?(\w+)\s*=[ \t]*(.*?)\s*$", text, re.MULTILINE)
    return {name: value.strip("'\"") for name, value in found}
