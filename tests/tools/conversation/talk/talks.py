"""What tests of the talk do: lead, write down, look."""

import uuid

from django.urls import reverse

from tests.factories.conversation import led, participants, published
from tools.conversation.models import Conversation, Note
from tools.conversation.roles import Role
from tools.conversation.talk import notes
from tools.conversation.talk.notes import Place

LOW = {"a1": {1: 3, 2: 1}, "a2": {2: 4}, "d1": {1: 4}, "d2": {1: 3, 2: 1}}


def talking(*roles, phase="talking", chosen=("D", "A"), **how):
    """Return who leads and who takes part in a talk about two themes, with an outcome."""
    leader = led(phase=phase, **how)
    guests = participants(leader, *(roles or [Role.HEALTH, Role.RESIDENT]))
    published(leader, LOW)
    change(leader, chosen_themes=list(chosen))
    return leader, guests


def change(leader, **fields):
    Conversation.objects.filter(pk=leader.session_id).update(**fields)


def conversation_of(leader):
    return Conversation.objects.get(pk=leader.session_id)


def url(name, seat, *arguments):
    return reverse(f"conversation:{name}", args=[seat.key, *arguments])


def screen_url(leader, name="screen"):
    leader.session.refresh_from_db()
    return reverse(f"conversation:{name}", args=[leader.session.screen_key])


def press(client, leader, deed, *, version=None, letter="", **data):
    """Press a button of who leads, on the page as it is now or as it was."""
    data["version"] = conversation_of(leader).edit_version if version is None else version
    where = url("talk-theme-act", leader, letter) if letter else url("talk-act", leader)
    return client.post(where, {"deed": deed, **data})


def noted(seat, text="Bellen helpt", *, theme="D", question="d-v1", kind="note"):
    """Write a note down as if it was just sent; one query."""
    return Note.objects.create(
        conversation_id=seat.session_id,
        seat=seat,
        theme=theme,
        question="" if kind == "future" else question,
        kind=kind,
        text=text,
    )


def write(seat, text, now, *, key=None, place=None):
    notes.write(seat, place or Place("D", "d-v1"), key=key or uuid.uuid4(), text=text, now=now)


def send(client, seat, text, *, letter="D", question="d-v1", key=None, **how):
    data = {"question": question, "text": text, "key": key or uuid.uuid4()}
    return client.post(url("note-new", seat, letter), data, **how)


def texts(leader):
    return list(Note.objects.filter(conversation=leader.session_id).values_list("text", flat=True))
