"""What loading does with one record: make, change or leave it."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum, auto
from typing import Any

# Called with what is being done, how many are done, and how many there are.
type Progress = Callable[[str, int, int], None]


class Outcome(Enum):
    """The weightiest first."""

    MADE = auto()
    CHANGED = auto()
    LEFT = auto()
    SAME = auto()


@dataclass(slots=True)
class Tally:
    """
    What loading did with the records of one sort.

    ``left`` names those that somebody changed here and that stay as they are;
    ``absent`` those that are here and not in the content, which stay too.
    """

    noun: str
    counts: Counter[Outcome] = field(default_factory=Counter)
    left: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)

    def add(self, outcome: Outcome, name: str) -> None:
        self.counts[outcome] += 1
        if outcome is Outcome.LEFT:
            self.left.append(name)

    @property
    def is_written(self) -> bool:
        return bool(self.counts[Outcome.MADE] or self.counts[Outcome.CHANGED])


def digest(state: Mapping[str, Any]) -> str:
    """
    Return a fingerprint of what a record says.

    Empty values count as absent: a field that the loader learns to fill later
    does not make every record look as if a curator had changed it.
    """
    said = {name: plain(value) for name, value in state.items() if value not in ("", None, [])}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value: Any) -> Any:
    """Return ``value`` so that what a file says and what a database says compare."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [plain(element) for element in value]
    # a browser sends the text of a form with line ends of its own
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def outcome_for(*, wanted: str, present: str, last_written: str, overwrite: bool) -> Outcome:
    """
    Return what to do with a record that exists, from three digests.

    A record that still says what loading last wrote was changed by nobody, so
    it follows the content. Any other was changed by a curator, who knows better.
    """
    if wanted == present:
        return Outcome.SAME
    return Outcome.CHANGED if overwrite or present == last_written else Outcome.LEFT


def follow(record: Any, wanted: Mapping[str, Any], *, overwrite: bool) -> Outcome:
    """
    Set on ``record`` what it does not say yet, or with ``overwrite`` all of ``wanted``.

    Return CHANGED when something was set, LEFT when something else is said.
    Nothing is saved.
    """
    differing = {
        name: value
        for name, value in wanted.items()
        if plain(getattr(record, name)) != plain(value)
    }
    outcomes = [Outcome.SAME]
    for name, value in differing.items():
        if overwrite or getattr(record, name) in {None, ""}:
            setattr(record, name, value)
            outcomes.append(Outcome.CHANGED)
        else:
            outcomes.append(Outcome.LEFT)
    return weightiest(*outcomes)


def weightiest(*outcomes: Outcome) -> Outcome:
    """Return what is to be said of a record when its parts fared differently."""
    return min(outcomes, key=lambda outcome: outcome.value)
