"""
What people do to the agenda: add, change, order and take away.

Each deed is done in the phase for it, and on what its page showed, or not at all.
"""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from tools.conversation import phases
from tools.conversation.models import Action, Conversation
from tools.conversation.phases import ChangedMeanwhileError

Phase = Conversation.Phase
# New actions, and what they say.
WRITING = (Phase.TALKING, Phase.AGENDA)
# How far they are, and their order: as long as the agenda is there.
ALIVE = (*WRITING, Phase.CLOSED)
MOST_ACTIONS = 60
UP, DOWN = -1, 1


class FullAgendaError(Exception):
    """As many actions as fit."""


@transaction.atomic
def add(action: Action) -> Action:
    """Put ``action`` on the agenda and return it; what has its key already is returned instead."""
    conversation = action.conversation
    # Held: whoever sends the same at this moment, waits, and finds it there.
    phases.hold(conversation, *WRITING)
    actions = conversation.actions.all()
    if there := actions.filter(key=action.key).first():
        return there
    if actions.count() >= MOST_ACTIONS:
        raise FullAgendaError
    last = actions.aggregate(last=Max("position"))["last"]
    action.position = 0 if last is None else last + 1
    action.save()
    conversation.session.touch()
    return action


@transaction.atomic
def change(
    action: Action, values: Mapping[str, Any], *, version: int, during: Sequence[Phase] = WRITING
) -> None:
    """Write ``values``, only over what ``version`` of the action said; the same again is fine."""
    phases.hold(action.conversation, *during)
    found = Action.objects.filter(pk=action.pk)
    there = found.first()
    if there and all(getattr(there, name) == value for name, value in values.items()):
        return
    now = timezone.now()
    rows = found.filter(edit_version=version)
    if not rows.update(**values, edit_version=F("edit_version") + 1, changed_at=now):
        raise ChangedMeanwhileError
    action.conversation.session.touch()


@transaction.atomic
def put_in_order(conversation: Conversation, keys: Sequence[uuid.UUID], *, version: int) -> None:
    """Order the actions as ``keys``; those that it does not name come after, as they were."""
    phases.move_on(conversation, version, *ALIVE)
    places = {key: place for place, key in enumerate(keys)}
    # Sorting leaves what is equal as it was.
    ordered = sorted(conversation.actions.all(), key=lambda one: places.get(one.key, len(places)))
    moved = [one for place, one in enumerate(ordered) if one.position != place]
    for place, one in enumerate(ordered):
        one.position = place
    Action.objects.bulk_update(moved, ["position"])


def move(conversation: Conversation, key: uuid.UUID, step: int, *, version: int) -> None:
    """Let an open action change places with the one above it (UP) or below it (DOWN)."""
    keys = list(conversation.actions.all().open().values_list("key", flat=True))
    if key not in keys or not 0 <= keys.index(key) + step < len(keys):
        raise ChangedMeanwhileError
    place = keys.index(key)
    keys[place], keys[place + step] = keys[place + step], key
    put_in_order(conversation, keys, version=version)


@transaction.atomic
def remove(action: Action, *, version: int) -> None:
    phases.move_on(action.conversation, version, *ALIVE)
    action.delete()
