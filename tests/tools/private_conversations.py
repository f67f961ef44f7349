"""
Conversations with a mark in every field that somebody writes in, and with every key there is.

A mark is one word: it stays whole in files, in the name of a file and in an address.
"""

import re
from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from tests.factories.conversation import actions, led, participants
from tests.tools.private_sessions import MARK
from tools.conversation.models import Action, Conversation, MailWish, Note, Participant, Score
from tools.conversation.outcome.publishing import end_scoring, open_theme
from tools.conversation.roles import Role
from tools.conversation.rounds.again import begin_next
from tools.sessions.keys import new_key
from tools.sessions.models import Seat, ToolSession

Phase = Conversation.Phase
# What is typed into an action that is open; one that was stopped says why.
OF_ACTION = (
    *("reason", "wanted", "text", "lead", "colleagues", "partners", "means"),
    *("decision", "seen_by", "first_step"),
)
SEEN = re.compile(rf"{MARK.lower()}(named|nameless|next)([a-pr-z]+?)q")


def mark(mode, what):
    return f"{MARK}{mode}{what.replace('_', '')}q"


def build(*, keeper=None):
    """Return a conversation with names, one without, and another one that has nothing to do."""
    return SimpleNamespace(
        named=conversation("named", keeper),
        nameless=conversation("nameless", keeper),
        elsewhere=elsewhere(),
    )


def conversation(mode, keeper=None):
    """Return a conversation that was talked about, with the round after it."""
    leader = led(
        phase=Phase.SCORING, is_named=mode == "named", user=keeper, title=mark(mode, "title")
    )
    session = leader.session
    names = [mark(mode, "name"), "Bea", "Cas", "Dop"]
    roles = [Role.HEALTH, Role.RESIDENT, Role.HEALTH, Role.RESIDENT]
    author, other, *others = participants(leader, *roles, names=names)
    seats = [author, other, *others]
    Participant.objects.filter(seat__in=seats).update(agreed_at=timezone.now())
    Seat.objects.filter(pk=leader.pk).update(name=mark(mode, "leadername"))
    leader.refresh_from_db()
    newcomer = Seat.objects.create(session=session)
    ToolSession.objects.filter(pk=session.pk).update(invite_key=new_key())
    Conversation.objects.filter(pk=session.pk).update(
        region=mark(mode, "region"),
        place=mark(mode, "place"),
        message=mark(mode, "message"),
        chosen_themes=["A"],
    )
    _score(mode, author, seats)
    _talk(session)
    notes = _notes(mode, author, leader)
    made = _actions(mode, leader, notes["note"])
    wishes = [_wish(mode, seat, what) for seat, what in ((author, "mail"), (leader, "leadermail"))]
    return SimpleNamespace(
        mode=mode,
        leader=leader,
        author=author,
        other=other,
        newcomer=newcomer,
        session=ToolSession.objects.get(pk=session.pk),
        action=made[0],
        note=notes["note"],
        wish=wishes[0],
        leader_wish=wishes[1],
        following=_next_round(session, seats),
    )


def _score(mode, author, seats):
    Score.objects.bulk_create(
        Score(seat=seat, statement=key, value=1 + (seat.pk + place) % 4, importance=2)
        for seat in seats
        for place, key in enumerate(("a1", "a2", "b1", "a-d1"))
    )
    for key, what in (("a1", "remark"), ("a-d1", "deepremark")):
        Score.objects.filter(seat=author, statement=key).update(remark=mark(mode, what))


def _talk(session):
    conversation = Conversation.objects.select_related("version").get(pk=session.pk)
    now = timezone.now()
    end_scoring(conversation, version=conversation.edit_version, now=now)
    open_theme(conversation, "A", version=conversation.edit_version, now=now)


def _notes(mode, author, leader):
    Note.objects.create(
        conversation_id=author.session_id, seat=leader, theme="A", question="a-v1", text="Let op."
    )
    return {
        kind: Note.objects.create(
            conversation_id=author.session_id,
            seat=author,
            kind=kind,
            theme="A",
            question="a-v1" if kind == Note.Kind.NOTE else "",
            text=mark(mode, kind),
        )
        for kind in Note.Kind.values
    }


def _actions(mode, leader, note):
    """Return one that is open, one that was stopped and one that is done."""
    today = timezone.localdate()
    facts = {name: mark(mode, name) for name in OF_ACTION}
    agreed = {**facts, "status": Action.Status.AGREED, "review_on": today - timedelta(days=1)}
    text = agreed.pop("text")
    (opened,) = actions(leader, text, note=note, statement="a1", theme="A", **agreed)
    (stopped,) = actions(
        leader, "Gestopt", status=Action.Status.STOPPED, stopped_why=mark(mode, "stoppedwhy")
    )
    done = {"lead": "Jo", "first_step": "Bellen", "review_on": today}
    (done,) = actions(leader, mark(mode, "done"), status=Action.Status.DONE, theme="A", **done)
    return opened, stopped, done


def _wish(mode, seat, what):
    now = timezone.now()
    return MailWish.objects.create(
        seat=seat,
        email=f"{mark(mode, what)}@kennisplaats.example",
        key=new_key(),
        asked_at=now,
        confirmed_at=now,
    )


def _next_round(session, seats):
    """Begin and measure the round after this one, with as many other people."""
    Conversation.objects.filter(pk=session.pk).update(phase=Phase.AGENDA)
    leader = begin_next(Conversation.objects.get(pk=session.pk), key=new_key(), user=None)
    Conversation.objects.filter(pk=leader.session_id).update(phase=Phase.SCORING, title="Ronde 2")
    guests = participants(leader, *[Role.HEALTH] * len(seats))
    Participant.objects.filter(seat__in=guests).update(agreed_at=timezone.now())
    Score.objects.bulk_create(Score(seat=seat, statement="a1", value=3) for seat in guests)
    end_scoring(
        found := Conversation.objects.select_related("version").get(pk=leader.session_id),
        version=found.edit_version,
        now=timezone.now(),
    )
    return SimpleNamespace(leader=leader, guest=guests[0], session=leader.session)


def elsewhere():
    leader = led(phase=Phase.TALKING, is_named=True, title="Een ander gesprek")
    (guest,) = participants(leader, Role.HEALTH)
    Participant.objects.filter(seat=guest).update(agreed_at=timezone.now())
    return SimpleNamespace(leader=leader, guest=guest, session=leader.session)


def bring_to(one, phase, part=0):
    """Have ``one`` in ``phase``, as if it went there; a closed one lets nobody in."""
    Conversation.objects.filter(pk=one.session.pk).update(phase=phase, part=part)
    is_over = phase == Phase.CLOSED
    kept = {"code": one.session.code, "invite_key": one.session.invite_key}
    ToolSession.objects.filter(pk=one.session.pk).update(
        closed_at=timezone.now() if is_over else None,
        **({"code": None, "invite_key": None} if is_over else kept),
    )


def wish_keys():
    return set(MailWish.objects.values_list("key", flat=True))


def keys_of(one):
    """Return what opens something of the conversation ``one``, by the name of its field."""
    session = one.session
    return {
        "leader.key": one.leader.key,
        "author.key": one.author.key,
        "invite_key": session.invite_key,
        "screen_key": session.screen_key,
        "code": session.code,
        "MailWish.key": one.wish.key,
    }
