"""Which browser may turn pages on the screen: the one that the facilitator opened it in."""

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tools.sessions.models import ToolSession

COOKIE = "scherm"
MOST_AGE = 24 * 60 * 60  # seconds
_signer = TimestampSigner(salt="reflection.team.remote")


def allow(response: HttpResponse, session: ToolSession) -> None:
    """Let the browser that gets ``response`` lead from the screen, there and for a day."""
    response.set_cookie(
        COOKIE,
        _signer.sign(str(session.pk)),
        max_age=MOST_AGE,
        path=reverse("reflection:screen", args=[session.screen_key]),
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
