"""What is kept of accounts no longer than it is of use."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from accounts.removal import remove

# Who registers and does not confirm may have typed the address of somebody else.
UNCONFIRMED_DAYS = 7


def unconfirmed(now: datetime) -> QuerySet[User]:
    """Return accounts that somebody registered, long ago, and nobody ever confirmed or used."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    return User.objects.filter(
        Exists(addresses),
        ~Exists(addresses.filter(verified=True)),
        last_login__isnull=True,
        is_staff=False,
        date_joined__lt=now - timedelta(days=UNCONFIRMED_DAYS),
    )


def forget_unconfirmed(now: datetime) -> Iterator[int]:
    """Remove them one by one, without a mail; yield how many were removed so far."""
    for done, user in enumerate(list(unconfirmed(now)), start=1):
        remove(user, tell=False)
        yield done


def forget_sessions(now: datetime) -> int:
    """Remove what is left of sessions that are over; return how many places of log-in went."""
    Session.objects.filter(expire_date__lt=now).delete()
    return over().delete()[0]


def over() -> QuerySet[UserSession]:
    """Return the places where somebody was logged in, and is no more."""
    still_there = Session.objects.filter(session_key=OuterRef("session_key"))
    places: QuerySet[UserSession] = UserSession.objects.filter(~Exists(still_there))
    return places
