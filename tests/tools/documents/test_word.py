import os
import shutil
import subprocess
import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from tests.tools.documents.sample import SAMPLE
from tools.documents.document import Bars, Document, Table
from tools.documents.word import to_docx

SAMPLE_TABLES = [block for block in SAMPLE.blocks if isinstance(block, Table | Bars)]


@pytest.fixture(scope="module")
def content():
    return to_docx(SAMPLE)


def test_word_file_has_real_headings(content):
    file = docx.Document(BytesIO(content))

    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in file.paragraphs
        if paragraph.style.name.startswith(("Title", "Heading"))
    ]
    assert headings == [
        ("Title", "Door welke bril kijken wij?"),
        ("Heading 1", "Streep aan"),
        ("Heading 2", "Welke bril komt het vaakst voor?"),
        ("Heading 3", "Jij"),
        ("Heading 1", "Lang"),
    ]
    assert file.core_properties.title == SAMPLE.title


def test_title_longer_than_word_keeps_of_it_is_whole_on_the_page():
    file = docx.Document(BytesIO(to_docx(Document(title="lang " * 80))))

    assert len(file.core_properties.title) == 255
    assert file.paragraphs[0].text == ("lang " * 80).strip()


def test_footer_counts_the_pages(content):
    [section] = docx.Document(BytesIO(content)).sections

    fields = section.footer.part.element.iter(qn("w:fldSimple"))
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]


def test_word_file_is_dutch_everywhere(content):
    with zipfile.ZipFile(BytesIO(content)) as parts:
        styles = parts.read("word/styles.xml").decode()

    assert 'w:val="nl-NL"' in styles
    assert "en-US" not in styles


def test_first_row_of_a_table_comes_back_on_every_page(content):
    with zipfile.ZipFile(BytesIO(content)) as parts:
        body = parts.read("word/document.xml").decode()

    headers = [row for row in body.split("<w:tr>")[1:] if "w:tblHeader" in row]
    assert ["Stelling" in headers[0], len(headers)] == [True, len(SAMPLE_TABLES)]


def test_what_is_filled_in_on_paper_has_boxes_and_room(content):
    file = docx.Document(BytesIO(content))

    assert "☐ Gedaan" in [paragraph.text for paragraph in file.paragraphs]
    assert [row.height is not None for row in file.tables[2].rows] == [False, True, True]


def test_contents_are_a_field_that_word_fills_in(content):
    [field] = docx.Document(BytesIO(content)).element.body.iter(qn("w:fldSimple"))

    assert field.get(qn("w:instr")).startswith("TOC")


def test_libreoffice_opens_it_and_makes_a_pdf(content, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("LibreOffice ontbreekt: installeer libreoffice-writer-nogui.")
        pytest.skip("zonder LibreOffice is niet te zien of het Word-bestand opent")
    (tmp_path / "verslag.docx").write_bytes(content)

    subprocess.run(
        [
            office,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            tmp_path,
            tmp_path / "verslag.docx",
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )

    made = (tmp_path / "verslag.pdf").read_bytes()
    assert made.startswith(b"%PDF")
    assert b"nl-NL" in made
