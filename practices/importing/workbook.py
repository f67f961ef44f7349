"""Reads an Excel file that somebody sends, having looked first whether that is safe."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from search.text import clean

MOST_BYTES = 5_000_000
# A workbook has some dozens of parts; ours unpacks to ten times its size.
MOST_PARTS = 200
MOST_UNPACKED = 80_000_000
MOST_SQUEEZED = 100
MOST_COLUMNS = 60
SMALL = 1_000_000


class WorkbookError(Exception):
    """The file cannot be read; the text tells an editor why."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a cell says: text, a whole number or a day, None when empty; ``fault`` if none."""

    value: str | int | date | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row by its number in the sheet; ``cells`` are by the title of their column."""

    number: int
    cells: dict[str, Given]


def read(file: IO[bytes], *, most: int) -> tuple[list[str], list[Row]]:
    """
    Return the titles of the columns and the rows that say something.

    Raise WorkbookError where the file is none, is unsafe, or has more than ``most`` rows.
    """
    # Not at every start: with xlsxwriter, reading it takes a third of the time of one.
    from openpyxl import load_workbook  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    _refuse_unsafe(file)
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        lines = sheet.iter_rows(max_row=most + 2, max_col=MOST_COLUMNS)
        titles = [clean(str(cell.value or "")) for cell in next(lines, ())]
        rows = list(_rows(titles, lines))
    except (
        *(BadZipFile, InvalidFileException, ParseError, KeyError, IndexError, ValueError),
        *(TypeError, AttributeError, OSError, EOFError),
    ) as error:
        # a file can be broken in as many ways as openpyxl has lines
        raise WorkbookError("Dit is geen leesbaar Excel-bestand (.xlsx).") from error
    if any(row.number > most + 1 for row in rows):
        raise WorkbookError(f"Dit bestand heeft meer dan {most} rijen. Deel het op.")
    while titles and not titles[-1]:
        titles.pop()
    return titles, rows


def _refuse_unsafe(file: IO[bytes]) -> None:
    """Raise WorkbookError of a file that would fill the memory when it is unpacked."""
    packed = file.seek(0, 2)
    file.seek(0)
    try:
        parts = ZipFile(file).infolist()
    except (BadZipFile, ValueError, OSError) as error:
        raise WorkbookError("Dit is geen Excel-bestand (.xlsx).") from error
    # More than a part says of itself is never unpacked: zipfile stops there.
    unpacked = sum(part.file_size for part in parts)
    is_squeezed = unpacked > SMALL and unpacked > MOST_SQUEEZED * packed
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or is_squeezed:
        raise WorkbookError("Dit bestand is uitgepakt te groot om te lezen.")
    if any(part.flag_bits & 1 for part in parts):
        raise WorkbookError("Dit bestand heeft een wachtwoord. Haal dat eerst weg.")


def _rows(titles: list[str], lines: Iterator[Any]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=2):
        cells = {title: _given(cell) for title, cell in zip(titles, line, strict=False) if title}
        if any(cell.value is not None or cell.fault for cell in cells.values()):
            yield Row(number, cells)


def _given(cell: Any) -> Given:
    if cell.data_type == "f":
        return Given(None, "hier staat een formule; zet er de uitkomst neer")
    if cell.data_type == "e":
        return Given(None, f"hier staat een fout van Excel: {cell.value}")
    return Given(_value(cell.value))


def _value(value: Any) -> str | int | date | None:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) else clean(str(value)) or None
