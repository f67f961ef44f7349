"""
What whoever leads does about who takes part, and about who leads.

Each names the version that it was done on, and raises ChangedMeanwhileError where
there is a newer one: then nothing was done.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.http import Http404

from tools.conversation.keeping import free_account
from tools.conversation.managing.joined import seats_of
from tools.conversation.models import Conversation, MailWish, Participant, Score
from tools.conversation.phases import ChangedMeanwhileError, hold, move_on
from tools.conversation.starting import TOOL
from tools.sessions import joining
from tools.sessions.keys import new_key
from tools.sessions.models import Seat, ToolSession


class TakenError(Exception):
    """Somebody took the lead with this link, or whoever leads withdrew it."""


@transaction.atomic
def replace_link(conversation: Conversation, person: int, *, version: int, now: datetime) -> Seat:
    """
    Give ``person`` another link: the old one dies, and the new one shows no earlier answers.

    Those count all the same: whoever gets the link of somebody else, cannot read them.
    """
    move_on(conversation, version)
    seats = seats_of(conversation).filter(pk=person)
    if not seats.update(key=new_key()):
        raise ChangedMeanwhileError
    # What was saved while this waited for its turn, is of before as well.
    last = Score.objects.filter(seat=person).aggregate(last=Max("changed_at"))["last"]
    hidden_before = max(now, last + timedelta.resolution) if last else now
    Participant.objects.filter(seat=person).update(hidden_before=hidden_before)
    MailWish.objects.filter(seat=person).delete()
    return seats.get()


@transaction.atomic
def remove_person(conversation: Conversation, person: int, *, version: int) -> None:
    """Remove somebody with their answers and notes; an outcome that there is stays as it is."""
    move_on(conversation, version)
    if not seats_of(conversation).filter(pk=person).delete()[0]:
        raise ChangedMeanwhileError


@transaction.atomic
def replace_code(conversation: Conversation, *, version: int) -> None:
    """Raise joining.ClosedSessionError where nobody joins any more."""
    move_on(conversation, version)
    joining.replace_code(conversation.session)


@transaction.atomic
def remove(conversation: Conversation, *, version: int) -> None:
    """Delete all there is."""
    move_on(conversation, version)
    conversation.session.delete()


# Who leads ------------------------------------------------------------------


@transaction.atomic
def offer_lead(conversation: Conversation, *, version: int) -> None:
    """Make a link with which one other takes the lead; an earlier one dies."""
    move_on(conversation, version)
    # After the end nobody is invited any more.
    opened = ToolSession.objects.open().filter(pk=conversation.pk)
    if not opened.update(invite_key=new_key()):
        raise ChangedMeanwhileError


@transaction.atomic
def withdraw_offer(conversation: Conversation, *, version: int) -> None:
    move_on(conversation, version)
    ToolSession.objects.filter(pk=conversation.pk).update(invite_key=None)


def offered_or_404(key: str) -> ToolSession:
    """Return the session of which the link with ``key`` gives the lead."""
    sessions = ToolSession.objects.select_related("conversation")
    session = sessions.filter(invite_key=key, tool=TOOL).first()
    if session is None:
        raise Http404
    return session


@transaction.atomic
def take_lead(session: ToolSession, *, invite_key: str, key: str, user: Any) -> Seat:
    """
    Let whoever has ``invite_key`` lead from now on, with ``key``; the old link dies.

    Raise TakenError for all but the first who comes with it.
    """
    Conversation.objects.filter(pk=session.pk).update(edit_version=F("edit_version") + 1)
    seat = Seat.objects.get(session=session, is_leader=True)
    account = free_account(seat, user)
    offered = ToolSession.objects.filter(pk=session.pk, invite_key=invite_key)
    # The screen that the one before may have open, is not theirs any more either.
    if not offered.update(invite_key=None, owner=account, screen_key=new_key()):
        raise TakenError
    MailWish.objects.filter(seat=seat).delete()
    seat.key, seat.user, seat.name = key, account, ""
    seat.save(update_fields=["key", "user", "name"])
    session.touch()
    return seat


# One's own seat -------------------------------------------------------------


@transaction.atomic
def replace_own_link(seat: Seat) -> str:
    """Return another key for ``seat``, of which the old one dies; 404 where it did already."""
    key = new_key()
    if not Seat.objects.filter(pk=seat.pk, key=seat.key).update(key=key):
        raise Http404
    return key


@transaction.atomic
def keep_with_account(seat: Seat, user: Any) -> bool:
    """Tie ``seat`` to the account of ``user``; False where it is tied, or the account sits here."""
    if free_account(seat, user) is None:
        return False
    if not Seat.objects.filter(pk=seat.pk, key=seat.key, user__isnull=True).update(user=user):
        return False
    if seat.is_leader:
        ToolSession.objects.filter(pk=seat.session_id).update(owner=user)
    return True


@transaction.atomic
def leave(seat: Seat) -> None:
    """Take back what this participant answered and wrote, and go."""
    # Whoever saves at this seat just now, is done first or finds it gone.
    hold(seat.session.conversation, *Conversation.Phase)
    Seat.objects.filter(pk=seat.pk, is_leader=False).delete()
