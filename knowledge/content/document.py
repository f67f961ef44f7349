"""What a file says, with the line of every value: a fault can be found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from knowledge.content.faults import Faults

# Where a value stands: ("sources", 0, "url"). The whole file is ().
type KeyPath = tuple[str | int, ...]


@dataclass(slots=True)
class Document:
    """
    What one file says. Every text is clean; every date is still text.

    ``faulty`` holds the places where something is already known to be wrong:
    what is said there counts as not said.
    """

    file: str
    slug: str
    data: Any = field(default_factory=dict)
    lines: dict[KeyPath, int] = field(default_factory=dict)
    faulty: set[KeyPath] = field(default_factory=set)
    is_readable: bool = True

    def line(self, *path: str | int) -> int:
        """Return the line of the value at ``path``, or of the nearest one around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, faults: Faults, path: KeyPath, message: str) -> None:
        self.faulty.add(path)
        faults.add(self.file, self.line(*path), message)

    def is_faulty(self, *path: str | int) -> bool:
        """Whether the value at ``path``, or something it is part of, is known to be wrong."""
        return any(path[:depth] in self.faulty for depth in range(len(path) + 1))

    def get(self, *path: str | int) -> Any:
        """Return the value at ``path``; None where nothing (sound) is said."""
        value = self.data
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def text(self, *path: str | int) -> str:
        """Return a text of one line, "" where there is none."""
        return " ".join(self.prose(*path).split())

    def prose(self, *path: str | int) -> str:
        return str(self.get(*path) or "")

    def day(self, *path: str | int) -> date | None:
        value = self.get(*path)
        return date.fromisoformat(value) if value else None

    def each(self, *path: str | int) -> Iterator[KeyPath]:
        """Yield the place of every sound element of a list."""
        for index, value in enumerate(self.get(*path) or []):
            if value is not None:
                yield (*path, index)

    def texts(self, *path: str | int) -> list[str]:
        return [self.text(*place) for place in self.each(*path)]

    def leave_out(self, path: KeyPath) -> None:
        """Forget what is said at ``path``, so that what is left can be relied on."""
        if not path:
            self.data = {}
            return
        around = self.get(*path[:-1])
        if isinstance(around, dict):
            around.pop(path[-1], None)
        else:
            # the others keep their number, and so their line
            around[int(path[-1])] = None

    def part(self, path: KeyPath) -> "Document":
        """Return what stands at ``path`` as a document of its own, with the lines it has here."""
        depth = len(path)
        return Document(
            self.file,
            self.text(*path, "slug"),
            self.get(*path),
            {at[depth:]: line for at, line in self.lines.items() if at[:depth] == path},
            {at[depth:] for at in self.faulty if at[:depth] == path},
        )


def items_of(document: Document, name: str) -> Sequence[Document]:
    """Return each item of the list ``name`` that has an address; the others are faults already."""
    return [document.part(path) for path in document.each(name) if document.text(*path, "slug")]
