import uuid
from datetime import UTC, datetime

import pytest
from django.http import Http404

from tests.tools.conversation.talk.talks import (
    change,
    noted,
    send,
    talking,
    texts,
    url,
    write,
)
from tools.conversation.models import Note
from tools.conversation.talk import notes
from tools.conversation.talk.notes import ChangedNoteError

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_note_is_written_down_by_anybody_at_the_table(client):
    leader, [guest, other] = talking()

    answers = [
        send(client, leader, "Van wie leidt"),
        send(client, guest, "Van een gast", question="d-v2"),
        send(client, other, "Over drie jaar", question="toekomst"),
    ]

    assert [one.headers["Location"] for one in answers] == [
        f"{url('talk-theme', leader, 'D')}#bij-d-v1",
        f"{url('talk-theme', guest, 'D')}#bij-d-v2",
        f"{url('talk-theme', other, 'D')}#bij-toekomst",
    ]
    written = Note.objects.values_list("text", "theme", "question", "kind", "seat")
    assert list(written) == [
        ("Van wie leidt", "D", "d-v1", "note", leader.pk),
        ("Van een gast", "D", "d-v2", "note", guest.pk),
        ("Over drie jaar", "D", "", "future", other.pk),
    ]


def test_note_sent_twice_is_there_once(client):
    leader, [guest, _] = talking()
    key = uuid.uuid4()

    answers = [send(client, guest, "Bellen helpt", key=key) for _time in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    assert texts(leader) == ["Bellen helpt"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(" \n ", "Schrijf eerst iets op.", id="nothing"),
        pytest.param("x" * 1001, "Deze aantekening is te lang: 1001 tekens.", id="too long"),
    ],
)
def test_wrong_note_stays_on_the_page(client, text, problem):
    leader, [guest, _] = talking()

    response = send(client, guest, text)

    assert response.status_code == 422
    assert problem in response.text
    assert text.strip() in response.text
    assert texts(leader) == []


def test_more_notes_than_fit_are_refused(client, monkeypatch):
    monkeypatch.setattr(notes, "MOST_NOTES", 1)
    leader, [guest, _] = talking()
    noted(guest)

    response = send(client, guest, "Nog een")

    assert response.status_code == 422
    assert "Er passen 1 aantekeningen in een gesprek." in response.text
    assert texts(leader) == ["Bellen helpt"]


@pytest.mark.parametrize("phase", ["scoring", "closed"])
def test_note_that_comes_too_late_stays_on_the_page(client, phase):
    leader, [guest, _] = talking(phase=phase)

    response = send(client, guest, "Nog net getypt")

    assert response.status_code == 409
    assert "Het gesprek is intussen verder" in response.text
    assert "Nog net getypt" in response.text
    assert texts(leader) == []


def test_note_without_a_key_or_a_theme_is_nothing(client):
    _leader, [guest, _] = talking()
    data = {"question": "d-v1", "text": "Bellen"}

    assert client.post(url("note-new", guest, "D"), data).status_code == 404
    assert send(client, guest, "Bellen", letter="Z").status_code == 404
    assert Note.objects.count() == 0


def test_who_was_removed_writes_nothing_down():
    leader, [guest, _] = talking()
    guest.session.seats.filter(pk=guest.pk).update(withdrawn_at=NOW)

    with pytest.raises(Http404):
        write(guest, "Bellen", NOW)

    assert texts(leader) == []


def test_own_note_is_changed(client):
    _leader, [guest, _] = talking()
    note = noted(guest)
    page = url("note", guest, "D", note.key)

    shown = client.get(page).text
    response = client.post(page, {"deed": "change", "text": "Mailen helpt", "version": 1})

    note.refresh_from_db()
    assert "Bellen helpt" in shown
    assert response.headers["Location"] == f"{url('talk-theme', guest, 'D')}#bij-d-v1"
    assert (note.text, note.edit_version) == ("Mailen helpt", 2)


def test_changing_to_nothing_is_refused(client):
    _leader, [guest, _] = talking()
    note = noted(guest)

    response = client.post(url("note", guest, "D", note.key), {"text": " ", "version": 1})

    note.refresh_from_db()
    assert response.status_code == 422
    assert "Schrijf eerst iets op." in response.text
    assert note.text == "Bellen helpt"


