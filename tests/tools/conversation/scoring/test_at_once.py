"""What two do at the same moment, on a database that lets them."""

from functools import partial
from threading import Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.factories.conversation import led, participants
from tests.locks import until_another_waits
from tests.together import needs_connections, together
from tests.tools.conversation.scoring.answering import kept
from tools.conversation.models import Conversation
from tools.conversation.phases import move_on
from tools.conversation.roles import Role
from tools.conversation.scoring.keeping import Answer, ClosedError, keep

pytestmark = [pytest.mark.django_db(transaction=True), needs_connections]
Phase = Conversation.Phase
NOW = timezone.now()


@pytest.fixture
def leader():
    return led(phase=Phase.SCORING)


@pytest.fixture
def seat(leader):
    return participants(leader, Role.HEALTH)[0]


def beside(deed, *arguments):
    """Begin ``deed`` on a connection of its own; return its thread, and what goes wrong in it."""
    wrong = []

    def run():
        try:
            deed(*arguments)
        except ClosedError as error:
            wrong.append(error)
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread, wrong


def close(conversation):
    with transaction.atomic():
        move_on(conversation, 1, Phase.SCORING, phase=Phase.TALKING)


def answer(seat, value):
    keep(seat, {"a1": Answer(value, remark=f"Ik koos {value}")}, now=NOW)


def test_save_that_comes_while_scoring_closes_waits_and_is_refused(leader, seat):
    with transaction.atomic():
        move_on(leader.session.conversation, 1, Phase.SCORING, phase=Phase.TALKING)
        thread, wrong = beside(answer, seat, 3)
        until_another_waits()
    thread.join(timeout=30)

    assert len(wrong) == 1
    assert kept(seat) == {}


def test_closing_that_comes_while_something_is_saved_waits_until_it_counts(leader, seat):
    with transaction.atomic():
        answer(seat, 3)
        thread, wrong = beside(close, leader.session.conversation)
        until_another_waits()
    thread.join(timeout=30)

    assert wrong == []
    assert Conversation.objects.get().phase == Phase.TALKING
    assert kept(seat) == {"a1": [3, None, "Ik koos 3"]}


def test_one_of_many_that_save_the_same_at_once_is_there_whole(seat):
    wrong = together(*(partial(answer, seat, value) for value in (1, 2, 3, 4)))

    assert wrong == []
    [(value, _importance, remark)] = kept(seat).values()
    assert remark == f"Ik koos {value}"
