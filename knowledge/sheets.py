"""A workbook for a spreadsheet, in which nothing that people typed is a formula."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

type Cell = str | int | Decimal | date | None

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767  # characters; what Excel has room for
LONGEST_NAME = 31  # likewise, of a sheet
_OPTIONS = {
    # Rows go to disk as they come, so memory stays the same.
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@contextmanager
def workbook(file: IO[bytes]) -> Iterator["Workbook"]:
    """Give a workbook that is written to ``file`` at the end."""
    # Not at every start: with openpyxl, reading it takes a third of the time of one.
    import xlsxwriter  # noqa: PLC0415

    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        yield Workbook(book)


class Workbook:
    def __init__(self, book: Any) -> None:
        self._book = book
        self._head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self._text = book.add_format({"valign": "top", "text_wrap": True})
        self._day = book.add_format({"valign": "top", "num_format": "dd-mm-yyyy"})
        # By the number of decimals.
        self._decimal = [
            book.add_format({"valign": "top", "num_format": form}) for form in ("0", "0.0", "0.00")
        ]

    def add(
        self, name: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]]
    ) -> None:
        """Add a sheet; ``columns`` are titles with their width in characters."""
        sheet = self._book.add_worksheet(name[:LONGEST_NAME])
        sheet.freeze_panes(1, 0)
        for number, (title, width) in enumerate(columns):
            sheet.set_column(number, number, width)
            sheet.write_string(0, number, title, self._head)
        last = 0
        for last, row in enumerate(rows, start=1):
            # else a row grows as high as its longest text
            sheet.set_row(last, 30)
            for number, value in enumerate(row):
                self._write(sheet, last, number, value)
        sheet.autofilter(0, 0, last, len(columns) - 1)

    def _write(self, sheet: Any, row: int, column: int, value: Cell) -> None:
        if isinstance(value, date):
            sheet.write_datetime(row, column, _moment(value), self._day)
        elif isinstance(value, Decimal):
            decimals = -int(value.as_tuple().exponent)
            sheet.write_number(row, column, value, self._decimal[decimals])
        elif isinstance(value, int):
            sheet.write_number(row, column, value, self._text)
        elif value:
            sheet.write_string(row, column, value[:LONGEST_CELL], self._text)


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 -- a cell has no time zone
