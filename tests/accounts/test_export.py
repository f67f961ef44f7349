import io
import json
import logging
import zipfile
from datetime import UTC, datetime

import pytest
from django.db.models import CharField, JSONField, TextField

from accounts.export import archive, parts_of
from accounts.personal_data import register
from tests.accounts.somebody import Somebody
from tests.factories import UserFactory
from tools.reflection.models import Answer, Card
from tools.sessions.keys import new_key
from tools.sessions.models import Seat, ToolSession

pytestmark = pytest.mark.django_db

URL = "/mijn/gegevens/"
SOME_MOMENT = datetime(2026, 1, 5, 9, tzinfo=UTC)
FORMS = ("alone", "duo", "team")
SECRETS = ("secret", "token", "key", "session", "data", "body")


@pytest.fixture
def anna():
    return Somebody("Anna")


@pytest.fixture
def bert():
    return Somebody("Bert")


def unpacked(held):
    with zipfile.ZipFile(io.BytesIO(held)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_archive_has_a_file_to_read_and_one_for_programs(anna):
    files = unpacked(archive(anna.user, SOME_MOMENT))

    assert set(files) == {"gegevens.json", "gegevens.html"}
    assert json.loads(files["gegevens.json"])["gemaakt_op"] == "2026-01-05T09:00:00Z"
    assert "op 5 januari 2026 om 10:00" in files["gegevens.html"]


def test_archive_holds_all_that_somebody_wrote(anna, bert):
    written = {
        anna.text(where)
        for where in (
            *("draft", "submitted", "question-to", "answer-by", "question-by"),
            *("proposal", "note", "function", "organisation", "uid", "extra_data"),
            *("user_agent", "subject", "task", "repr"),
            *(f"{what}-{form}" for what in ("answer", "agreement", "who") for form in FORMS),
            *("alone", "duo", "team", "card", "group"),
            *("own-talk", "leading", "message", "remark", "own-note", "led-note"),
            *("action", "trekker", "version-note"),
        )
    }

    for text in unpacked(archive(anna.user, SOME_MOMENT)).values():
        assert {where for where in written if where not in text} == set()


def test_archive_holds_nothing_of_another(anna, bert):
    for text in unpacked(archive(anna.user, SOME_MOMENT)).values():
        assert [needle in text for needle in (bert.mark, bert.name, bert.address)] == [False] * 3


def test_archive_holds_no_secret(anna):
    for text in unpacked(archive(anna.user, SOME_MOMENT)).values():
        assert [where for where in SECRETS if f'{anna.text(where)}"' in text] == []
        assert [where for where in SECRETS if f"{anna.text(where)}<" in text] == []


def test_archive_holds_nothing_that_others_wrote_with_somebody(anna):
    colleague = Seat.objects.get(user=None, session__reflection__form="duo")
    Answer.objects.create(seat=colleague, prompt="long", value="antwoord van de collega")
    team = Seat.objects.get(session__reflection__form="team").session
    participant = Seat.objects.create(session=team, name="Deelnemer")
    Card.objects.create(seat=participant, prompt="long", text="kaartje van een ander")

    for text in unpacked(archive(anna.user, SOME_MOMENT)).values():
        theirs = ("antwoord van de collega", "kaartje van een ander", "Deelnemer")
        assert [words for words in theirs if words in text] == []


def test_archive_holds_no_key_of_a_session(anna):
    [team] = ToolSession.objects.filter(reflection__form="team")
    team.code, team.screen_key = "ACDEFG", new_key()
    team.save()
    keys = [
        key
        for pair in ToolSession.objects.values_list("screen_key", "invite_key", "code")
        for key in pair
        if key
    ]
    keys += Seat.objects.values_list("key", flat=True)

    for text in unpacked(archive(anna.user, SOME_MOMENT)).values():
        assert len(keys) == 18
        assert [key for key in keys if key in text] == []


def test_every_row_is_in_it_once_and_each_key_is_explained(anna):
    document = json.loads(unpacked(archive(anna.user, SOME_MOMENT))["gegevens.json"])

    assert document["uitleg"].keys() == document["gegevens"].keys()
    assert [len(document["gegevens"][key]) for key in ("account", "adressen", "concepten")] == [
        1,
        2,
        1,
    ]
    unexplained = {
        (key, name)
        for key, rows in document["gegevens"].items()
        for row in rows
        for name in row
        if not document["uitleg"][key]["velden"].get(name)
    }
    assert unexplained == set()


def test_row_says_what_other_rows_are_called(anna):
    (profile,) = next(part for part in parts_of(anna.user) if part.key == "profiel").rows

    assert profile["municipality"] == str(anna.user.profile.municipality)
    assert profile["themes"] == [str(theme) for theme in anna.user.profile.themes.all()]


def test_text_of_somebody_is_no_markup(anna):
    anna.user.profile.function = "<script>alert(1)</script>"
    anna.user.profile.save()

    text = unpacked(archive(anna.user, SOME_MOMENT))["gegevens.html"]

    assert ["<script" in text, "&lt;script&gt;" in text] == [False, True]


def test_every_text_of_a_person_is_exported_or_left_out_for_a_reason():
    silent = [
        f"{decision.model._meta.label}.{column.name}"
        for decision in register
        if decision.ties
        for column in decision.model._meta.local_fields
        if isinstance(column, (CharField, TextField, JSONField))
        and column.name in decision.not_exported
        and not decision.not_exported[column.name].endswith(".")
    ]

    assert silent == []


def test_download_is_for_its_owner_alone_and_logged(client, caplog):
    member = UserFactory(email="lid@gemeente.example")
    client.force_login(member)

    with caplog.at_level(logging.INFO, logger="accounts.views"):
        answer = client.post(URL)

    (record,) = caplog.records
    assert (record.getMessage(), record.account) == ("gegevens gedownload", member.pk)
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"].startswith('attachment; filename="mijn-gegevens-')
    assert "no-store" in answer["Cache-Control"]
    assert "lid@gemeente.example" in unpacked(answer.content)["gegevens.json"]


def test_looking_at_the_page_downloads_nothing(client):
    client.force_login(UserFactory())

    page = client.get(URL)

    assert page["Content-Type"] == "text/html; charset=utf-8"
    assert "<h1" in page.text


def test_download_asks_who_it_is(client):
    assert client.post(URL).url == f"/account/login/?next={URL}"


def test_download_asks_to_log_in_again_who_has_a_password(client):
    client.force_login(UserFactory(password="een-lang-wachtwoord"))

    answer = client.post(URL)

    assert answer.url == "/account/reauthenticate/?next=%2Fmijn%2Fgegevens%2F"
