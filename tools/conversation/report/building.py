"""The report of a conversation as a document."""

from collections.abc import Iterator, Sequence

from django.utils.formats import date_format

from tools.conversation.models import Conversation
from tools.conversation.report.agenda import agenda_blocks
from tools.conversation.report.material import Material
from tools.conversation.report.outcome import outcome_blocks
from tools.conversation.report.rounds import rounds_blocks
from tools.conversation.report.talk import talk_blocks
from tools.documents.document import (
    Block,
    Bullets,
    Contents,
    Document,
    Heading,
    Link,
    Paragraph,
)

FOOTER = "Kennisplaats, Gesprekstool. Schrijf geen namen of herkenbare gegevens van inwoners op."
INSPIRED_BY = (
    "De Gesprekstool van de kennisplaats is een eigen hulpmiddel met eigen stellingen. Zij is "
    "geïnspireerd op de Gesprekstool armoede en gezondheid van Gezond in… en het Verwey-Jonker "
    "Instituut."
)
ORIGINAL = "https://www.gezondin.nu/kennisbank/gesprekstool-armoede-en-gezondheid/"


def document_of(material: Material) -> Document:
    return Document(
        title=material.conversation.title,
        subtitle=subtitle(material),
        footer=FOOTER,
        blocks=tuple(_blocks(material)),
    )


def subtitle(material: Material) -> str:
    day = date_format(material.measured_on, "j F Y")
    parts = [where(material.conversation), f"ronde {material.conversation.round}", day]
    return " · ".join(part for part in parts if part)


def where(conversation: Conversation) -> str:
    """Return the municipalities, with the name of the region before them if it has one."""
    names = [str(one) for one in conversation.municipalities.all()]
    label = "Gemeente" if len(names) == 1 else "Gemeenten"
    listed = f"{label} {', '.join(names)}" if names else ""
    return ": ".join(part for part in (conversation.region, listed) if part)


def _blocks(material: Material) -> Iterator[Block]:
    yield Paragraph(who(material), is_lead=True)
    yield Contents()
    yield from outcome_blocks(material)
    if material.rounds:
        yield from rounds_blocks(material.rounds)
    yield from talk_blocks(material.talked, material.conversation.questionnaire)
    yield from agenda_blocks(material.board)
    yield from _how(material.shown.notes)


def who(material: Material) -> str:
    """Say how many took part, and which groups of three or more."""
    release = material.reading.release
    if not release.people:
        return "Niemand gaf antwoorden."
    people = "1 persoon" if release.people == 1 else f"{release.people} mensen"
    groups = ", ".join(f"{one.label} ({one.people})" for one in release.groups)
    said = f"Met antwoorden van {people}."
    return f"{said} Groepen van drie of meer: {groups}." if groups else said


def _how(notes: Sequence[str]) -> Iterator[Block]:
    yield Heading("Zo gaan we met antwoorden om")
    yield Bullets(list(notes))
    yield Paragraph(
        "In dit verslag staan geen namen bij antwoorden, toelichtingen en aantekeningen. Bij "
        "acties staat wel wie de trekker is, als dat is ingevuld."
    )
    yield Heading("Over de Gesprekstool")
    yield Paragraph(INSPIRED_BY)
    yield Link("Bekijk het origineel bij Gezond in…", ORIGINAL)
