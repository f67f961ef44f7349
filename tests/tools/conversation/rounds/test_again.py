from datetime import date

import pytest

from tests.factories import MunicipalityFactory, UserFactory
from tests.factories.conversation import a_questionnaire, led
from tools.conversation.models import Conversation
from tools.conversation.rounds.again import (
    Advice,
    AlreadyBegunError,
    TooEarlyError,
    begin_next,
    months_after,
    next_of,
)
from tools.conversation.versions import issue
from tools.sessions.keys import new_key

pytestmark = pytest.mark.django_db

Phase = Conversation.Phase


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 22), 6, date(2027, 5, 22)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_months_later_is_the_same_day_or_the_last(day, months, later):
    assert months_after(day, months) == later


@pytest.mark.parametrize(
    ("day", "best"),
    [
        pytest.param(date(2026, 11, 20), date(2027, 5, 20), id="a Thursday"),
        pytest.param(date(2026, 11, 22), date(2027, 5, 24), id="a Saturday"),
        pytest.param(date(2026, 11, 23), date(2027, 5, 24), id="a Sunday"),
    ],
)
def test_advice_is_a_working_day(day, best):
    assert Advice.after(day) == Advice(best, months_after(day, 12))


def test_next_round_asks_the_same_and_takes_along_what_was_chosen():
    leader = led(phase=Phase.CLOSED, is_named=True)
    conversation = leader.session.conversation
    conversation.municipalities.add(MunicipalityFactory())
    Conversation.objects.update(region="Regio Noord", invited_roles=["health"])
    issue(a_questionnaire("ABC"))
    key = new_key()

    begun = begin_next(conversation, key=key, user=None).session.conversation

    after = Conversation.objects.get(pk=begun.pk)
    assert (after.round, after.predecessor, after.version) == (
        2,
        conversation,
        conversation.version,
    )
    assert (after.title, after.region, after.is_named, after.invited_roles) == (
        conversation.title,
        "Regio Noord",
        True,
        ["health"],
    )
    assert set(after.municipalities.all()) == set(conversation.municipalities.all())
    assert (after.phase, after.session.seats.get().key) == (Phase.PREPARING, key)
    assert after.session.code != leader.session.code
    assert after.session.code


def test_next_round_is_of_the_account_that_begins_it():
    leader, user = led(phase=Phase.AGENDA), UserFactory()

    seat = begin_next(leader.session.conversation, key=new_key(), user=user)

    assert (seat.user, seat.session.owner) == (user, user)


def test_next_round_begun_twice_by_one_click_is_one():
    conversation, key = led(phase=Phase.CLOSED).session.conversation, new_key()

    seats = [begin_next(conversation, key=key, user=None) for _click in range(2)]

    assert seats[0] == seats[1]
    assert Conversation.objects.count() == 2


def test_conversation_has_one_next_round():
    conversation = led(phase=Phase.CLOSED).session.conversation
    begin_next(conversation, key=new_key(), user=None)

    with pytest.raises(AlreadyBegunError):
        begin_next(conversation, key=new_key(), user=None)

    assert next_of(conversation).round == 2
    assert Conversation.objects.count() == 2


@pytest.mark.parametrize("phase", [Phase.PREPARING, Phase.SCORING, Phase.TALKING])
def test_round_that_is_not_over_has_no_next_one(phase):
    with pytest.raises(TooEarlyError):
        begin_next(led(phase=phase).session.conversation, key=new_key(), user=None)

    assert Conversation.objects.count() == 1
