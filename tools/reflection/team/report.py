"""What a team did, as parts of a document: nothing that was not shown to all."""

from collections.abc import Iterator, Sequence

from django.utils import timezone
from django.utils.formats import date_format, number_format

from tools.documents.document import Bars, Block, Bullets, Heading, Paragraph, Table
from tools.reflection.models import Agreement, Reflection
from tools.reflection.script import Kind
from tools.reflection.team.room import Question, Room, meetings
from tools.reflection.team.tallies import Row, Tally


def team_blocks(reflection: Reflection) -> Sequence[Block]:
    """Return goal, answers that were opened, and agreements; without anybody's name."""
    room = Room(meetings().get(pk=reflection.pk), timezone.now())
    return (
        Paragraph(room.script.goal, is_lead=True),
        Paragraph(_who(room)),
        *_agreed(room.agreements),
        *(block for question in room.opened for block in _question(question)),
    )


def _who(room: Room) -> str:
    day = date_format(timezone.localtime(room.session.started_at), "j F Y")
    people = "1 deelnemer" if room.joined == 1 else f"{room.joined} deelnemers"
    return f"Teamoverleg van {room.meeting.minutes} minuten op {day}, met {people}."


def _agreed(agreements: Sequence[Agreement]) -> Iterator[Block]:
    yield Heading("Afspraken")
    if not agreements:
        yield Paragraph("Er zijn geen afspraken opgeschreven.")
        return
    rows = [
        (one.text, one.who or "Nog niemand", _day(one) or "Nog geen datum") for one in agreements
    ]
    yield Table("Afspraken", ("Wat", "Wie", "Wanneer"), rows, widths=(5, 2, 2))


def _day(agreement: Agreement) -> str:
    return date_format(agreement.due_on, "j F Y") if agreement.due_on else ""


def _question(question: Question) -> Iterator[Block]:
    yield Heading(question.prompt.text)
    if not question.is_shown:
        yield Paragraph(question.too_few)
    elif question.tally is not None:
        yield Paragraph(question.tally.sentence)
        yield _counts(question.prompt.text, question.tally)
    else:
        for group in question.groups:
            if group.title:
                yield Heading(group.title, level=2)
            yield Bullets([card.text for card in group.cards])


def _counts(title: str, tally: Tally) -> Block:
    if tally.kind in {Kind.SCALE, Kind.RANKING}:
        return Table(
            title,
            ("Keuze", *tally.columns, tally.mean_label),
            [(row.label, *(str(bar.count) for bar in row.bars), _mean(row)) for row in tally.rows],
            widths=(3, *(1 for _column in tally.columns), 1),
        )
    return Bars(title, [(row.label, row.bars[0].count) for row in tally.rows])


def _mean(row: Row) -> str:
    return "–" if row.mean is None else number_format(row.mean, decimal_pos=1)
