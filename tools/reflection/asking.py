"""A question as its fields stand on a page: what is chosen, in which order, in how many rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tools.reflection.answers import CHOSEN, MOST_ROWS
from tools.reflection.script import SCALE, UNKNOWN, UNKNOWN_LABEL, Kind, Option, Prompt

FEWEST_ROWS = 2
POINTS: Mapping[str, str] = {str(point): label for point, label in SCALE.items()} | {
    UNKNOWN: UNKNOWN_LABEL
}


@dataclass(frozen=True, slots=True)
class Box:
    """Something to type in or to choose; ``is_chosen`` only where it can be chosen."""

    id: str
    name: str
    label: str
    value: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A statement with its points, or a row of a table with its cells."""

    id: str
    label: str
    boxes: Sequence[Box]


@dataclass(frozen=True)
class Asked:
    """``value`` is an answer, or what was typed: of the same shape, but anything may be wrong."""

    prompt: Prompt
    value: Any

    @property
    def id(self) -> str:
        return f"id_{self.prompt.key}"

    @property
    def template(self) -> str:
        # These differ in how many may be chosen, or in what they mean.
        alike = {Kind.CHOICE: Kind.CHOICES, Kind.TICKS: Kind.CHOICES}
        kind = Kind(self.prompt.kind)
        return f"reflection/prompt_{alike.get(kind, kind).value}.html"

    @property
    def is_one_field(self) -> bool:
        return self.prompt.kind in {Kind.SHORT, Kind.LONG}

    @property
    def input_type(self) -> str:
        return "radio" if self.prompt.kind == Kind.CHOICE else "checkbox"

    @property
    def text(self) -> str:
        return self.value if isinstance(self.value, str) else ""

    @cached_property
    def choices(self) -> list[Box]:
        chosen = self.value if isinstance(self.value, list) else [self.value]
        return [
            Box(f"{self.id}-{one.key}", self.prompt.key, one.label, one.key, one.key in chosen)
            for one in self.prompt.options
        ]

    @cached_property
    def statements(self) -> list[Group]:
        given = self.value if isinstance(self.value, dict) else {}
        return [self._statement(one, str(given.get(one.key, ""))) for one in self.prompt.options]

    def _statement(self, option: Option, given: str) -> Group:
        start, name = f"{self.id}-{option.key}", f"{self.prompt.key}:{option.key}"
        points = [
            Box(f"{start}-{point}", name, label, point, point == given)
            for point, label in POINTS.items()
        ]
        return Group(start, option.label, points)

    @cached_property
    def ranked(self) -> list[Box]:
        """Return the options in the chosen order, what that lacks at the end."""
        options = {one.key: one for one in self.prompt.options}
        order = [key for key in self._listed if isinstance(key, str) and key in options]
        return [
            Box(f"{self.id}-{key}", self.prompt.key, options[key].label, key)
            for key in dict.fromkeys([*order, *options])
        ]

    @property
    def chosen_name(self) -> str:
        """Name the field that says: this order is mine."""
        return f"{self.prompt.key}:{CHOSEN}"

    @cached_property
    def rows(self) -> list[Group]:
        """Return what is filled in and one empty row more, as long as there is room."""
        filled = [row for row in self._listed if isinstance(row, list) and any(row)]
        count = min(max(len(filled) + 1, FEWEST_ROWS), max(MOST_ROWS, len(filled)))
        empty: list[list[Any]] = [[]] * (count - len(filled))
        return [self._row(number, row) for number, row in enumerate([*filled, *empty])]

    @property
    def most_rows(self) -> int:
        return MOST_ROWS

    def _row(self, number: int, row: Sequence[Any]) -> Group:
        cells = [
            Box(
                f"{self.id}-{number}-{column}",
                f"{self.prompt.key}:{number}:{column}",
                option.label,
                str(row[column]) if column < len(row) else "",
            )
            for column, option in enumerate(self.prompt.options)
        ]
        return Group(f"{self.id}-{number}", f"Rij {number + 1}", cells)

    @property
    def _listed(self) -> list[Any]:
        return self.value if isinstance(self.value, list) else []
