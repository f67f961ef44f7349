"""What a device remembers: where it sits, so that it does not sit down twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tools.sessions.keys import new_key
from tools.sessions.models import Seat, ToolSession

COOKIE = "__Secure-meedoen" if settings.HTTPS else "meedoen"
SALT = "sessions.places"
# A day of meetings; a device that others use tomorrow has forgotten.
SECONDS = 12 * 60 * 60
MOST = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A seat, and the code by which somebody came to it; afterwards the session has none."""

    code: str
    seat: Seat


def places_of(request: HttpRequest) -> list[Place]:
    """Return where this device sits, the last one first; those that are gone left out."""
    codes = _remembered(request)
    if not codes:
        return []
    seats = Seat.objects.filter(key__in=codes, withdrawn_at=None).select_related("session")
    found = {seat.key: Place(codes[seat.key], seat) for seat in seats}
    return [found[key] for key in reversed(codes) if key in found]


def place_with(places: Sequence[Place], code: str) -> Place | None:
    """
    Return the place in the session that has ``code``, or that once had it.

    None where the code is of another session by now.
    """
    if now := next((place for place in places if place.seat.session.code == code), None):
        return now
    then = next((place for place in places if place.code == code), None)
    return None if then is None or ToolSession.objects.filter(code=code).exists() else then


def remember(response: HttpResponse, places: Sequence[Place], code: str, seat: Seat) -> None:
    known = [[place.code, place.seat.key] for place in reversed(places)]
    others = [pair for pair in known if pair[1] != seat.key]
    response.set_cookie(
        COOKIE,
        signing.dumps([*others, [code, seat.key]][-MOST:], salt=SALT),
        max_age=SECONDS,
        path=reverse("sessions:join"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _remembered(request: HttpRequest) -> dict[str, str]:
    """Return the codes by the keys of the seats, as they were remembered."""
    try:
        pairs = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return {}
    return {key: code for code, key in pairs}


def new_place() -> str:
    """Return a sealed key for the seat that a page may lead to: nobody chooses their own."""
    return signing.Signer(salt=SALT).sign(new_key())


def key_in(place: str) -> str:
    """Return the key that ``new_place`` sealed, or "" for anything else."""
    try:
        return signing.Signer(salt=SALT).unsign(place)
    except signing.BadSignature:
        return ""
