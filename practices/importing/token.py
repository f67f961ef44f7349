"""What was shown and waits for a yes: signed and sent along in the page, kept nowhere."""

from datetime import date
from typing import Any

from django.core import signing

from practices.importing.planning import Plan
from practices.importing.workbook import Given, Row

SALT = "practices.importing"
MOST_AGE = 24 * 60 * 60  # seconds
# What a form may be, with some room; Django refuses more than 2.5 MB.
LONGEST = 2_000_000


class TokenError(Exception):
    """Not what we sent to this person today; the text tells an editor what to do."""


def seal(plan: Plan, user: int) -> str:
    """Return the cells that change, and what was shown of them, for nobody but ``user``."""
    rows = [
        [planned.row, {title: _packed(given) for title, given in planned.cells.items()}]
        for planned in plan.rows
    ]
    sealed = {"user": user, "shown": plan.fingerprint, "rows": rows}
    return signing.dumps(sealed, salt=SALT, compress=True)


def unseal(token: str, user: int) -> tuple[list[str], list[Row], str]:
    """Return the titles, the rows and what was shown; raise TokenError of anything else."""
    try:
        sealed = signing.loads(token, salt=SALT, max_age=MOST_AGE)
    except signing.BadSignature as error:
        raise TokenError("Deze controle is verlopen. Stuur het bestand opnieuw.") from error
    if sealed["user"] != user:
        raise TokenError("Deze controle is van iemand anders. Stuur het bestand opnieuw.")
    rows = [
        Row(number, {title: _unpacked(value) for title, value in cells.items()})
        for number, cells in sealed["rows"]
    ]
    titles = list(dict.fromkeys(title for row in rows for title in row.cells))
    return titles, rows, sealed["shown"]


def _packed(given: Given) -> Any:
    value = given.value
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _unpacked(value: Any) -> Given:
    return Given(date.fromisoformat(value["day"]) if isinstance(value, dict) else value)