def test_note_changed_elsewhere_shows_both_texts(client):
    _leader, [guest, _] = talking()
    note = noted(guest)
    page = url("note", guest, "D", note.key)
    client.post(page, {"text": "Van de telefoon", "version": 1})

    response = client.post(page, {"text": "Van de laptop", "version": 1})
    kept = client.post(page, {"text": "Van de laptop", "version": 2})

    assert response.status_code == 409
    assert "Van de telefoon" in response.text
    assert "Van de laptop" in response.text
    assert kept.status_code == 302
    note.refresh_from_db()
    assert note.text == "Van de laptop"


@pytest.mark.parametrize("deed", ["change", "drop"])
def test_note_that_closed_meanwhile_keeps_what_was_typed(client, deed):
    leader, [guest, _] = talking()
    note = noted(guest)
    change(leader, phase="closed")
    data = {"deed": deed, "text": "Mailen helpt", "version": 1}

    response = client.post(url("note", guest, "D", note.key), data)

    assert response.status_code == 409
    assert "Mailen helpt" in response.text
    assert texts(leader) == ["Bellen helpt"]


def test_note_that_is_gone_keeps_what_was_typed(client):
    leader, [guest, _] = talking()
    note = noted(guest)
    note.delete()
    page = url("note", guest, "D", note.key)

    response = client.post(page, {"text": "Mailen helpt", "version": 1})

    assert response.status_code == 409
    assert "Deze aantekening is er niet meer" in response.text
    assert "Mailen helpt" in response.text
    assert client.get(page).status_code == 404
    assert texts(leader) == []


def test_note_that_goes_while_it_is_changed_is_told():
    _leader, [guest, _] = talking()
    note = noted(guest)
    Note.objects.all().delete()

    with pytest.raises(ChangedNoteError) as told:
        notes.change(guest, note, version=1, text="Mailen", now=NOW)

    assert told.value.note is None


def test_own_note_is_dropped_and_that_is_done_once(client):
    leader, [guest, _] = talking()
    note = noted(guest, kind="future")

    response = client.post(url("note", guest, "D", note.key), {"deed": "drop", "version": 1})
    notes.drop(guest, note, version=1)

    assert response.headers["Location"] == f"{url('talk-theme', guest, 'D')}#bij-toekomst"
    assert texts(leader) == []


def test_who_leads_drops_any_note_and_changes_none_of_others(client):
    leader, [guest, _] = talking()
    note = noted(guest)
    page = url("note", leader, "D", note.key)

    changed = client.post(page, {"deed": "change", "text": "Anders", "version": 1})
    before = texts(leader)
    dropped = client.post(page, {"deed": "drop", "version": 1})

    assert changed.status_code == 409
    assert before == ["Bellen helpt"]
    assert dropped.status_code == 302
    assert texts(leader) == []


def test_what_changed_meanwhile_is_not_dropped(client):
    leader, [guest, _] = talking()
    note = noted(guest)
    Note.objects.update(edit_version=2, text="Nieuwer")

    response = client.post(url("note", leader, "D", note.key), {"deed": "drop", "version": 1})

    assert response.status_code == 409
    assert "Nieuwer" in response.text
    assert texts(leader) == ["Nieuwer"]


def test_note_of_another_is_not_found(client):
    leader, [guest, other] = talking()
    note = noted(guest)
    elsewhere, _ = talking()

    assert client.get(url("note", other, "D", note.key)).status_code == 404
    assert client.get(url("note", elsewhere, "D", note.key)).status_code == 404
    assert client.get(url("note", guest, "A", note.key)).status_code == 404
    assert client.post(url("note", other, "D", note.key), {"deed": "drop"}).status_code == 404
    assert texts(leader) == ["Bellen helpt"]


def test_page_of_a_note_leads_back_when_the_time_is_over(client):
    _leader, [guest, _] = talking(phase="closed")
    note = noted(guest)

    response = client.get(url("note", guest, "D", note.key))

    assert response.headers["Location"] == url("talk-theme", guest, "D")
