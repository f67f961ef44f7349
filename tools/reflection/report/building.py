"""The report of a reflection: what was answered, agreed and taken along."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from outbox.mail import absolute_url
from tools.documents.document import Block, Document, Heading, Link, Note, Paragraph
from tools.reflection.answers import answers_of
from tools.reflection.duo.seats import Pair
from tools.reflection.models import Agreement, Reflection
from tools.reflection.report.showing import shown, side_by_side
from tools.reflection.script import Kind, Prompt, Script
from tools.reflection.team.report import team_blocks
from tools.sessions.models import Seat

FOOTER = "Kennisplaats. Schrijf geen namen of herkenbare gegevens van inwoners op."


def document_for(seat: Seat) -> Document:
    """Return what whoever sits here may see; of a colleague only once both are ready."""
    reflection = seat.session.reflection
    return Document(
        title=reflection.script.title,
        subtitle=subtitle(reflection),
        footer=FOOTER,
        blocks=tuple(blocks_for(seat)),
    )


def subtitle(reflection: Reflection) -> str:
    day = date_format(timezone.localtime(reflection.session.changed_at), "j F Y")
    return f"Reflectie {reflection.get_form_display()}, {day}"


def blocks_for(seat: Seat) -> Iterator[Block]:
    reflection = seat.session.reflection
    if reflection.form == Reflection.Form.TEAM:
        yield from team_blocks(reflection)
    else:
        yield Paragraph(reflection.script.goal, is_lead=True)
        yield from _answers(seat, reflection)
        yield from _agreements(list(reflection.agreements.all()), "Dit is afgesproken")
    yield from _taken(reflection)


def _answers(seat: Seat, reflection: Reflection) -> Iterator[Block]:
    pair = Pair.of(seat)
    if pair and pair.is_open:
        names = pair.names_for(seat)
        values = [answers_of(one) for one in pair.seats_for(seat)]
        yield from _steps(reflection.script, lambda prompt: _both(prompt, values, names))
        if reflection.conclusion:
            yield Heading("Onze conclusie")
            yield Paragraph(reflection.conclusion)
    else:
        own = answers_of(seat)
        yield from _steps(reflection.script, lambda prompt: shown(prompt, own.get(prompt.key)))


def _steps(script: Script, answered: Any) -> Iterator[Block]:
    for step in script.steps:
        prompts = script.prompts_at(step.number)
        if prompts:
            yield Heading(step.title)
        for prompt in prompts:
            yield Heading(prompt.text, level=2)
            yield from answered(prompt)


def _both(
    prompt: Prompt, values: Sequence[Mapping[str, Any]], names: Sequence[str]
) -> Iterator[Block]:
    own = [value.get(prompt.key) for value in values]
    if prompt.kind == Kind.SCALE:
        yield from side_by_side(prompt, own, names)
        return
    for name, value in zip(names, own, strict=True):
        yield Heading(name, level=3)
        yield from shown(prompt, value)


def _agreements(agreements: Sequence[Agreement], title: str) -> Iterator[Block]:
    if agreements:
        yield Heading(title)
    for one in agreements:
        yield Note(one.text, agreed_when(one))


def agreed_when(agreement: Agreement) -> str:
    """Say who does it and when, as far as that was agreed."""
    day = f"op {date_format(agreement.due_on, 'j F Y')}" if agreement.due_on else ""
    return ", ".join(part for part in (agreement.who, day) if part) or "zonder datum"


def _taken(reflection: Reflection) -> Iterator[Block]:
    taken = [one.item for one in reflection.taken_items.select_related("item")]
    if taken:
        yield Heading("Neem mee naar een actie")
    for item in taken:
        yield Link(item.title, absolute_url(item.get_absolute_url()))
