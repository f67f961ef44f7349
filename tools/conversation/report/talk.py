"""What was said at the table, as parts of a document."""

from collections.abc import Iterator, Sequence

from outbox.mail import absolute_url
from tools.conversation.questionnaire import Questionnaire
from tools.conversation.report.material import Talked
from tools.conversation.report.outcome import statement_blocks
from tools.conversation.rounds.wording import titled
from tools.documents.document import Block, Bullets, Heading, Link, Paragraph


def talk_blocks(talked: Sequence[Talked], questionnaire: Questionnaire) -> Iterator[Block]:
    yield Heading("Het gesprek")
    if not talked:
        yield Paragraph("Er zijn nog geen thema's gekozen om over door te praten.")
    for one in talked:
        yield Heading(titled(one.theme), level=2)
        if one.statements:
            yield Heading("Verdieping", level=3)
            about = f"verdieping {titled(one.theme)}"
            yield from statement_blocks(one.statements, questionnaire, about)
        yield from _notes(one)
        yield from _fitting(one)


def _notes(talked: Talked) -> Iterator[Block]:
    if not talked.notes and not talked.futures:
        yield Paragraph("Bij dit thema zijn geen aantekeningen gemaakt.")
    for question in talked.theme.questions:
        if talked.notes.get(question):
            yield Heading(question.text, level=3)
            yield Bullets(list(talked.notes[question]))
    if talked.notes.get(None):
        yield Heading("Over het hele thema", level=3)
        yield Bullets(list(talked.notes[None]))
    if talked.futures:
        yield Heading("Toekomstbeeld", level=3)
        yield Bullets(list(talked.futures))


def _fitting(talked: Talked) -> Iterator[Block]:
    if talked.fitting:
        yield Heading("Voorbeelden en oefeningen die passen", level=3)
    for one in talked.fitting:
        yield Link(one.item.title, absolute_url(one.item.get_absolute_url()))
        yield Paragraph(one.reason)
