"""What comes back from Excel is shown first, and then done just so, or not at all."""

import io
import zipfile
from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from knowledge.models import ConceptAssignment, KnowledgeItem, Organisation
from practices.models import Practice
from tests.factories import (
    ConceptFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PracticeFactory,
    SourceFactory,
    UserFactory,
)
from tests.forms import filled_in
from tests.spreadsheets import made, opened, put, saved

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:practices_practice_import")
LIST = reverse("admin:practices_practice_changelist")
EXPORT = "/praktijkvoorbeelden/export.xlsx"


@pytest.fixture
def curator(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def practice():
    """Give a practice with something in nearly every column."""
    practice = PracticeFactory(
        slug="eropaf",
        title="Eropaf",
        body="<p>Eerst <strong>luisteren</strong>.</p><p>Dan helpen.</p>",
        results="=1+1\nTwee",
        evidence_level=Practice.Evidence.FIRST,
        evidence_judge=Practice.Judge.EDITORS,
        evidence_basis="Een evaluatie uit 2025.",
        evidence_judged_on=date(2026, 1, 5),
        concepts=[ConceptFactory(slug="schulden"), ConceptFactory(slug="stress")],
        municipalities=[MunicipalityFactory(name="Zeist"), MunicipalityFactory(name="Goes")],
    )
    practice.organisations.add(OrganisationFactory(name="Stichting A; B"))
    SourceFactory(item=practice)
    return practice


@pytest.fixture
def sheet(client, practice):
    return opened(client.get(EXPORT))


def send(client, file):
    return client.post(PAGE, {"file": file})


def agree(client, shown):
    return client.post(PAGE, filled_in(shown, "import_confirm_form"), follow=True)


def changes(response):
    return [
        (planned.row, change.column, change.before, change.after)
        for planned in response.context["plan"].rows
        for change in planned.changes
    ]


def faults(response):
    return [(fault.row, fault.column, fault.message) for fault in response.context["plan"].faults]


def test_unchanged_file_changes_nothing(curator, sheet):
    response = send(curator, saved(sheet))

    plan = response.context["plan"]
    assert (plan.rows, plan.faults, plan.unchanged) == ([], [], 1)
    assert "Er is niets om over te nemen." in response.content.decode()
    assert "import_confirm_form" not in response.content.decode()


def test_what_is_shown_is_done_once_it_is_agreed_to(curator, practice, sheet):
    work = ConceptFactory(slug="werk", scheme=practice.concepts.first().scheme)
    for title, value in {
        "Titel": "Eropaf 2",
        "Aanpak": "Alleen luisteren.",
        "Thema": "stress; Werk",
        "Gemeenten": "GOES",
        "Organisaties": "Nieuwe stichting",
        "Begonnen in": "2023",
        "Loopt het nog": "Onbekend",
        "Beoordeeld op": "6-1-2026",
        "Opnieuw nakijken vóór": date(2098, 1, 5),
        "Kosten": 100,
    }.items():
        put(sheet, 2, title, value)
    shown = send(curator, saved(sheet))
    before = Practice.objects.get()

    response = agree(curator, shown)

    assert before.title == "Eropaf"
    assert changes(shown) == [
        (2, "Titel", "Eropaf", "Eropaf 2"),
        (2, "Thema", "schulden; stress", "stress; werk"),
        (2, "Gemeenten", "Goes; Zeist", "Goes"),
        (2, "Organisaties", "Stichting A; B", "Nieuwe stichting"),
        (2, "Begonnen in", "2024", "2023"),
        (2, "Loopt het nog", "lopend", "onbekend"),
        (2, "Aanpak", "Eerst luisteren.\nDan helpen.", "Alleen luisteren."),
        (2, "Kosten", "", "100"),
        (2, "Beoordeeld op", "05-01-2026", "06-01-2026"),
        (2, "Opnieuw nakijken vóór", "05-01-2099", "05-01-2098"),
    ]
    assert [str(message) for message in response.context["messages"]] == ["1 rij verwerkt."]
    now = Practice.objects.get()
    assert (now.title, now.body, now.started_year) == ("Eropaf 2", "Alleen luisteren.", 2023)
    assert (now.review_by, now.cost_note, now.run_state) == (date(2098, 1, 5), "100", "unknown")
    rows = ConceptAssignment.objects.filter(content_object=now).order_by("pk")
    assert [row.tag.slug for row in rows] == ["stress", "werk"]
    assert [str(place) for place in now.municipalities.all()] == ["Goes"]
    assert Organisation.objects.filter(name="Nieuwe stichting").exists()
    assert (now.edit_version, now.status) == (before.edit_version + 1, before.status)
    assert work.assignments.count() == 1
    assert now.results == "=1+1\nTwee"


def test_row_without_a_known_address_becomes_a_draft(curator):
    ConceptFactory(slug="schulden")
    file = made(
        ["Adres", "Titel", "Samenvatting", "Thema"],
        [None, "Samen aan tafel", "Kort.", "schulden"],
        ["eigen-adres", "Nog een", "Kort.", None],
        [None, None, None, None],
    )

    agree(curator, send(curator, file))

    found = Practice.objects.order_by("pk").values_list("slug", "title", "status", "theme_count")
    assert list(found) == [
        ("samen-aan-tafel", "Samen aan tafel", "draft", 1),
        ("eigen-adres", "Nog een", "draft", 0),
    ]


def test_all_faults_are_told_at_once_by_row_and_column(curator, practice, sheet):
    for title, value in {
        "Titel": "T" * 161,
        "Thema": "schulde",
        "Gemeenten": "Atlantis",
        "Begonnen in": "ooit",
        "Loopt het nog": "misschien",
        "Beoordeeld op": "31-02-2026",
        "Bronnen": "https://anders.example",
        "Kosten": "=1+1",
    }.items():
        put(sheet, 2, title, value)
    put(sheet, 3, "Samenvatting", "Zonder titel en adres.")

    response = send(curator, saved(sheet))

    assert response.status_code == 422
    told = {(row, column): message for row, column, message in faults(response)}
    assert told[2, "Thema"] == "“schulde” is geen begrip uit deze lijst; bedoelt u “schulden”?"
    assert told[2, "Gemeenten"] == "“Atlantis” kennen wij niet"
    assert told[2, "Begonnen in"] == "“ooit” is geen jaartal"
    assert told[2, "Loopt het nog"].startswith("“misschien” is geen keuze")
    assert told[2, "Beoordeeld op"] == "“31-02-2026” is geen datum, zoals 31-12-2026"
    assert told[2, "Bronnen"].startswith("deze kolom kunt u hier niet wijzigen")
    assert told[2, "Kosten"] == "hier staat een formule; zet er de uitkomst neer"
    assert {row for row, _column in told} == {2, 3}
    assert "import_confirm_form" not in response.content.decode()
    assert Practice.objects.get().title == "Eropaf"


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("Titel", "T" * 161, "titel is 161 tekens lang; er passen er 160"),
        ("Titel", None, "titel: Dit veld kan niet leeg zijn"),
        ("Gestopt in", 1999, "Het einde ligt vóór het begin."),
        ("Thema", None, "een gepubliceerd voorbeeld heeft een thema"),
        ("Bewijs", "niet beoordeeld", "Zeg wie het bewijs beoordeelde"),
    ],
)
def test_row_that_breaks_a_rule_is_refused(curator, sheet, column, value, message):
    put(sheet, 2, column, value)

    response = send(curator, saved(sheet))

    assert message in " ".join(told for _row, _column, told in faults(response))


