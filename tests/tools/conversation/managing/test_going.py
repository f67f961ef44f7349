"""A conversation is kept for 24 months, and whoever leads is told before it goes."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from outbox.models import OutgoingMail
from tests.factories import UserFactory
from tests.factories.conversation import led, participants, scored
from tools.conversation.managing.warning import to_be_warned, warn_leaders
from tools.conversation.models import (
    Action,
    Conversation,
    MailWish,
    Note,
    Outcome,
    OutcomeSeat,
    Participant,
    QuestionnaireVersion,
    ReviewMail,
    Score,
)
from tools.conversation.roles import Role
from tools.sessions.keys import new_key
from tools.sessions.models import Seat, ToolSession
from tools.sessions.retention import forget_expired, tidy

pytestmark = pytest.mark.django_db


def wish(seat, *, is_confirmed=True):
    return MailWish.objects.create(
        seat=seat,
        email="iris@gemeente.example",
        key=new_key(),
        asked_at=timezone.now(),
        confirmed_at=timezone.now() if is_confirmed else None,
    )


def days_before_the_end(seat, days):
    return seat.session.expires_at - timedelta(days=days)


def test_conversation_goes_24_months_after_the_last_change():
    seat = led()

    assert seat.session.expires_at - seat.session.changed_at == timedelta(days=730)


def test_leader_with_an_account_is_told_thirty_days_before():
    user = UserFactory(email="rita@gemeente.example")
    seat = led(user=user)

    early = list(warn_leaders(days_before_the_end(seat, 31)))
    told = list(warn_leaders(days_before_the_end(seat, 30)))
    again = list(warn_leaders(days_before_the_end(seat, 29)))

    mail = OutgoingMail.objects.get()
    assert (early, told, again) == ([], [seat.session.conversation], [])
    assert (mail.recipient, mail.forget) == ("rita@gemeente.example", True)
    assert "/mijn/gesprekken/" in mail.text
    assert seat.key not in mail.text


def test_leader_without_account_is_told_at_the_confirmed_address():
    seat = led()
    wish(seat)

    list(warn_leaders(days_before_the_end(seat, 20)))

    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.forget) == ("iris@gemeente.example", True)
    assert seat.key in mail.text


def test_nobody_is_told_at_an_address_that_is_not_sure():
    seat = led()
    wish(seat, is_confirmed=False)
    (participant,) = participants(seat, Role.HEALTH)
    wish(participant)

    assert list(warn_leaders(days_before_the_end(seat, 20))) == []
    assert not OutgoingMail.objects.exists()


def test_leader_is_told_by_one_of_two_senders():
    now = days_before_the_end(led(user=UserFactory()), 20)
    late = list(to_be_warned(now))

    first = list(warn_leaders(now))

    assert (len(late), len(first), OutgoingMail.objects.count()) == (1, 1, 1)
    assert list(warn_leaders(now)) == []


def test_leader_is_told_again_after_going_on():
    seat = led(user=UserFactory())
    now = days_before_the_end(seat, 20)
    list(warn_leaders(now))
    seat.session.touch(now + timedelta(days=1))

    assert list(warn_leaders(now + timedelta(days=2))) == []
    assert len(list(warn_leaders(days_before_the_end(seat, 20)))) == 1


def test_counting_sends_nothing():
    seat = led(user=UserFactory())

    assert len(list(warn_leaders(days_before_the_end(seat, 20), dry_run=True))) == 1
    assert not OutgoingMail.objects.exists()
    assert Conversation.objects.get().warned_at is None


def test_expired_conversation_goes_with_all_in_it_also_with_an_account():
    seat = led(user=UserFactory())
    conversation = seat.session.conversation
    (participant,) = participants(seat, Role.HEALTH)
    scored(participant, {"a1": 3})
    outcome = Outcome.objects.create(
        conversation=conversation, part="balance", people=1, release={}
    )
    OutcomeSeat.objects.create(outcome=outcome, seat=participant, role="health", answers={})
    Note.objects.create(conversation=conversation, seat=participant, theme="A", text="Ja.")
    action = Action.objects.create(conversation=conversation, text="Bellen")
    ReviewMail.objects.create(action=action, wish=wish(participant), review_on=date(2026, 3, 1))

    kept = list(forget_expired(days_before_the_end(seat, 1)))
    gone = list(forget_expired(days_before_the_end(seat, -1)))
    tidy()

    written = (Conversation, Participant, Score, Outcome, OutcomeSeat, Note, Action, ReviewMail)
    assert (kept, gone) == ([], [1])
    assert [model.objects.count() for model in (*written, MailWish, Seat, ToolSession)] == [0] * 11
    # Of who begins later, it asks the same.
    assert QuestionnaireVersion.objects.count() == 1
