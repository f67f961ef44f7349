"""
How a conversation goes on.

Each step names the version that it was done on: who sees an older one than there
is, changes nothing.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from tools.conversation.models import Conversation
from tools.sessions import deeds, joining

Phase = Conversation.Phase
ChangedMeanwhileError = deeds.ChangedMeanwhileError


def move_on(conversation: Conversation, version: int, *phases: Phase, **fields: Any) -> None:
    """Change ``fields``, only at ``version`` and in one of ``phases``."""
    rows = Conversation.objects.filter(
        pk=conversation.pk, edit_version=version, phase__in=phases or Phase.values
    )
    if not rows.update(edit_version=F("edit_version") + 1, **fields):
        raise ChangedMeanwhileError
    conversation.session.touch()
    conversation.refresh_from_db()


def hold(conversation: Conversation, *phases: Phase) -> None:
    """Keep it in one of ``phases`` until the transaction ends; else ChangedMeanwhileError."""
    rows = Conversation.objects.select_for_update().filter(pk=conversation.pk, phase__in=phases)
    if rows.values_list("pk", flat=True).first() is None:
        raise ChangedMeanwhileError


@transaction.atomic
def start_scoring(conversation: Conversation, *, version: int) -> None:
    move_on(conversation, version, Phase.PREPARING, phase=Phase.SCORING)


@transaction.atomic
def make_agenda(conversation: Conversation, *, version: int) -> None:
    move_on(conversation, version, Phase.TALKING, phase=Phase.AGENDA, runs_since=None)


@transaction.atomic
def talk_on(conversation: Conversation, *, version: int) -> None:
    move_on(conversation, version, Phase.AGENDA, phase=Phase.TALKING)


@transaction.atomic
def close(conversation: Conversation, *, version: int) -> None:
    """End it: nobody joins any more. The agenda stays alive."""
    move_on(conversation, version, Phase.AGENDA, phase=Phase.CLOSED, runs_since=None)
    joining.close(conversation.session)


def is_late(conversation: Conversation, changed_at: datetime | None) -> bool:
    """Say whether something of ``changed_at`` was done before scoring was opened again."""
    return bool(
        conversation.reopened_at and (changed_at is None or changed_at < conversation.reopened_at)
    )