@pytest.mark.parametrize("column", ["Opnieuw nakijken vóór", "Thema", "Samenvatting"])
def test_published_practice_stays_complete(curator, client, column):
    practice = PracticeFactory(status="draft", concepts=[ConceptFactory()])
    SourceFactory(item=practice)
    practice.refresh_from_db()
    practice.status, practice.content_digest, practice.curator = "published", "", UserFactory()
    practice.save()
    sheet = opened(client.get(EXPORT))
    put(sheet, 2, column, None)

    response = send(curator, saved(sheet))

    assert response.status_code == 422
    assert {fault[:2] for fault in faults(response)} == {(2, column)}


@pytest.mark.parametrize(
    ("titles", "message"),
    [
        (["Titel"], "De kolom “Adres” ontbreekt."),
        (["Adres", "Titel", "Titel"], "Deze kolom staat er twee keer."),
        (["Adres", "Titels"], "Deze kolom kennen wij niet; bedoelt u “Titel”?"),
        (["Adres", None, "Titel"], "Deze kolom heeft geen naam."),
    ],
)
def test_columns_that_make_no_sense_are_told(curator, titles, message):
    response = send(curator, made(titles, ["x"] * len(titles)))

    [(row, _column, told)] = faults(response)
    assert row == 1
    assert told.startswith(message)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["eropaf", "Een"], ["eropaf", "Twee"]], "Dit adres staat ook op rij 2."),
        ([[None, "Eropaf"]], "Er is al iets met het adres “eropaf”."),
        ([["insturen", "Een"]], "Er is al iets met het adres “insturen”."),
        ([["Geen Adres!", "Een"]], "geldige"),
    ],
)
def test_address_that_cannot_be_is_told(curator, practice, rows, message):
    response = send(curator, made(["Adres", "Titel"], *rows))

    assert any(message in told for _row, _column, told in faults(response))


