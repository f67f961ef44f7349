"""Begins an exercise."""

from typing import Any

from django.db import transaction

from tools.reflection.models import Exercise, Reflection
from tools.reflection.versions import freeze
from tools.sessions.models import Seat, ToolSession

TOOL = "reflection"


@transaction.atomic
def begin(exercise: Exercise, form: Reflection.Form, *, user: Any = None) -> Seat:
    """
    Begin ``exercise`` and return the seat of who began it.

    ``user`` is an account or None; a visitor who is not logged in is None.
    """
    owner = user if user is not None and user.is_authenticated else None
    session = ToolSession.objects.create(tool=TOOL, owner=owner)
    Reflection.objects.create(session=session, version=freeze(exercise), form=form)
    return Seat.objects.create(session=session, user=owner, is_leader=True)
