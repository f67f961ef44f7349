"""What is saved while scoring ends, on a database that lets two do something at once."""

from datetime import UTC, datetime
from threading import Thread

import pytest
from django.db import connection, transaction

from tests.factories.conversation import led, participants, scored
from tests.locks import until_another_waits
from tools.conversation.models import Conversation
from tools.conversation.outcome import published
from tools.conversation.outcome.publishing import end_scoring
from tools.conversation.roles import Role
from tools.conversation.scoring.keeping import Answer, keep

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory: one connection"),
]
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


def end(conversation):
    try:
        end_scoring(conversation, version=1, now=NOW)
    finally:
        connection.close()


def test_answer_that_was_being_saved_when_scoring_ended_is_counted():
    leader = led(phase=Conversation.Phase.SCORING)
    *others, last = participants(leader, *[Role.HEALTH] * 4)
    for value, seat in enumerate(others, start=1):
        scored(seat, {"a1": value})
    conversation = leader.session.conversation

    with transaction.atomic():
        keep(last, {"a1": Answer(4)}, now=NOW)
        ending = Thread(target=end, args=[conversation])
        ending.start()
        until_another_waits()
    ending.join(timeout=30)

    conversation.refresh_from_db()
    counts = published.latest(conversation).statements["a1"].score.counts
    assert counts == {"1": 1, "2": 1, "3": 1, "4": 1}
