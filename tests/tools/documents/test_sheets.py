from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tools.documents.sheets import Sheet, to_xlsx

HOSTILE = ("=1+1", "+31", "-x", "@SUM(A1)", "https://kp.example/", "007", "{=A1}")
SHEETS = [
    Sheet(
        "Uitkomst per thema",
        [("Thema", 40), ("Gemiddeld", 12), ("Dag", 12)],
        [
            ("A Visie", Decimal("2.6"), date(2027, 3, 28)),
            ("B Zicht 🙂", 3, None),
            ("Niets\x07\ufeff", "niet te tonen", None),
        ],
    ),
    Sheet("Wat mensen typen", [("Tekst", 20)], [(text,) for text in HOSTILE]),
    Sheet("Leeg, en met een naam die veel te lang is", [("Tekst", 20)], []),
]


@pytest.fixture(scope="module")
def book():
    return load_workbook(BytesIO(to_xlsx(SHEETS)))


def test_numbers_and_days_are_not_texts(book):
    _titles, first, second, third = book["Uitkomst per thema"].iter_rows()

    assert [cell.value for cell in second[:2]] == ["B Zicht 🙂", 3]
    assert (first[1].value, first[1].number_format) == (2.6, "0.0")
    assert first[2].value.date() == date(2027, 3, 28)
    assert [cell.value for cell in third] == ["Niets", "niet te tonen", None]


def test_what_is_typed_is_never_a_formula(book):
    cells = [row[0] for row in book["Wat mensen typen"].iter_rows(min_row=2)]

    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [
        (text, "s", None) for text in HOSTILE
    ]


def test_every_sheet_has_titles_that_stay_in_view(book):
    assert book.sheetnames == [
        "Uitkomst per thema",
        "Wat mensen typen",
        "Leeg, en met een naam die veel ",
    ]
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert book["Uitkomst per thema"].column_dimensions["A"].width == pytest.approx(40, abs=1)