def test_nothing_is_done_when_something_changed_meanwhile(curator, practice, sheet):
    put(sheet, 2, "Titel", "Eropaf 2")
    shown = send(curator, saved(sheet))
    Practice.objects.update(title="Intussen anders")

    response = curator.post(PAGE, filled_in(shown, "import_confirm_form"))

    assert response.status_code == 422
    assert "Er is intussen iets veranderd" in response.content.decode()
    assert changes(response) == [(2, "Titel", "Intussen anders", "Eropaf 2")]
    assert Practice.objects.get().title == "Intussen anders"
    agree(curator, response)
    assert Practice.objects.get().title == "Eropaf 2"


def test_agreeing_twice_does_it_once(curator, practice, sheet):
    put(sheet, 2, "Titel", "Eropaf 2")
    shown = send(curator, saved(sheet))
    agree(curator, shown)

    response = curator.post(PAGE, filled_in(shown, "import_confirm_form"))

    assert response.status_code == 422
    assert "Er is niets om over te nemen." in response.content.decode()
    assert Practice.objects.get().edit_version == 2


@pytest.mark.parametrize("token", ["", "nonsense", "eyJ4IjoxfQ:1:x"])
def test_token_that_is_not_ours_does_nothing(curator, practice, token):
    response = curator.post(PAGE, {"token": token}, follow=True)

    [message] = response.context["messages"]
    assert str(message) == "Deze controle is verlopen. Stuur het bestand opnieuw."


def test_token_of_somebody_else_does_nothing(curator, practice, sheet):
    put(sheet, 2, "Titel", "Eropaf 2")
    sent = filled_in(send(curator, saved(sheet)), "import_confirm_form")
    curator.force_login(UserFactory(is_staff=True, is_superuser=True))

    response = curator.post(PAGE, sent, follow=True)

    assert "iemand anders" in response.content.decode()
    assert Practice.objects.get().title == "Eropaf"


def zipped(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("lijst.csv", b"a;b", "Kies een bestand dat eindigt op .xlsx."),
        ("lijst.xlsx", b"", "Dit bestand is leeg."),
        ("lijst.xlsx", b"geen zip", "Dit is geen Excel-bestand (.xlsx)."),
        ("lijst.xlsx", zipped(a="b"), "Dit is geen leesbaar Excel-bestand (.xlsx)."),
        ("lijst.xlsx", b"x" * 5_000_001, "Dit bestand is groter dan 5 MB. Deel het op."),
        ("lijst.xlsx", zipped(a="0" * 30_000_000), "uitgepakt te groot"),
        ("lijst.xlsx", zipped(**{f"p{n}": "" for n in range(201)}), "uitgepakt te groot"),
    ],
)
def test_file_that_is_no_workbook_is_refused(curator, name, content, message):
    response = send(curator, SimpleUploadedFile(name, content))

    assert response.status_code == 422
    assert message in response.content.decode()


