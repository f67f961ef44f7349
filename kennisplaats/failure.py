"""The pages for when something of ours is broken, which may be anything."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.template.loader import render_to_string

PLAIN = (
    '<!doctype html><html lang="nl"><meta charset="utf-8"><title>Kennisplaats</title>'
    "<h1>Er ging iets mis</h1><p>Dat ligt aan ons, niet aan u. "
    "Probeer het over een paar minuten opnieuw.</p></html>"
)


def failure_page(status: int, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """
    Return the page for ``status`` 500 or 503; it reads no database, session or request.

    Where even its template fails (static files that were never collected, say)
    it is a plain page instead.
    """
    try:
        text: str = render_to_string(f"{status}.html")
    except Exception:  # noqa: BLE001 -- an error page may not fail, whatever is broken
        text = PLAIN
    response = HttpResponse(text, status=status, headers=headers)
    response["Cache-Control"] = "no-store"
    return response
