"""What many answered, counted: nobody's answer can be read from it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format

from tools.reflection.script import SCALE, UNKNOWN, UNKNOWN_LABEL, Kind, Prompt

# With fewer, each would know what the other said.
FEWEST_PEOPLE = 3
TOO_FEW = f"Er zijn nog te weinig antwoorden om anoniem te tonen (minstens {FEWEST_PEOPLE})."
FULL = 100
COLUMN = 34  # units from the floor to the top of tally.html's columns


@dataclass(frozen=True, slots=True)
class Bar:
    """``share`` is the part of all who answered, 0 to 100."""

    label: str
    count: int
    share: int

    @property
    def height(self) -> int:
        """Return how high it stands as a column, in units of its drawing."""
        return round(COLUMN * self.share / FULL)

    @property
    def top(self) -> int:
        return COLUMN - self.height


@dataclass(frozen=True, slots=True)
class Row:
    """
    An option with its counts, one for each column of the tally.

    ``mean`` is of the points of a scale, without who does not know, or the mean
    place in a ranking; None where there is none.
    """

    label: str
    bars: tuple[Bar, ...]
    mean: float | None = None

    @property
    def spoken(self) -> str:
        """Say all counts, for who does not see the bars."""
        return ", ".join(f"{bar.label.lower()} {bar.count}" for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Tally:
    """``columns`` name the counts of each row; ``sentence`` says what there is to see."""

    kind: str
    people: int
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    sentence: str

    @property
    def has_mean(self) -> bool:
        return any(row.mean is not None for row in self.rows)

    @property
    def mean_label(self) -> str:
        return "Gemiddelde plaats" if self.kind == Kind.RANKING else "Gemiddeld"


def tally(prompt: Prompt, values: Sequence[Any]) -> Tally | None:
    """Count ``values``, the answers to ``prompt``; None where there are too few to show."""
    if len(values) < FEWEST_PEOPLE:
        return None
    match prompt.kind:
        case Kind.SCALE:
            return _scale(prompt, values)
        case Kind.RANKING:
            return _ranking(prompt, values)
        case _:
            return _chosen(prompt, values)


def _chosen(prompt: Prompt, values: Sequence[Any]) -> Tally:
    chosen = Counter(key for value in values for key in _listed(value))
    rows = tuple(
        Row(one.label, (_bar(one.label, chosen[one.key], len(values)),)) for one in prompt.options
    )
    most = max((row.bars[0].count for row in rows), default=0)
    labels = [row.label for row in rows if row.bars[0].count == most]
    sentence = f"Het vaakst gekozen: {_named(labels)} ({most} van {len(values)})."
    return Tally(prompt.kind, len(values), ("Aantal",), rows, sentence)


def _listed(value: Any) -> Iterable[str]:
    return [value] if isinstance(value, str) else value


def _scale(prompt: Prompt, values: Sequence[Mapping[str, Any]]) -> Tally:
    labels = [*SCALE.items(), (UNKNOWN, UNKNOWN_LABEL)]
    rows = []
    for option in prompt.options:
        given = Counter(value.get(option.key) for value in values)
        bars = tuple(_bar(label, given[point], len(values)) for point, label in labels)
        points = [(point, given[point]) for point in SCALE]
        rows.append(Row(option.label, bars, _mean(points)))
    return Tally(
        prompt.kind,
        len(values),
        tuple(label for _point, label in labels),
        tuple(rows),
        _extremes(rows),
    )


def _extremes(rows: Sequence[Row]) -> str:
    known = [(row.mean, row.label) for row in rows if row.mean is not None]
    if not known:
        return "Niemand kon hier iets over zeggen."
    highest, lowest = max(mean for mean, _ in known), min(mean for mean, _ in known)
    if highest == lowest:
        return f"Gemiddeld: {_number(highest)} op een schaal van 1 tot 4."
    top = _named([label for mean, label in known if mean == highest])
    bottom = _named([label for mean, label in known if mean == lowest])
    return f"Het hoogst: {top} ({_number(highest)}). Het laagst: {bottom} ({_number(lowest)})."


def _ranking(prompt: Prompt, values: Sequence[Sequence[str]]) -> Tally:
    places = range(1, len(prompt.options) + 1)
    rows = []
    for option in prompt.options:
        given = Counter(value.index(option.key) + 1 for value in values if option.key in value)
        bars = tuple(_bar(f"plaats {place}", given[place], len(values)) for place in places)
        rows.append(Row(option.label, bars, _mean([(place, given[place]) for place in places])))
    rows.sort(key=lambda row: row.mean or FULL)
    best = rows[0].mean if rows else None
    tops = _named([row.label for row in rows if row.mean == best])
    sentence = f"Bovenaan: {tops} (gemiddelde plaats {_number(best or 0)})."
    columns = tuple(f"Plaats {place}" for place in places)
    return Tally(prompt.kind, len(values), columns, tuple(rows), sentence)


def _bar(label: str, count: int, people: int) -> Bar:
    return Bar(label, count, round(FULL * count / people))


def _mean(points: Sequence[tuple[int, int]]) -> float | None:
    people = sum(count for _point, count in points)
    if not people:
        return None
    return round(sum(point * count for point, count in points) / people, 1)


def _number(value: float) -> str:
    return number_format(value, decimal_pos=1)


def _named(labels: Sequence[str]) -> str:
    quoted = [f"‘{label}’" for label in labels]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} en {quoted[-1]}"
