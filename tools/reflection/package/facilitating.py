"""What whoever leads the meeting gets on paper."""

import math
from collections.abc import Iterator

from knowledge.prose import lines, to_plain
from tools.documents.document import Block, Bullets, Heading, Note, Paragraph
from tools.reflection.package.meeting import Meeting, in_minutes
from tools.reflection.residents import HOUSE_RULES
from tools.reflection.script import Script
from tools.reflection.team.agenda import (
    CLOSING,
    MOST_IN_PAIRS,
    MOST_TOGETHER,
    OPENING,
    Agenda,
    Part,
)

PER_TABLE = 4
_WHEN_IT_GOES_OTHERWISE = (
    "Het blijft stil: laat iedereen eerst een minuut schrijven. Vraag daarna wie wil beginnen.",
    "Een paar mensen praten veel: maak een rondje waarin iedereen één zin zegt.",
    "Het gaat over een inwoner die herkenbaar is: stop even en maak het verhaal algemener.",
    "Iemand wordt geraakt: neem een pauze en vraag wat nodig is. Niemand hoeft verder.",
    "De tijd is om: rond het onderdeel af met één zin. De rest schrijf je op voor later.",
)


def notes(script: Script, agenda: Agenda, meeting: Meeting) -> Iterator[Block]:
    yield Heading("Voor de gespreksleider")
    yield from _before(script, agenda, meeting)
    yield from _room(agenda, meeting)
    yield from _during(script, agenda, meeting)
    if script.in_meeting:
        yield Heading("Tips voor dit overleg", level=2)
        yield Paragraph(to_plain(script.in_meeting))
    yield Heading("Als het anders loopt", level=2)
    yield Bullets(_WHEN_IT_GOES_OTHERWISE)
    yield from _with_residents(script)


def _before(script: Script, agenda: Agenda, meeting: Meeting) -> Iterator[Block]:
    yield Heading("Vooraf", level=2)
    asked = [
        f"Vraag iedereen om dit vooraf te doen: {_lowered(part.title)}. "
        f"Dat kost {in_minutes(part.minutes)}."
        for part in agenda.preparation
    ]
    yield Bullets(
        (
            "Lees de oefening door en beantwoord de vragen zelf een keer.",
            *asked,
            f"Print het werkblad {meeting.people} keer, en het blad met afspraken één keer.",
            "Spreek af wie op de tijd let en wie opschrijft wat jullie afspreken.",
        ),
        to_tick=True,
    )
    yield Heading("Nodig", level=2)
    things = lines(to_plain(script.materials))
    yield Bullets((*things, "Pennen, en een klok die iedereen ziet"), to_tick=True)


def _room(agenda: Agenda, meeting: Meeting) -> Iterator[Block]:
    yield Heading(f"De zaal voor {meeting.people} mensen", level=2)
    yield Paragraph(_arrangement(meeting.people))
    if agenda.advice:
        yield Paragraph(agenda.advice)


def _arrangement(people: int) -> str:
    if people <= MOST_TOGETHER:
        return "Ga om één tafel zitten, of in een kring. Zo kan iedereen elkaar zien en horen."
    if people <= MOST_IN_PAIRS:
        odd = " Met een oneven aantal maak je één groepje van drie." if people % 2 else ""
        return (
            "Zet de stoelen in een kring of in een U. Zo draait iedereen makkelijk naar een buur, "
            f"en daarna weer naar de groep.{odd}"
        )
    return (
        f"Zet {math.ceil(people / PER_TABLE)} tafels klaar, voor groepjes van drie of vier. Zorg "
        "dat iedereen vanaf de tafel het bord ziet. Spreek een teken af waarop het stil wordt, "
        "zoals een hand omhoog."
    )


def _during(script: Script, agenda: Agenda, meeting: Meeting) -> Iterator[Block]:
    yield Heading("Tijdens het overleg", level=2)
    for part, time in zip(agenda.parts, meeting.times(agenda.parts), strict=True):
        yield Heading(f"{_time(time, meeting)}: {part.title}", level=3)
        yield from _said(script, part)


def _said(script: Script, part: Part) -> Iterator[Block]:
    if part.kind == OPENING:
        yield Note(
            "Zeg bij het begin",
            f"Welkom. We doen vandaag de oefening ‘{script.title}’. Dit willen we bereiken: "
            f"{script.goal}\n"
            "Luister eerst en oordeel later. Iedereen doet mee, en niemand hoeft iets te "
            "vertellen. Wat we hier zeggen, blijft hier. Noem geen namen of herkenbare gegevens "
            "van inwoners. Je werkblad is van jezelf: je levert het niet in.",
        )
    elif part.kind == CLOSING:
        yield Note(
            "Zeg aan het eind",
            "We ronden af. Wat gaan we doen? Wie doet het, en wanneer is het klaar? Ik schrijf het "
            "op het blad met afspraken.\n"
            "Wanneer kijken we samen terug? En aan wie vertellen we wat eruit kwam? Bedankt voor "
            "jullie openheid.",
        )
    else:
        yield Paragraph(part.text)
        questions = [script.prompt(key).text for key in part.prompts]
        if questions:
            yield Bullets(questions)


def _with_residents(script: Script) -> Iterator[Block]:
    yield Heading("Met inwoners", level=2)
    if script.with_residents:
        yield Paragraph(to_plain(script.with_residents))
    yield Paragraph("Werk je met inwoners? Dan geldt altijd:")
    yield Bullets(HOUSE_RULES)


def _time(time: str, meeting: Meeting) -> str:
    return f"{time} uur" if meeting.starts_at else f"Minuut {time}"


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]
