"""What a list shows goes out as a file, and nothing in it is ever a formula."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from knowledge.exporting import BATCH, Column, write_xlsx
from knowledge.models import KnowledgeItem
from practices.models import Practice
from tests.factories import (
    ConceptFactory,
    MunicipalityFactory,
    PracticeFactory,
    PublicationFactory,
    SourceFactory,
)
from tests.pages import parse
from tests.spreadsheets import opened, table

pytestmark = pytest.mark.django_db

XLSX, CSV = "/praktijkvoorbeelden/export.xlsx", "/praktijkvoorbeelden/export.csv"
DAY = datetime(2026, 1, 5)  # noqa: DTZ001 -- a cell has no time zone
DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1"]


def lines(response):
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_file_has_all_facts_in_columns_with_their_own_sort_of_value(client):
    practice = PracticeFactory(
        slug="eropaf",
        title="Eropaf",
        body="<p>Eerst <strong>luisteren</strong>.</p><p>Dan helpen.</p>",
        concepts=[ConceptFactory(slug="schulden"), ConceptFactory(slug="stress")],
        municipalities=[MunicipalityFactory(name="Zeist"), MunicipalityFactory(name="Goes")],
        published_at=datetime(2026, 1, 4, 23, 30, tzinfo=UTC),
    )
    SourceFactory(item=practice, url="https://bron.example/1")

    response = client.get(XLSX)

    sheet = opened(response)
    [row] = table(sheet)
    assert row["Adres"] == "eropaf"
    assert row["Aanpak"] == "Eerst luisteren.\nDan helpen."
    assert row["Thema"] == "schulden; stress"
    assert row["Gemeenten"] == "Goes; Zeist"
    assert row["Begonnen in"] == 2024
    assert row["Loopt het nog"] == "lopend"
    assert row["Nagekeken op"] == DAY
    assert row["Gepubliceerd op"] == DAY
    assert row["Bronnen"] == "https://bron.example/1"
    assert row["Webadres"] == "http://testserver/praktijkvoorbeelden/eropaf/"
    assert row["Wie"] is None
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(2, sheet.max_column).coordinate}"
    assert sheet.column_dimensions["B"].width > 30
    assert not any(cell.hyperlink for line in sheet.iter_rows() for cell in line)


def test_file_is_named_after_the_list_and_the_day(client):
    responses = [client.get(url) for url in (XLSX, CSV)]

    assert all(response.getvalue() for response in responses)
    headers = [response["Content-Disposition"] for response in responses]
    name = f"praktijkvoorbeelden-{timezone.localdate().isoformat()}"
    assert headers == [f'attachment; filename="{name}.{end}"' for end in ("xlsx", "csv")]


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_looks_like_a_formula_stays_text(client, text):
    PracticeFactory(slug="voorbeeld")
    # as if it came from before texts were cleaned
    Practice.objects.update(title=text, cost_note=text)

    cells = [cell for cell in opened(client.get(XLSX))[2] if "1" in str(cell.value)]
    [line] = lines(client.get(CSV))

    assert "f" not in {cell.data_type for cell in cells}
    assert [cell.data_type for cell in cells if text.strip() in str(cell.value)] == ["s", "s"]
    assert line["Titel"] == f"'{text}"
    assert line["Kosten"] == f"'{text}"


def test_csv_opens_with_dutch_settings(client):
    PracticeFactory(title='Eén; "twee"')

    response = client.get(CSV)
    content = response.getvalue()

    assert content.startswith(b"\xef\xbb\xbfAdres;Titel;Samenvatting;")
    assert response["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize("url", [XLSX, CSV])
def test_file_has_what_the_list_has_in_its_order(client, url):
    debts = ConceptFactory(slug="schulden")
    for title in ("Zon", "Aan", "Mee"):
        PracticeFactory(title=title, concepts=[debts])
    PracticeFactory(title="Anders")
    asked = {"thema": "schulden", "sorteer": "titel", "pagina": "9", "spook": "x"}

    response = client.get(url, asked)

    rows = table(opened(response)) if url == XLSX else lines(response)
    assert [row["Titel"] for row in rows] == ["Aan", "Mee", "Zon"]


@pytest.mark.parametrize("url", [XLSX, CSV])
def test_file_has_only_what_is_published(client, url):
    for status in KnowledgeItem.Status:
        PracticeFactory(title=status, status=status)
    PracticeFactory(title="later", published_at=datetime(2099, 1, 1, tzinfo=UTC))

    response = client.get(url)

    rows = table(opened(response)) if url == XLSX else lines(response)
    assert [row["Titel"] for row in rows] == ["published"]


@pytest.mark.parametrize("url", [XLSX, CSV])
@pytest.mark.parametrize("count", [1, 3])
def test_file_query_count_is_constant_and_nothing_is_written(
    client, django_assert_max_num_queries, url, count
):
    for number in range(count):
        SourceFactory(
            item=PracticeFactory(
                concepts=[ConceptFactory()], municipalities=[MunicipalityFactory()]
            )
        )
        assert number < BATCH

    with django_assert_max_num_queries(21) as queries:
        client.get(url).getvalue()

    writes = ("INSERT", "UPDATE", "DELETE")
    assert [query["sql"] for query in queries if query["sql"].startswith(writes)] == []


def test_file_is_kept_by_nobody_and_asked_for_with_get_only(client):
    response = client.get(CSV)

    assert response["Cache-Control"] == "no-store"
    assert client.post(CSV).status_code == 405


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_list_links_to_its_own_files_also_when_it_is_swapped(client, headers):
    PracticeFactory(concepts=[ConceptFactory(slug="schulden")])

    page = parse(client.get("/praktijkvoorbeelden/?thema=schulden&sorteer=titel", headers=headers))

    [part] = page.all("p", data_downloads=True)
    assert [(link.text, link["href"]) for link in part.all("a")] == [
        ("Excel", f"{XLSX}?thema=schulden&sorteer=titel"),
        ("CSV", f"{CSV}?thema=schulden&sorteer=titel"),
    ]


@pytest.mark.parametrize("url", ["/praktijkvoorbeelden/?thema=spook&q=zzzz", "/zoeken/?q=rust"])
def test_list_that_has_no_file_or_nothing_in_it_links_to_none(client, url):
    assert "data-downloads" not in client.get(url).content.decode()


@pytest.mark.parametrize("end", ["xlsx", "csv"])
def test_publications_go_out_as_well(client, end):
    publication = PublicationFactory(title="Rust", concepts=[ConceptFactory(slug="schulden")])
    SourceFactory(item=publication)

    response = client.get(f"/kennis/export.{end}?thema=schulden")

    [row] = table(opened(response)) if end == "xlsx" else lines(response)
    assert (row["Titel"], row["Thema"], row["Soort"]) == ("Rust", "schulden", "onderzoek")


def test_workbook_takes_rows_as_they_come():
    columns = [Column("Getal", lambda number: number)]
    taken = []

    def rows():
        for number in range(3):
            taken.append(number)
            yield [number]

    file = io.BytesIO()
    write_xlsx(file, columns, rows(), title="Lijst")

    assert taken == [0, 1, 2]
    assert file.getvalue().startswith(b"PK")
