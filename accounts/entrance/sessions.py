"""How long somebody stays logged in: of staff, who can do most harm, not through the night."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.signals import authenticator_added
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User

BEGUN, SEEN = "begun_at", "seen_at"
# A visit is written down this often at most: reading should not write.
PRECISION = timedelta(minutes=5)
JUST_NOW = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Limits:
    """After ``idle`` without a visit, and after ``whole`` in any case, a session is over."""

    idle: timedelta
    whole: timedelta


MEMBERS = Limits(idle=timedelta(days=14), whole=timedelta(days=30))
STAFF = Limits(idle=timedelta(hours=2), whole=timedelta(hours=12))


def begin(request: HttpRequest, **_kwargs: Any) -> None:
    """Write down in the session that it begins; called whenever somebody logs in."""
    request.session[BEGUN] = request.session[SEEN] = timezone.now().timestamp()


def is_over(request: HttpRequest, user: User) -> bool:
    """Say whether ``user`` must log in again; one whose beginning is unknown is over."""
    limits = STAFF if user.is_staff else MEMBERS
    now = timezone.now()
    return any(
        now - _moment(request, name) > longest
        for name, longest in ((BEGUN, limits.whole), (SEEN, limits.idle))
    )


def began_just_now(request: HttpRequest) -> bool:
    return timezone.now() - _moment(request, BEGUN) < JUST_NOW


def mark_seen(request: HttpRequest) -> None:
    now = timezone.now()
    if now - _moment(request, SEEN) > PRECISION:
        request.session[SEEN] = now.timestamp()


def _moment(request: HttpRequest, name: str) -> datetime:
    return datetime.fromtimestamp(request.session.get(name, 0), tz=timezone.get_current_timezone())


def follow() -> None:
    """Have sessions begin at log-in, and the others end when a second factor is added."""
    user_logged_in.connect(begin, dispatch_uid="accounts.sessions")
    authenticator_added.connect(end_others, dispatch_uid="accounts.sessions")


def end_others(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """End the sessions that began when a password alone was enough."""
    end_other_sessions(request, user)
