"""The same numbers everywhere, and those that follow from what people answered."""

from decimal import Decimal
from io import BytesIO

import docx
import pytest
from openpyxl import load_workbook

from tests.factories.conversation import LETTERS
from tests.tools.conversation.report.measured import (
    KEYS,
    UNKNOWN,
    counts_of,
    material_of,
    mean_of,
    measured,
    tenths,
    theme_mean_of,
    written,
)
from tests.tools.documents.pdf_text import words_of
from tests.tools.documents.sample import faults
from tools.conversation.report.building import document_of
from tools.conversation.report.workbook import sheets_of
from tools.documents.document import Figure, Paragraph, Table
from tools.documents.pdf import to_pdf
from tools.documents.sheets import to_xlsx
from tools.documents.word import to_docx

pytestmark = pytest.mark.django_db


def spread_out(people):
    """Return answers that differ from person to person and statement to statement."""
    choices = (1, 2, 3, 4, UNKNOWN, 2, 3, None, 4)
    return [
        {key: value for place, key in enumerate(KEYS) if (value := _chosen(choices, n, place))}
        | {"f3": UNKNOWN}
        for n in range(people)
    ]


def _chosen(choices, person, place):
    return choices[(person * person + person * place + 2 * place) % len(choices)]


CASES = [
    pytest.param([], id="nobody answered"),
    pytest.param([dict.fromkeys(KEYS, UNKNOWN)] * 4, id="all weet ik niet"),
    pytest.param(spread_out(1), id="one participant"),
    pytest.param([dict.fromkeys(KEYS, 3)] * 6, id="equal scores"),
    pytest.param(spread_out(40), id="40 participants"),
]


@pytest.mark.parametrize("people", CASES)
def test_numbers_are_the_same_everywhere(people):
    material = material_of(measured(people))
    document = document_of(material)
    means = {letter: theme_mean_of(people, letter) for letter in LETTERS}

    in_words = [one.text for one in document.blocks if isinstance(one, Paragraph)]
    in_table = _cells(document, "Gemiddelde per thema")
    per_statement = [
        row
        for one in document.blocks
        if isinstance(one, Table) and one.caption.startswith("Stellingen:")
        for row in one.rows
    ]

    assert [row[1] for row in in_table] == [written(mean) for mean in means.values()]
    assert [row[2] for row in per_statement] == [written(mean_of(people, key)) for key in KEYS]
    assert [_number_in(text) for text in in_words if text.startswith("Gemiddeld ")] == [
        written(mean) for mean in means.values() if mean is not None
    ]
    _agrees_in_pictures(material, document, means)
    _agrees_in_pdf(document, means)
    _agrees_in_word(document, means)
    _agrees_in_sheets(material, people, means)


def test_what_is_about_a_number_is_so_everywhere():
    material = material_of(measured([dict.fromkeys(KEYS, 3)] * 6, is_named=False))
    document = document_of(material)
    book = load_workbook(BytesIO(to_xlsx(sheets_of(material))))

    assert _cells(document, "Gemiddelde per thema")[0][1] == "ongeveer 3"
    assert "A Thema A ongeveer 3" in words_of(to_pdf(document))
    [first, *_others] = list(book["Uitkomst per thema"].iter_rows(min_row=2, values_only=True))
    assert first[:3] == ("A Thema A", 3, "ongeveer")
    statement = next(book["Per stelling"].iter_rows(min_row=2, values_only=True))
    assert statement[3:9] == ("niet te tonen",) * 6


def _cells(document, caption):
    [table] = [one for one in document.blocks if isinstance(one, Table) and one.caption == caption]
    return table.rows


def _number_in(text):
    return text.removeprefix("Gemiddeld ").partition(":")[0]


def _agrees_in_pictures(material, document, means):
    pictures = [one for one in document.blocks if isinstance(one, Figure)]
    if not any(means.values()):
        assert pictures == [] or all("Wie koos wat" in one.caption for one in pictures)
        return
    dots, [plot] = material.shown.strips, [one for one in pictures if one.alt.startswith("Stip")]
    known = {letter: mean for letter, mean in means.items() if mean is not None}
    for letter, mean in known.items():
        assert f"samen {written(mean)}" in _said_of(plot.alt, letter)
    drawn = {
        row.theme.letter: mark.value for row in dots.rows for mark in row.marks if not dots.compares
    }
    assert all(drawn[letter] == mean for letter, mean in known.items() if drawn)


def _said_of(alt, letter):
    return next(part for part in alt.split(". ") if f"Thema {letter}:" in part)


def _agrees_in_pdf(document, means):
    pdf = to_pdf(document)
    words = words_of(pdf)

    assert faults(pdf) == []
    for letter, mean in means.items():
        assert f"{letter} Thema {letter} {written(mean)}" in words


def _agrees_in_word(document, means):
    file = docx.Document(BytesIO(to_docx(document)))
    tables = [[[cell.text for cell in row.cells] for row in one.rows] for one in file.tables]

    [rows] = [rows for header, *rows in tables if header[:2] == ["Thema", "Gemiddeld"]]
    assert [row[1] for row in rows] == [written(mean) for mean in means.values()]


def _agrees_in_sheets(material, people, means):
    book = load_workbook(BytesIO(to_xlsx(sheets_of(material))))
    themes = [row[1] for row in book["Uitkomst per thema"].iter_rows(min_row=2, values_only=True)]
    statements = list(book["Per stelling"].iter_rows(min_row=2, values_only=True))

    assert [_decimal(value) for value in themes] == [tenths(mean) for mean in means.values()]
    for key, row in zip(KEYS, statements, strict=True):
        assert list(row[3:9]) == counts_of(people, key)
        assert _decimal(row[9]) == tenths(mean_of(people, key))


def _decimal(value):
    return None if value is None else Decimal(str(value)).quantize(Decimal("0.1"))
