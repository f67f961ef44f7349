"""A document as a Word file, with real headings and the Dutch language."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as WordFile
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor

from search.text import clean
from tools.documents.document import (
    Bars,
    Block,
    Bullets,
    Contents,
    Document,
    Figure,
    Heading,
    Link,
    Note,
    PageBreak,
    Paragraph,
    Table,
    WriteSpace,
)
from tools.documents.picture import to_png
from tools.documents.texts import rewritten

LANGUAGE = "nl-NL"
BRAND = RGBColor(0x12, 0x50, 0x4D)
SOFT = RGBColor(0x4B, 0x56, 0x57)
HONEY_TINT = "FDF0D3"
BRAND_TINT = "E1EEEA"
A4 = (Cm(21), Cm(29.7))
MARGIN, WIDTH = Cm(2.2), Cm(16.6)
LINE = Cm(0.8)
LONGEST_PROPERTY = 255  # of Word itself


def to_docx(document: Document) -> bytes:
    """Return ``document`` as the content of a .docx file."""
    # What people typed is clean already; XML takes no other signs, whoever calls this.
    document = rewritten(document, clean)
    file = docx.Document()
    _set_up(file, document)
    file.add_heading(document.title, level=0)
    if document.subtitle:
        file.add_paragraph(document.subtitle, style="Subtitle")
    for block in document.blocks:
        _ADD[type(block)](file, block)
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def _set_up(file: WordFile, document: Document) -> None:
    file.core_properties.title = document.title[:LONGEST_PROPERTY]
    file.core_properties.author = "Kennisplaats"
    file.core_properties.language = LANGUAGE
    file.core_properties.comments = ""
    section = file.sections[0]
    section.page_width, section.page_height = A4
    section.left_margin = section.right_margin = MARGIN
    _footer(section.footer.paragraphs[0], document.footer)
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    _speak_dutch(file)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        file.styles[name].font.color.rgb = BRAND
    # Word's own light blue is too light to read on white.
    for name in ("Subtitle", "Caption"):
        file.styles[name].font.color.rgb = SOFT


def _footer(paragraph: Any, text: str) -> None:
    paragraph.add_run(f"{text} · bladzijde " if text else "Bladzijde ")
    _field(paragraph, "PAGE", "1")
    paragraph.add_run(" van ")
    _field(paragraph, "NUMPAGES", "1")


def _field(paragraph: Any, what: str, until_then: str) -> None:
    """Add what only Word knows, with what to show until it is asked."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), what)
    field.append(paragraph.add_run(until_then)._r)  # noqa: SLF001 -- python-docx has no fields
    paragraph._p.append(field)  # noqa: SLF001


def _speak_dutch(file: WordFile) -> None:
    """Set the language where all styles take it from, so that no part is read as English."""
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
        language.set(qn("w:eastAsia"), LANGUAGE)


def _heading(file: WordFile, block: Heading) -> None:
    file.add_heading(block.text, level=block.level)


def _paragraph(file: WordFile, block: Paragraph) -> None:
    file.add_paragraph(block.text)


def _link(file: WordFile, block: Link) -> None:
    paragraph = file.add_paragraph()
    target = file.part.relate_to(block.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    run = paragraph.add_run(block.text)
    run.font.underline, run.font.color.rgb = True, BRAND
    link.append(run._r)  # noqa: SLF001 -- python-docx has no hyperlinks of its own
    paragraph._p.append(link)  # noqa: SLF001


def _bullets(file: WordFile, block: Bullets) -> None:
    if block.is_numbered:
        # Word goes on counting from list to list; these numbers stand as they are.
        for number, item in enumerate(block.items, start=1):
            file.add_paragraph(f"{number}. {item}", style="List")
        return
    for item in block.items:
        if block.to_tick:
            file.add_paragraph(f"\u2610 {item}", style="List")
        else:
            file.add_paragraph(item, style="List Bullet")


def _caption(file: WordFile, text: str) -> None:
    file.add_paragraph(text, style="Caption").paragraph_format.keep_with_next = True


def _table(file: WordFile, block: Table) -> None:
    _caption(file, block.caption)
    table = file.add_table(rows=1, cols=len(block.header), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, block.header, strict=True):
        cell.text = ""
        cell.paragraphs[0].add_run(text).bold = True
        _shade(cell._tc, BRAND_TINT)  # noqa: SLF001 -- python-docx knows no shading
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 -- nor repeated rows
    for row in block.rows:
        added = table.add_row()
        if block.lines > 1:
            added.height = LINE * block.lines
        for cell, text in zip(added.cells, row, strict=True):
            cell.text = text
    _widen(table, block.widths)
    file.add_paragraph()


def _widen(table: Any, shares: Sequence[int]) -> None:
    """Give the columns their share; Word looks at the cells, LibreOffice at the columns."""
    for column, share in zip(table.columns, shares, strict=False):
        width = Emu(WIDTH * share // sum(shares))
        column.width = width
        for cell in column.cells:
            cell.width = width


def _bars(file: WordFile, block: Bars) -> None:
    rows = [(label, str(count)) for label, count in block.rows]
    _table(file, Table(block.caption, ("Antwoord", "Aantal"), rows))


def _figure(file: WordFile, block: Figure) -> None:
    _caption(file, block.caption)
    picture = file.add_picture(BytesIO(to_png(block)), width=WIDTH)
    picture._inline.docPr.set("descr", block.alt)  # noqa: SLF001 -- python-docx knows no alternative


def _note(file: WordFile, block: Note) -> None:
    for text, is_bold in ((block.title, True), (block.text, False)):
        if text:
            paragraph = file.add_paragraph()
            paragraph.add_run(text).bold = is_bold
            _shade_paragraph(paragraph)


def _write_space(file: WordFile, block: WriteSpace) -> None:
    if block.label:
        file.add_paragraph(block.label)
    for _line in range(block.lines):
        file.add_paragraph("_" * 60)


def _contents(file: WordFile, block: Contents) -> None:
    """Add a field that Word fills in: only Word knows what stands on which page."""
    until_then = "Klik hier met rechts en kies ‘Veld bijwerken’ voor de inhoud."
    _field(file.add_paragraph(), 'TOC \\o "1-1" \\h', until_then)


def _page_break(file: WordFile, block: PageBreak) -> None:
    file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _shading(color: str) -> Any:
    shading = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", color)):
        shading.set(qn(name), value)
    return shading


def _shade(cell: Any, color: str) -> None:
    cell.get_or_add_tcPr().append(_shading(color))


def _shade_paragraph(paragraph: Any) -> None:
    paragraph._p.get_or_add_pPr().append(_shading(HONEY_TINT))  # noqa: SLF001 -- likewise


_ADD: Mapping[type[Block], Callable[[WordFile, Any], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Link: _link,
    Bullets: _bullets,
    Table: _table,
    Bars: _bars,
    Figure: _figure,
    Note: _note,
    WriteSpace: _write_space,
    Contents: _contents,
    PageBreak: _page_break,
}
