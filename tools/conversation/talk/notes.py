"""What those at the table write down: a row for each, so that two who type lose nothing."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.http import Http404

from search.text import clean
from tools.conversation import phases
from tools.conversation.models import MOST_NOTE, Conversation, Note
from tools.conversation.phases import Phase
from tools.conversation.questionnaire import Theme
from tools.sessions.models import Seat

MOST_NOTES = 400
OPEN = (Phase.TALKING, Phase.AGENDA)
# Stands where the key of a question would, for what is about the theme as a whole.
FUTURE = "toekomst"


class NoteError(Exception):
    """What is wrong with a note, in Dutch."""


class ChangedNoteError(Exception):
    """``note`` is how it is now, None for one that is gone; nothing was done."""

    def __init__(self, note: Note | None) -> None:
        super().__init__()
        self.note = note


@dataclass(frozen=True, slots=True)
class Place:
    """Where a note belongs: at a question, or at the theme as a whole."""

    theme: str
    question: str = ""
    kind: Note.Kind = Note.Kind.NOTE

    @classmethod
    def of(cls, note: Note) -> "Place":
        return cls(note.theme, note.question, Note.Kind(note.kind))


def place_in(theme: Theme, question: str) -> Place:
    """Return where in ``theme`` is written; what is no question of it is the *toekomstbeeld*."""
    if question in {one.key for one in theme.questions}:
        return Place(theme.letter, question)
    return Place(theme.letter, kind=Note.Kind.FUTURE)


@transaction.atomic
def write(seat: Seat, place: Place, *, key: uuid.UUID, text: str, now: datetime) -> None:
    """
    Write a note down; its ``key`` is made by who sends it: sent twice, it is there once.

    Raise NoteError, or phases.ChangedMeanwhileError when the time for notes is over.
    """
    text = _checked(text)
    conversation = _held(seat)
    if conversation.notes.filter(key=key).exists():
        return
    if conversation.notes.count() >= MOST_NOTES:
        raise NoteError(f"Er passen {MOST_NOTES} aantekeningen in een gesprek.")
    Note.objects.create(
        conversation=conversation,
        seat=seat,
        key=key,
        theme=place.theme,
        question=place.question,
        kind=place.kind,
        text=text,
        made_at=now,
        changed_at=now,
    )
    seat.session.touch(now)


@transaction.atomic
def change(seat: Seat, note: Note, *, version: int, text: str, now: datetime) -> None:
    """Change a note of who sits at ``seat``; raise what ``write`` does, or ChangedNoteError."""
    text = _checked(text)
    conversation = _held(seat)
    own = conversation.notes.filter(pk=note.pk, seat=seat, edit_version=version)
    if not own.update(text=text, edit_version=F("edit_version") + 1, changed_at=now):
        raise ChangedNoteError(conversation.notes.filter(pk=note.pk).first())
    seat.session.touch(now)


@transaction.atomic
def drop(seat: Seat, note: Note, *, version: int) -> None:
    """Take a note away; who leads may do so with every note. Raise as ``change`` does."""
    conversation = _held(seat)
    rows = conversation.notes.filter(pk=note.pk)
    if not rows.exists():
        return
    known = rows.filter(edit_version=version)
    if not (known if seat.is_leader else known.filter(seat=seat)).delete()[0]:
        raise ChangedNoteError(rows.first())


def _held(seat: Seat) -> Conversation:
    """Return the conversation, in a phase for notes until the transaction ends."""
    conversation: Conversation = seat.session.conversation
    phases.hold(conversation, *OPEN)
    # Removed meanwhile, with all that was written.
    if not Seat.objects.filter(pk=seat.pk, withdrawn_at__isnull=True).exists():
        raise Http404
    return conversation


def _checked(text: str) -> str:
    text = clean(text)
    if not text:
        raise NoteError("Schrijf eerst iets op.")
    if len(text) > MOST_NOTE:
        raise NoteError(
            f"Deze aantekening is te lang: {len(text)} tekens. Er passen er {MOST_NOTE}. "
            "Maak haar korter, of schrijf er twee."
        )
    return text
