"""Those at a table send at the same moment: what was acknowledged is there exactly once."""

import uuid
from datetime import UTC, datetime

import pytest

from tests.together import needs_connections, together
from tests.tools.conversation.talk.talks import conversation_of, noted, talking, texts, write
from tools.conversation.models import Note
from tools.conversation.phases import ChangedMeanwhileError
from tools.conversation.roles import Role
from tools.conversation.talk import notes, timing
from tools.conversation.talk.notes import ChangedNoteError

pytestmark = [pytest.mark.django_db(transaction=True), needs_connections]
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_two_notes_at_once_are_both_there():
    leader, guests = talking(*[Role.HEALTH] * 8)

    wrong = together(
        *(
            lambda guest=guest, number=number: write(guest, f"Aantekening {number}", NOW)
            for number, guest in enumerate(guests)
        )
    )

    assert wrong == []
    assert sorted(texts(leader)) == [f"Aantekening {number}" for number in range(8)]


def test_note_sent_twice_at_once_is_there_once():
    leader, [guest, _] = talking()
    key = uuid.uuid4()

    wrong = together(*[lambda: write(guest, "Bellen", NOW, key=key)] * 4)

    assert wrong == []
    assert texts(leader) == ["Bellen"]


def test_of_two_who_change_a_note_at_once_one_is_told():
    _leader, [guest, _] = talking()
    note = noted(guest)

    wrong = together(
        lambda: notes.change(guest, note, version=1, text="Van de laptop", now=NOW),
        lambda: notes.change(guest, note, version=1, text="Van de telefoon", now=NOW),
    )

    [told] = wrong
    assert isinstance(told, ChangedNoteError)
    assert Note.objects.get().text == told.note.text
    assert Note.objects.get().edit_version == 2


def test_of_two_windows_of_who_leads_one_turns_the_page():
    leader, _ = talking()
    windows = [conversation_of(leader) for _window in range(2)]

    wrong = together(
        *(lambda window=window: timing.go_to(window, 1, version=1, now=NOW) for window in windows)
    )

    assert [type(one) for one in wrong] == [ChangedMeanwhileError]
    assert conversation_of(leader).edit_version == 2
