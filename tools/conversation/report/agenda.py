"""What was agreed, as parts of a document: every field that somebody filled in."""

from collections.abc import Iterator

from django.utils.formats import date_format

from outbox.mail import absolute_url
from tools.conversation.agenda.board import Board, Entry
from tools.conversation.rounds.wording import titled
from tools.documents.document import Block, Heading, Link, Paragraph, Table

NOT_YET = "Nog niet afgesproken"


def agenda_blocks(board: Board) -> Iterator[Block]:
    yield Heading("Actieagenda")
    if not board.open and not board.over:
        yield Paragraph("Er staan nog geen acties op de agenda.")
    for number, entry in enumerate(board.open, start=1):
        yield from _action(entry, f"{number}. ")
    if board.over:
        yield Heading("Klaar of gestopt", level=2)
    for entry in board.over:
        yield from _action(entry, "", level=3)


def _action(entry: Entry, number: str, *, level: int = 2) -> Iterator[Block]:
    action = entry.action
    yield Heading(f"{number}{action.text}", level=level)
    yield Table(action.text, ("Onderdeel", "Wat is afgesproken"), list(_rows(entry)), widths=(2, 5))
    if action.item and entry.item_url:
        yield Link(f"Rust op: {action.item.title}", absolute_url(entry.item_url))


def _rows(entry: Entry) -> Iterator[tuple[str, str]]:
    action = entry.action
    review = date_format(action.review_on, "j F Y") if action.review_on else NOT_YET
    yield "Status", str(action.get_status_display()).capitalize()
    if entry.theme:
        yield "Thema", titled(entry.theme)
    yield "Trekker", action.lead or NOT_YET
    yield "Terugkijken op", review
    for fact in entry.facts:
        yield fact.label, fact.text
