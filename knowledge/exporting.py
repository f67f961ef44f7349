"""A list as a file for a spreadsheet: what is asked of the list is asked of the file."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import batched
from tempfile import TemporaryFile
from typing import IO, Any, ClassVar

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.generic import View

from knowledge.lists import KnowledgeListView
from knowledge.metadata import absolute
from knowledge.models import KnowledgeItemQuerySet
from knowledge.sheets import XLSX, Cell, workbook

# Read together: as many queries for each batch, whatever stands in it.
BATCH = 500
# A spreadsheet that opens the file would take what begins so for a formula.
_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column:
    """One fact of each item; ``width`` is in characters."""

    title: str
    read: Callable[[Any], Cell]
    width: int = 20


class ExportView(View):
    """The file of a list; ``form`` is "xlsx" or "csv", ``name`` stands in that of the file."""

    list_view: ClassVar[type[KnowledgeListView]]
    queryset: ClassVar[KnowledgeItemQuerySet]
    columns: ClassVar[Sequence[Column]]
    name: ClassVar[str]
    form = "xlsx"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = self.list_view()
        asked.setup(request)
        pks = asked.numbers(0, asked.found.bit_count())
        columns = [*self.columns, _address_column(request)]
        rows = _rows(self.queryset, pks, columns)
        filename = f"{self.name}-{timezone.localdate():%Y-%m-%d}.{self.form}"
        response: FileResponse | StreamingHttpResponse
        if self.form == "csv":
            lines = csv_lines([column.title for column in columns], rows)
            response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
            response["Content-Disposition"] = f'attachment; filename="{filename}"'
        else:
            file = TemporaryFile()  # noqa: SIM115 -- closed with the response
            write_xlsx(file, columns, rows, title=self.name.capitalize())
            file.seek(0)
            response = FileResponse(file, as_attachment=True, filename=filename, content_type=XLSX)
        # A file for one moment and one person: nothing to keep or to find.
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response


def joined(names: Iterable[object]) -> str:
    """Return several names as one cell."""
    return "; ".join(map(str, names))


def csv_lines(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Yield a file as Excel opens it with Dutch settings, a batch of lines at a time."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield b"\xef\xbb\xbf" + _line(writer, titles)
    for batch in batched(rows, 100):
        yield b"".join(_line(writer, row) for row in batch)


def write_xlsx(
    file: IO[bytes], columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, title: str
) -> None:
    """Write a workbook with one sheet."""
    with workbook(file) as book:
        book.add(title, [(column.title, column.width) for column in columns], rows)


class _Echo:
    """A file that hands back what is written."""

    def write(self, line: str) -> str:
        return line


def _line(writer: Any, row: Sequence[Cell]) -> bytes:
    line: str = writer.writerow([_plain(value) for value in row])
    return line.encode()


def _plain(value: Cell) -> str | int | Decimal:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, str) and value.startswith(_LIKE_A_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _rows(
    queryset: KnowledgeItemQuerySet, pks: Iterable[int], columns: Sequence[Column]
) -> Iterator[list[Cell]]:
    for batch in batched(pks, BATCH):
        found = queryset.in_bulk(batch)
        # one may have been taken back since the list was made
        for item in (found[pk] for pk in batch if pk in found):
            yield [column.read(item) for column in columns]


def _address_column(request: HttpRequest) -> Column:
    return Column("Webadres", lambda item: absolute(request, item.get_absolute_url()), 40)
