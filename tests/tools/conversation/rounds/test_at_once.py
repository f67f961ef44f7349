"""Two windows of who leads that begin the next round at the same moment."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from tests.factories.conversation import led
from tools.conversation.models import Conversation
from tools.conversation.rounds.again import AlreadyBegunError, begin_next
from tools.sessions.keys import new_key

pytestmark = pytest.mark.django_db(transaction=True)
WINDOWS = 4


@pytest.mark.skipif(connection.vendor == "sqlite", reason="a memory database has one connection")
def test_one_of_them_begins_it():
    conversation = led(phase=Conversation.Phase.CLOSED).session.conversation
    start, told = Barrier(WINDOWS), []

    def window():
        start.wait()
        try:
            told.append(begin_next(conversation, key=new_key(), user=None).session_id)
        except AlreadyBegunError:
            told.append("al begonnen")
        finally:
            connection.close()

    threads = [Thread(target=window) for _number in range(WINDOWS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    successor = Conversation.objects.get(predecessor=conversation)
    assert sorted(map(str, told)) == sorted(["al begonnen"] * 3 + [str(successor.pk)])