def test_no_file_is_told(curator):
    response = curator.post(PAGE, {})

    assert (response.status_code, "Kies een bestand." in response.content.decode()) == (422, True)


def test_workbook_that_explodes_is_refused(curator, sheet):
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x ['
        '<!ENTITY a0 "aaaaaaaaaa">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
        + ']><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<sheetData><row><c t='inlineStr'><is><t>&a8;</t></is></c></row></sheetData></worksheet>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(saved(sheet)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            is_sheet = name == "xl/worksheets/sheet1.xml"
            new.writestr(name, bomb if is_sheet else old.read(name))

    response = send(curator, SimpleUploadedFile("lijst.xlsx", file.getvalue()))

    assert response.status_code == 422
    assert "Dit is geen leesbaar Excel-bestand (.xlsx)." in response.content.decode()


def test_many_rows_are_for_the_command(curator):
    rows = [[None, f"Voorbeeld {number}"] for number in range(201)]

    response = send(curator, made(["Adres", "Titel"], *rows))

    assert "manage.py import_practices" in response.content.decode()
    assert "import_confirm_form" not in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_reading_asks_as_much_for_many_rows(curator, django_assert_max_num_queries, count):
    for _number in range(count):
        PracticeFactory(municipalities=[MunicipalityFactory()])
    sheet = opened(curator.get(EXPORT))
    put(sheet, 2, "Kosten", "10 euro")  # each row that changes is looked at by the database too

    with django_assert_max_num_queries(20) as queries:
        send(curator, saved(sheet))

    assert not [q for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


@pytest.mark.parametrize(
    ("permissions", "status"),
    [
        (["change_practice", "view_practice"], 403),
        (["add_practice", "view_practice"], 403),
        (["add_practice", "change_practice", "view_practice"], 200),
    ],
)
def test_only_who_may_add_and_change_imports(client, permissions, status):
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)

    assert client.get(PAGE).status_code == status
    assert (PAGE in client.get(LIST).content.decode()) is (status == 200)
    posted = client.post(PAGE, {"token": "x"})
    assert posted.status_code == (302 if status == 200 else 403)


def test_stranger_is_sent_to_log_in(client):
    assert client.get(PAGE).status_code == 302


# The command --------------------------------------------------------------


def run(path, *args):
    out = io.StringIO()
    call_command("import_practices", str(path), *args, stdout=out)
    return out.getvalue().splitlines()


def test_command_tells_and_writes(practice, sheet, tmp_path):
    put(sheet, 2, "Kosten", "10 euro")
    path = tmp_path / "lijst.xlsx"
    path.write_bytes(saved(sheet).read())

    with CaptureQueriesContext(connection) as queries:
        trial = run(path, "--dry-run")
    done, again = run(path), run(path)

    assert not [q for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert trial == [
        "rij 2: eropaf (gewijzigd)",
        "    Kosten: (leeg) → 10 euro",
        "0 nieuw, 1 gewijzigd, 0 ongewijzigd.",
        "Er is niets geschreven: dit was een proef.",
    ]
    assert done[-1] == "1 rijen geschreven."
    assert again == ["0 nieuw, 0 gewijzigd, 1 ongewijzigd."]
    assert KnowledgeItem.objects.get().as_kind().cost_note == "10 euro"


def test_command_refuses_with_all_faults(tmp_path):
    path = tmp_path / "lijst.xlsx"
    path.write_bytes(made(["Adres", "Titel"], ["x", None], ["Y!", "b"]).read())

    with pytest.raises(CommandError) as error:
        run(path)

    *told, total = str(error.value).splitlines()
    assert "rij 2, Titel: titel: Dit veld kan niet leeg zijn" in told
    assert any(line.startswith("rij 3, Adres: ") for line in told)
    assert total == f"{len(told)} fouten; er is niets geschreven."
    with pytest.raises(CommandError, match="niet te lezen"):
        run(tmp_path / "weg.xlsx")
