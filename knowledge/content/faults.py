from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """What is wrong in the content, where its author can find it."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class ContentError(Exception):
    """The content cannot be loaded; ``faults`` says why, by file and line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))


class UnknownNameError(LookupError):
    """A name in the content that leads nowhere; the text tells its author why."""


class Faults:
    """Collects every fault, so that an author need not mend them one run at a time."""

    def __init__(self) -> None:
        self._found: list[Fault] = []

    def __iter__(self) -> Iterator[Fault]:
        return iter(self._found)

    def add(self, file: str, line: int, message: str) -> None:
        self._found.append(Fault(file, line, message))

    def raise_any(self) -> None:
        if self._found:
            raise ContentError(self._found)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return "; bedoelt u …?" with the nearest of ``known``, or nothing where none is near."""
    nearest = get_close_matches(name, list(known), n=1, cutoff=0.7)
    return f"; bedoelt u “{nearest[0]}”?" if nearest else ""
