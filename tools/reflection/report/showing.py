"""Answers as parts of a document: the same on the page, in the PDF and in the Word file."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tools.documents.document import Block, Bullets, Paragraph, Table
from tools.reflection.script import SCALE, UNKNOWN_LABEL, Kind, Prompt

NO_ANSWER = "Geen antwoord."
DIFFERENCE_FROM = 2


def shown(prompt: Prompt, value: Any) -> tuple[Block, ...]:
    """Return what one person answered; ``value`` is None where nothing was."""
    if not value:
        return (Paragraph(NO_ANSWER),)
    return (_SHOWN.get(Kind(prompt.kind), _text)(prompt, value),)


def _text(prompt: Prompt, value: str) -> Block:
    return Paragraph(value)


def _choice(prompt: Prompt, value: str) -> Block:
    return Paragraph(_labels(prompt).get(value, NO_ANSWER))


def _choices(prompt: Prompt, value: Sequence[str]) -> Block:
    labels = [one.label for one in prompt.options if one.key in value]
    return Bullets(labels) if labels else Paragraph(NO_ANSWER)


def _ranking(prompt: Prompt, value: Sequence[str]) -> Block:
    known = _labels(prompt)
    return Bullets([known[key] for key in value if key in known], is_numbered=True)


def _scale(prompt: Prompt, value: Mapping[str, Any]) -> Block:
    rows = [(one.label, point(value.get(one.key))) for one in prompt.options]
    return Table(prompt.text, ("Stelling", "Antwoord"), rows, widths=(3, 1))


def _table(prompt: Prompt, value: Sequence[Sequence[str]]) -> Block:
    header = [one.label for one in prompt.options]
    return Table(prompt.text, header, [_row(row, len(header)) for row in value])


def point(value: Any) -> str:
    """Return a point of the scale in words, with its number."""
    if value is None:
        return "Geen antwoord"
    return f"{SCALE[value]} ({value})" if value in SCALE else UNKNOWN_LABEL


def side_by_side(prompt: Prompt, values: Sequence[Any], names: Sequence[str]) -> tuple[Block, ...]:
    """Return a table of what two people put on a scale, with their difference in words."""
    rows = [
        (
            one.label,
            *(point(_of(value, one.key)) for value in values),
            difference([_of(value, one.key) for value in values]),
        )
        for one in prompt.options
    ]
    return (Table(prompt.text, ("Stelling", *names, "Verschil"), rows, widths=(4, 2, 2, 2)),)


def difference(points: Sequence[Any]) -> str:
    """Say how far two points are apart; nothing where one of them says nothing."""
    numbers = [value for value in points if value in SCALE]
    if len(numbers) < len(points):
        return "niet te vergelijken"
    apart = max(numbers) - min(numbers)
    if apart == 0:
        return "gelijk"
    points_apart = "1 punt verschil" if apart == 1 else f"{apart} punten verschil"
    return points_apart if apart < DIFFERENCE_FROM else f"{points_apart}: bespreek dit"


def _of(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, Mapping) else None


def _labels(prompt: Prompt) -> dict[str, str]:
    return {one.key: one.label for one in prompt.options}


def _row(cells: Sequence[str], width: int) -> list[str]:
    """A row as wide as the table, whatever was sent."""
    return [*cells, *[""] * width][:width]


_SHOWN: Mapping[Kind, Callable[[Prompt, Any], Block]] = {
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.TICKS: _choices,
    Kind.RANKING: _ranking,
    Kind.SCALE: _scale,
    Kind.TABLE: _table,
}
