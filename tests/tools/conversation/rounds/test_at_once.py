"""Windows of who leads that begin the next round at the same moment."""

import pytest

from tests.factories.conversation import led
from tests.together import needs_connections, together
from tools.conversation.models import Conversation
from tools.conversation.rounds.again import AlreadyBegunError, begin_next
from tools.sessions.keys import new_key


@pytest.mark.django_db(transaction=True)
@needs_connections
def test_one_of_them_begins_it():
    conversation = led(phase=Conversation.Phase.CLOSED).session.conversation

    def begin():
        return begin_next(conversation, key=new_key(), user=None).session_id

    told = together(*[begin] * 4)

    [begun] = [one for one in told if not isinstance(one, AlreadyBegunError)]
    assert len(told) == 4
    assert begun == Conversation.objects.get(predecessor=conversation).pk
