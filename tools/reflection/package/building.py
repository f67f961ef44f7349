"""The whole package for a meeting without screens, as one document to print."""

from collections.abc import Iterator

from knowledge.prose import to_plain
from tools.documents.document import (
    Block,
    Bullets,
    Contents,
    Document,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Table,
    WriteSpace,
)
from tools.reflection.package.facilitating import notes
from tools.reflection.package.meeting import Meeting, in_minutes
from tools.reflection.package.worksheet import worksheet
from tools.reflection.script import Script
from tools.reflection.team.agenda import Agenda, agenda_for

FOOTER = "Kennisplaats. Schrijf geen namen of herkenbare gegevens van inwoners op."
AGREEMENTS, AGREEMENT_LINES = 6, 2


def package_of(script: Script, meeting: Meeting) -> Document:
    agenda = agenda_for(script, minutes=meeting.minutes, people=meeting.people)
    return Document(
        title=script.title,
        subtitle=f"Teamoverleg van {meeting.size}",
        footer=FOOTER,
        blocks=(
            *_agenda(script, agenda, meeting),
            PageBreak(),
            *notes(script, agenda, meeting),
            PageBreak(),
            *worksheet(script, agenda, minutes=meeting.minutes),
            PageBreak(),
            *_agreements(script),
        ),
    )


def _agenda(script: Script, agenda: Agenda, meeting: Meeting) -> Iterator[Block]:
    yield Paragraph(script.goal, is_lead=True)
    if meeting.when:
        yield Note("Wanneer", meeting.when[0].upper() + meeting.when[1:])
    yield Heading("Agenda")
    yield Table(
        f"Zo besteden jullie {meeting.minutes} minuten",
        ("Tijd" if meeting.starts_at else "Minuut", "Wat jullie doen", "Duur"),
        [
            (time, part.title, in_minutes(part.minutes))
            for part, time in zip(agenda.parts, meeting.times(agenda.parts), strict=True)
        ],
        widths=(2, 6, 2),
    )
    if agenda.is_short:
        yield Paragraph(f"Dit is de korte versie. {to_plain(script.short_version)}")
    if agenda.preparation:
        yield Heading("Dit doet iedereen vooraf", level=2)
        yield Bullets(
            [
                f"{part.title} ({in_minutes(part.minutes)}). {part.text}".strip()
                for part in agenda.preparation
            ]
        )
    yield Heading("In dit pakket", level=2)
    yield Contents()
    yield Paragraph(
        f"Print het werkblad {meeting.people} keer: voor iedereen één. De aantekeningen voor de "
        "gespreksleider en het blad met afspraken print je één keer."
    )


def _agreements(script: Script) -> Iterator[Block]:
    yield Heading(f"Afspraken na ‘{script.title}’")
    yield Paragraph("Schrijf per regel één afspraak op, met wie het doet en wanneer het klaar is.")
    yield Table(
        "Onze afspraken",
        ("Wat", "Wie", "Wanneer"),
        [("", "", "")] * AGREEMENTS,
        widths=(6, 2, 2),
        lines=AGREEMENT_LINES,
    )
    yield WriteSpace("Dan kijken we samen terug", lines=1)
    yield WriteSpace("Aan wie vertellen we wat eruit kwam?", lines=2)
