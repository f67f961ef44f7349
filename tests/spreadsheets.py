"""Spreadsheets as people open, change and save them."""

import io

from openpyxl import Workbook, load_workbook


def opened(response):
    """Return the sheet in an answer."""
    return load_workbook(io.BytesIO(response.getvalue())).active


def table(sheet):
    """Return the rows as dicts by title."""
    titles, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(titles, row, strict=True)) for row in rows]


def saved(sheet, name="lijst.xlsx"):
    file = io.BytesIO()
    sheet.parent.save(file)
    file.seek(0)
    file.name = name
    return file


def made(titles, *rows):
    """Return a file with these titles and rows."""
    sheet = Workbook().active
    for row in (titles, *rows):
        sheet.append(row)
    return saved(sheet)


def put(sheet, row, title, value):
    """Write in the cell at the number of a row, under a title."""
    [column] = [cell.column for cell in sheet[1] if cell.value == title]
    sheet.cell(row, column).value = value
