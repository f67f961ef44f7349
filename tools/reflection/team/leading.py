"""
What a facilitator does to a meeting.

Each deed names the version of the meeting that it was done on: who sees an older
one than there is, changes nothing.
"""

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from search.text import clean
from tools.reflection.models import Agreement, Card, CardGroup, Reflection, TeamMeeting
from tools.reflection.team.agenda import Agenda
from tools.sessions import clock, joining
from tools.sessions.deeds import ChangedMeanwhileError
from tools.sessions.models import ToolSession

MOST_GROUPS = 12
MOST_AGREEMENTS = 20
MOST_TITLE, MOST_AGREED, MOST_WHO = 80, 500, 80


class DeedError(Exception):
    """What cannot be done, in Dutch; ``field`` is the name of what was typed wrong."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def _move_on(meeting: TeamMeeting, version: int, **fields: Any) -> None:
    # Closed without a word of ours: by retention, or by who removed the session. No join:
    # whoever waits for another's update would not be asked again whether the version holds.
    still_open = ToolSession.objects.open().values("pk")
    rows = TeamMeeting.objects.filter(pk=meeting.pk, version=version, pk__in=still_open)
    if not rows.update(version=F("version") + 1, **fields):
        raise ChangedMeanwhileError
    meeting.reflection.session.touch()


def go_to(meeting: TeamMeeting, position: int, *, version: int, now: datetime) -> None:
    """Begin another part, with all its time."""
    parts = Agenda.read(meeting.agenda).parts
    if not 0 <= position < len(parts):
        raise ChangedMeanwhileError
    times = clock.for_part(parts[position].minutes, meeting, now)
    _move_on(meeting, version, position=position, **times)


def start_clock(meeting: TeamMeeting, *, version: int, now: datetime) -> None:
    _move_on(meeting, version, **clock.started(meeting, now))


def pause_clock(meeting: TeamMeeting, *, version: int, now: datetime) -> None:
    _move_on(meeting, version, **clock.paused(meeting, now))


def add_minute(meeting: TeamMeeting, *, version: int, now: datetime) -> None:
    _move_on(meeting, version, **clock.with_a_minute_more(meeting, now))


def open_answers(meeting: TeamMeeting, prompt: str, *, version: int) -> None:
    opened = dict.fromkeys([*meeting.opened, prompt])
    _move_on(meeting, version, opened=list(opened))


def hide_answers(meeting: TeamMeeting, prompt: str, *, version: int) -> None:
    _move_on(meeting, version, opened=[key for key in meeting.opened if key != prompt])


@transaction.atomic
def make_group(
    meeting: TeamMeeting, prompt: str, title: str, cards: Collection[int], *, version: int
) -> None:
    """Make a group for cards of this question, with these in it; none may be."""
    title = " ".join(clean(title).split())
    if not title:
        raise DeedError("Geef de groep een naam.", "title")
    if len(title) > MOST_TITLE:
        message = f"Deze naam is te lang: {len(title)} tekens. Er passen er {MOST_TITLE}."
        raise DeedError(message, "title")
    _move_on(meeting, version)
    groups = _groups(meeting).filter(prompt=prompt)
    if groups.count() >= MOST_GROUPS:
        raise DeedError(f"Er passen {MOST_GROUPS} groepen bij een vraag.", "title")
    last = groups.aggregate(last=Max("position"))["last"]
    group = CardGroup.objects.create(
        reflection_id=meeting.pk,
        prompt=prompt,
        title=title,
        position=0 if last is None else last + 1,
    )
    _cards(meeting, prompt, cards).update(group=group)


@transaction.atomic
def put_in_group(
    meeting: TeamMeeting,
    prompt: str,
    cards: Collection[int],
    group: int | None,
    *,
    version: int,
) -> None:
    """Put cards in a group of their question; None takes them out of theirs."""
    if not cards:
        raise DeedError("Vink eerst een of meer kaartjes aan.", "cards")
    _move_on(meeting, version)
    found = _groups(meeting).filter(prompt=prompt, pk=group).first() if group else None
    if group and found is None:
        raise DeedError("Deze groep is er niet meer. Kies een andere.", "group")
    _cards(meeting, prompt, cards).update(group=found)


@transaction.atomic
def remove_group(meeting: TeamMeeting, group: int, *, version: int) -> None:
    """Take a group away; its cards stay, in no group."""
    _move_on(meeting, version)
    _groups(meeting).filter(pk=group).delete()


@transaction.atomic
def agree(
    meeting: TeamMeeting,
    key: uuid.UUID,
    text: str,
    who: str,
    due_on: date | None,
    *,
    version: int,
    now: datetime,
) -> None:
    """Write an agreement down, or change it; sent twice, it is there once."""
    text, who = clean(text), " ".join(clean(who).split())
    if not text:
        raise DeedError("Schrijf op wat jullie afspreken.", "text")
    _check_length(text, MOST_AGREED, "text")
    _check_length(who, MOST_WHO, "who")
    _move_on(meeting, version)
    agreements = Agreement.objects.filter(reflection_id=meeting.pk)
    written = {"text": text, "who": who, "due_on": due_on, "changed_at": now}
    if agreements.filter(key=key).update(**written):
        return
    if agreements.count() >= MOST_AGREEMENTS:
        raise DeedError(f"Er passen {MOST_AGREEMENTS} afspraken in het verslag.", "text")
    last = agreements.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    Agreement.objects.create(reflection_id=meeting.pk, key=key, position=position, **written)


@transaction.atomic
def drop_agreement(meeting: TeamMeeting, key: uuid.UUID, *, version: int) -> None:
    _move_on(meeting, version)
    Agreement.objects.filter(reflection_id=meeting.pk, key=key).delete()


@transaction.atomic
def replace_code(meeting: TeamMeeting, *, version: int) -> None:
    _move_on(meeting, version)
    joining.replace_code(meeting.reflection.session)


@transaction.atomic
def close(meeting: TeamMeeting, *, version: int, now: datetime) -> None:
    """End the meeting for good: nobody joins, answers or leads any more."""
    _move_on(meeting, version, **clock.paused(meeting, now))
    Reflection.objects.filter(pk=meeting.pk).update(finished_at=now)
    joining.close(meeting.reflection.session)


def _check_length(text: str, most: int, field: str) -> None:
    if len(text) > most:
        raise DeedError(f"Dit is te lang: {len(text)} tekens. Er passen er {most}.", field)


def _groups(meeting: TeamMeeting) -> Any:
    return CardGroup.objects.filter(reflection_id=meeting.pk)


def _cards(meeting: TeamMeeting, prompt: str, cards: Collection[int]) -> Any:
    own = Card.objects.filter(seat__session_id=meeting.pk, prompt=prompt, pk__in=cards)
    # An update cannot look at another table on every database.
    return Card.objects.filter(pk__in=list(own.values_list("pk", flat=True)))
