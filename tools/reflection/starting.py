"""Begins an exercise."""

from typing import Any

from django.db import transaction

from tools.reflection.models import Exercise, Reflection
from tools.reflection.versions import freeze
from tools.sessions.keys import new_key
from tools.sessions.models import Seat, ToolSession

TOOL = "reflection"


@transaction.atomic
def begin(exercise: Exercise, form: Reflection.Form, *, user: Any = None, key: str = "") -> Seat:
    """
    Begin ``exercise`` and return the seat of who began it.

    ``user`` is an account or None; a visitor who is not logged in is None. What
    two colleagues do is nobody's alone: it has no owner, and an invitation.
    ``key`` is the one for the seat; made if there is none.
    """
    account = user if user is not None and user.is_authenticated else None
    is_duo = form == Reflection.Form.DUO
    session = ToolSession.objects.create(
        tool=TOOL,
        owner=None if is_duo else account,
        invite_key=new_key() if is_duo else None,
    )
    Reflection.objects.create(session=session, version=freeze(exercise), form=form)
    return Seat.objects.create(session=session, key=key or new_key(), user=account, is_leader=True)
