import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from tests.tools.documents.office import opened
from tests.tools.documents.sample import PICTURE, SAMPLE
from tools.documents.document import Bars, Document, Table
from tools.documents.word import WIDTH, to_docx

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


def test_columns_have_their_shares(content):
    table = docx.Document(BytesIO(content)).tables[0]

    assert [cell.width / WIDTH for cell in table.rows[1].cells] == pytest.approx([0.75, 0.25], 0.01)


def test_contents_are_a_field_that_word_fills_in(content):
    [field] = docx.Document(BytesIO(content)).element.body.iter(qn("w:fldSimple"))

    assert field.get(qn("w:instr")).startswith("TOC")


def test_picture_is_there_with_its_alternative(content):
    file = docx.Document(BytesIO(content))

    [picture] = file.inline_shapes
    [named] = file.element.body.iter(qn("wp:docPr"))
    assert (named.get("descr"), picture.width) == (PICTURE.alt, WIDTH)
    with zipfile.ZipFile(BytesIO(content)) as parts:
        assert parts.read("word/media/image1.png").startswith(b"\x89PNG")


def test_libreoffice_opens_it_and_makes_a_pdf(content, tmp_path):
    [made] = opened({"verslag.docx": content}, tmp_path)

    assert made.startswith(b"%PDF")
    assert b"nl-NL" in made
