"""What each participant gets on paper: the questions, with room to write."""

from collections.abc import Iterator

from tools.documents.document import (
    Block,
    Bullets,
    Heading,
    Note,
    Paragraph,
    Table,
    WriteSpace,
)
from tools.reflection.script import SCALE, UNKNOWN_LABEL, Kind, Prompt, Script
from tools.reflection.team.agenda import Agenda, Part

BOX = "☐"
# Lines to write on; in a quarter of an hour nobody fills a page.
SHORT_LINES, LONG_LINES, HASTY_LINES = 2, 4, 3
QUARTER = 15
# Rows of an empty table, and how many lines of writing each has room for.
ROWS, ROW_LINES = 4, 2
# Shares of the width: "Verankerd" fits in a column of its own.
STATEMENT, POINT = 7, 3


def worksheet(script: Script, agenda: Agenda, *, minutes: int) -> Iterator[Block]:
    lines = LONG_LINES if minutes > QUARTER else HASTY_LINES
    yield Heading(f"Werkblad: {script.title}")
    yield Paragraph(script.goal, is_lead=True)
    yield Note(
        "Dit blad is van jou",
        "Schrijf geen namen of herkenbare gegevens van inwoners op. "
        "Je hoeft het blad niet in te leveren en je beslist zelf wat je vertelt.",
    )
    for part in agenda.preparation:
        if part.prompts:
            yield from _part(script, part, f"Vooraf: {part.title}", lines)
    for part in agenda.parts:
        if part.prompts:
            yield from _part(script, part, part.title, lines)
    yield Heading("Dit neem ik mee", level=2)
    yield WriteSpace("Eén ding dat ik zelf ga doen", lines=SHORT_LINES)


def _part(script: Script, part: Part, title: str, lines: int) -> Iterator[Block]:
    yield Heading(title, level=2)
    yield Paragraph(part.text)
    for key in part.prompts:
        yield from asked(script.prompt(key), lines=lines)


def asked(prompt: Prompt, *, lines: int = LONG_LINES) -> Iterator[Block]:
    """Yield a question with room for its answer, as its kind asks for."""
    yield Heading(prompt.text, level=3)
    said = [prompt.help, _instruction(prompt)]
    if any(said):
        yield Paragraph("\n".join(text for text in said if text))
    yield _room(prompt, lines)


def _instruction(prompt: Prompt) -> str:
    match prompt.kind:
        case Kind.CHOICE:
            return "Kruis één vakje aan."
        case Kind.CHOICES:
            return "Kruis aan wat past. Meer vakjes mag."
        case Kind.TICKS:
            return "Kruis aan wat klopt."
        case Kind.SCALE:
            return "Zet bij elke regel één kruisje."
        case Kind.RANKING:
            return f"Zet er een nummer voor. 1 is het hoogst, {len(prompt.options)} het laagst."
        case _:
            return ""


def _room(prompt: Prompt, lines: int) -> Block:
    labels = [option.label for option in prompt.options]
    match prompt.kind:
        case Kind.CHOICE | Kind.CHOICES | Kind.TICKS:
            return Bullets(labels, to_tick=True)
        case Kind.SCALE:
            points = (*SCALE.values(), UNKNOWN_LABEL)
            rows = [(label, *[BOX] * len(points)) for label in labels]
            widths = (STATEMENT, *[POINT] * len(points))
            return Table(prompt.text, ("Stelling", *points), rows, widths)
        case Kind.RANKING:
            return Table(prompt.text, ("Nummer", "Wat"), [("", label) for label in labels], (1, 6))
        case Kind.TABLE:
            return Table(prompt.text, labels, [("",) * len(labels)] * ROWS, lines=ROW_LINES)
        case Kind.SHORT:
            return WriteSpace("", lines=SHORT_LINES)
        case _:
            return WriteSpace("", lines=lines)
