"""Begins a conversation."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from knowledge.models import Municipality
from tools.conversation import versions
from tools.conversation.models import KEPT_DAYS, Conversation
from tools.sessions.keys import new_key
from tools.sessions.models import Seat, ToolSession

TOOL = "conversation"


@transaction.atomic
def begin(
    title: str,
    municipalities: Iterable[Municipality],
    *,
    region: str = "",
    is_named: bool = False,
    user: Any = None,
    key: str = "",
    after: Conversation | None = None,
) -> Seat:
    """
    Begin a conversation and return the seat of who leads it.

    ``user`` is an account or None; a visitor who is not logged in is None. ``key`` is
    the one for the seat. ``after`` is the round before this one: the statements stay
    the same. Raise versions.NothingIssuedError without a questionnaire.
    """
    account = user if user is not None and user.is_authenticated else None
    session = ToolSession.objects.create(
        tool=TOOL, owner=account, keep_days=KEPT_DAYS, expires_anyway=True
    )
    conversation = Conversation.objects.create(
        session=session,
        version=after.version if after else versions.current(),
        title=title,
        region=region,
        is_named=is_named,
        predecessor=after,
        round=after.round + 1 if after else 1,
    )
    conversation.municipalities.set(municipalities)
    return Seat.objects.create(session=session, key=key or new_key(), user=account, is_leader=True)
