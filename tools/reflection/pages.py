"""What every page behind a key is given."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tools.sessions.models import Seat


def seat_page(
    request: HttpRequest,
    template: str,
    seat: Seat,
    context: Mapping[str, Any],
    status: int = 200,
) -> HttpResponse:
    """Answer with ``template``, a child of reflection/work.html, for who sits at ``seat``."""
    reflection = seat.session.reflection
    shared = {
        "section": "reflection",
        "seat": seat,
        "reflection": reflection,
        "script": reflection.script,
        "is_kept": is_kept(seat),
    }
    return render(request, template, {**shared, **context}, status=status)


def is_kept(seat: Seat) -> bool:
    """Say whether an account keeps the session: then it does not expire."""
    session = seat.session
    return session.owner_id is not None or session.seats.exclude(user=None).exists()
