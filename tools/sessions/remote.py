"""Which browser may turn pages on a screen: the one that whoever leads opened it in."""

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

from tools.sessions.models import ToolSession

COOKIE = "scherm"
MOST_AGE = 24 * 60 * 60  # seconds
_signer = TimestampSigner(salt="sessions.remote")


def allow(response: HttpResponse, session: ToolSession, screen: str) -> None:
    """Let the browser that gets ``response`` lead from ``screen``, an address, for a day."""
    response.set_cookie(
        COOKIE,
        _signer.sign(str(session.pk)),
        max_age=MOST_AGE,
        path=screen,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )


def is_allowed(request: HttpRequest, session: ToolSession) -> bool:
    try:
        signed = _signer.unsign(request.COOKIES.get(COOKIE, ""), max_age=MOST_AGE)
    except BadSignature:
        return False
    return signed == str(session.pk) and session.is_open
