"""Tables as a file for a spreadsheet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from knowledge.sheets import Cell, workbook
from search.text import clean


@dataclass(frozen=True, slots=True)
class Sheet:
    """``columns`` are titles with their width in characters; numbers in ``rows`` stay numbers."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Cell]]


def to_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """Return ``sheets`` as the content of a .xlsx file."""
    made = BytesIO()
    with workbook(made) as book:
        for sheet in sheets:
            rows = ([_clean(cell) for cell in row] for row in sheet.rows)
            book.add(sheet.name, sheet.columns, rows)
    return made.getvalue()


def _clean(cell: Cell) -> Cell:
    # What people typed is clean already; XML takes no other signs, whoever calls this.
    return clean(cell) if isinstance(cell, str) else cell
