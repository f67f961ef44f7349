from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from accounts.retention import forget_sessions, unconfirmed
from outbox.models import OutgoingMail
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=8)


def registered(*, verified=False, **values):
    user = UserFactory(**{"date_joined": LONG_AGO, **values})
    EmailAddress.objects.filter(user=user).update(verified=verified)
    return user


def test_account_that_nobody_confirmed_is_forgotten():
    user = registered()

    assert list(unconfirmed(NOW)) == [user]


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"verified": True}, id="confirmed"),
        pytest.param({"date_joined": NOW - timedelta(days=6)}, id="a week to do it in"),
        pytest.param({"last_login": LONG_AGO}, id="used"),
        pytest.param({"is_staff": True}, id="staff"),
    ],
)
def test_account_stays_when(values):
    registered(**values)

    assert list(unconfirmed(NOW)) == []


def test_account_that_an_administrator_made_stays():
    user = registered()
    EmailAddress.objects.filter(user=user).delete()

    assert list(unconfirmed(NOW)) == []


def test_place_of_log_in_goes_with_its_session():
    over, lasting = (signed_in(UserFactory()) for _ in range(2))
    Session.objects.filter(session_key=over).update(expire_date=NOW - timedelta(days=1))
    Session.objects.filter(session_key=lasting).update(expire_date=NOW + timedelta(days=1))

    assert forget_sessions(NOW) == 1
    assert [place.session_key for place in UserSession.objects.all()] == [lasting]
    assert [session.session_key for session in Session.objects.all()] == [lasting]


def signed_in(user):
    session = SessionStore()
    session.create()
    UserSession.objects.create(
        user=user, ip="192.0.2.7", user_agent="x", session_key=session.session_key
    )
    return session.session_key


def test_command_forgets_without_a_mail_and_tells_how_many(capsys):
    registered(date_joined=timezone.now() - timedelta(days=8))
    stays = UserFactory()

    call_command("forget_accounts")

    said = "Verwijderd: 1 accounts en 0 plaatsen waar was ingelogd.\n"
    assert (capsys.readouterr().out, list(User.objects.all())) == (said, [stays])
    assert not OutgoingMail.objects.exists()


def test_command_that_only_counts_removes_nothing(capsys):
    registered(date_joined=timezone.now() - timedelta(days=8))

    call_command("forget_accounts", "--dry-run")

    said = "1 accounts zijn nooit bevestigd; er is niets verwijderd.\n"
    assert (capsys.readouterr().out, User.objects.count()) == (said, 1)
