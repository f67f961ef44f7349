from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from tests.factories.conversation import led, participants
from tests.tools.conversation.agenda.pages import to_phase
from tests.tools.conversation.scoring.answering import kept
from tools.conversation.models import Conversation, Participant, Score
from tools.conversation.roles import Role
from tools.conversation.scoring.keeping import (
    AGREE_FIRST,
    CHOOSE_FIRST,
    CLOSED,
    NOT_NOW,
    NOT_YET,
    SHOWN,
    Answer,
    ClosedError,
    Kept,
    NotAgreedError,
    UnknownStatementError,
    keep,
)
from tools.sessions.joining import join
from tools.sessions.keys import new_key
from tools.sessions.models import Seat, ToolSession

pytestmark = pytest.mark.django_db
Phase = Conversation.Phase
NOW = timezone.now()


@pytest.fixture
def leader():
    return led(phase=Phase.SCORING)


@pytest.fixture
def seat(leader):
    return participants(leader, Role.HEALTH)[0]


def test_answer_is_kept_and_the_next_replaces_it(seat):
    keep(seat, {"a1": Answer(3, 2, "Ja"), "b1": Answer(0)}, now=NOW)

    keep(seat, {"a1": Answer(1)}, now=NOW)

    assert kept(seat) == {"a1": [1, None, ""], "b1": [0, None, ""]}


def test_empty_answer_takes_away_what_was_there(seat):
    keep(seat, {"a1": Answer(3), "a2": Answer(4)}, now=NOW)

    keep(seat, {"a1": Answer(), "a3": Answer()}, now=NOW)

    assert list(kept(seat)) == ["a2"]


def test_answers_of_another_seat_stay(leader):
    first, second = participants(leader, Role.HEALTH, Role.WORK)
    keep(first, {"a1": Answer(3)}, now=NOW)

    keep(second, {"a1": Answer()}, now=NOW)

    assert list(kept(first)) == ["a1"]


def test_unknown_statement_keeps_nothing(seat):
    for key in ("z1", "a-v1"):
        with pytest.raises(UnknownStatementError):
            keep(seat, {"a1": Answer(3), key: Answer(3)}, now=NOW)

    assert kept(seat) == {}


@pytest.mark.parametrize(
    ("phase", "why"),
    [(Phase.PREPARING, NOT_YET), (Phase.TALKING, CLOSED), (Phase.CLOSED, CLOSED)],
)
def test_balance_is_answered_while_scoring_only(leader, seat, phase, why):
    to_phase(leader, phase)

    with pytest.raises(ClosedError, match=why):
        keep(seat, {"a1": Answer(3)}, now=NOW)

    assert kept(seat) == {}


@pytest.mark.parametrize(
    ("phase", "chosen", "opened", "why"),
    [
        (Phase.SCORING, ["A"], [], NOT_NOW),
        (Phase.TALKING, ["B"], [], NOT_NOW),
        (Phase.TALKING, ["A"], ["A"], SHOWN),
        (Phase.AGENDA, ["A"], [], NOT_NOW),
    ],
)
def test_deepening_is_closed_until_talked_about_and_once_shown(
    leader, seat, phase, chosen, opened, why
):
    rows = Conversation.objects.filter(pk=leader.session_id)
    rows.update(phase=phase, chosen_themes=chosen, opened_themes=opened)

    with pytest.raises(ClosedError, match=why):
        keep(seat, {"a-d1": Answer(3)}, now=NOW)


def test_deepening_of_a_chosen_theme_is_answered_while_talking(leader, seat):
    rows = Conversation.objects.filter(pk=leader.session_id)
    rows.update(phase=Phase.TALKING, chosen_themes=["A", "B"], opened_themes=["B"])

    keep(seat, {"a-d1": Answer(3)}, now=NOW)

    assert kept(seat) == {"a-d1": [3, None, ""]}


def test_nobody_answers_before_choosing_a_role(leader):
    seat = join(leader.session.code)
    Seat.objects.get(pk=seat.pk)

    for one in (seat, leader):
        with pytest.raises(NotAgreedError, match=CHOOSE_FIRST):
            keep(one, {"a1": Answer(3)}, now=NOW)


def test_nobody_answers_with_their_name_before_agreeing():
    leader = led(phase=Phase.SCORING, is_named=True)
    [seat] = participants(leader, Role.HEALTH, names=["Noor"])

    with pytest.raises(NotAgreedError, match=AGREE_FIRST):
        keep(seat, {"a1": Answer(3)}, now=NOW)
    Participant.objects.update(agreed_at=NOW)
    keep(seat, {"a1": Answer(3)}, now=NOW)

    assert kept(seat) == {"a1": [3, None, ""]}


@pytest.mark.parametrize(
    "go",
    [
        pytest.param(lambda seat: Seat.objects.filter(pk=seat.pk).delete(), id="removed"),
        pytest.param(lambda seat: Seat.objects.filter(pk=seat.pk).update(key=new_key()), id="key"),
        pytest.param(
            lambda seat: Seat.objects.filter(pk=seat.pk).update(withdrawn_at=NOW), id="withdrawn"
        ),
        pytest.param(lambda seat: ToolSession.objects.all().delete(), id="all gone"),
    ],
)
def test_who_is_not_at_this_seat_any_more_keeps_nothing(seat, go):
    go(seat)

    with pytest.raises(Http404):
        keep(seat, {"a1": Answer(3)}, now=NOW)

    assert not Score.objects.exists()


def test_answering_moves_the_end_of_the_conversation(leader, seat):
    long_ago = NOW - timedelta(days=30)
    ToolSession.objects.update(changed_at=long_ago)
    seat.session.refresh_from_db()

    keep(seat, {"a1": Answer(3)}, now=NOW)

    leader.session.refresh_from_db()
    assert leader.session.changed_at == NOW


# Another link ----------------------------------------------------------------


@pytest.fixture
def hidden(seat):
    """Let the leader replace the link after two answers."""
    keep(seat, {"a1": Answer(3, 2, "Geheim"), "a2": Answer(4)}, now=NOW - timedelta(hours=1))
    Participant.objects.filter(seat=seat).update(hidden_before=NOW)
    return seat


def look(seat):
    return Kept.at(seat, Participant.objects.get(seat=seat))


def test_earlier_answers_count_but_are_not_shown_with_another_link(hidden):
    found = look(hidden)

    assert (found.shown, found.hidden, found.saved_at) == ({}, {"a1", "a2"}, None)
    assert found.scored == {"a1", "a2"}


def test_hidden_answer_is_replaced_and_then_shown(hidden):
    later = NOW + timedelta(minutes=1)

    keep(hidden, {"a1": Answer(1)}, now=later)

    found = look(hidden)
    assert (found.shown, found.hidden, found.saved_at) == ({"a1": Answer(1)}, {"a2"}, later)


def test_hidden_answer_is_not_taken_away_by_an_empty_one(hidden):
    keep(hidden, {"a1": Answer()}, now=NOW + timedelta(minutes=1))

    assert kept(hidden)["a1"] == [3, 2, "Geheim"]
