"""The bar of a statement: how many chose what."""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.conversation.outcome.reading import StatementReading
from tools.conversation.outcome.release import NOTHING, UNKNOWN, Column
from tools.conversation.questionnaire import UNKNOWN_LABEL, Point, Questionnaire

NOTHING_LABEL = "Niets gekozen"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the bar: ``x`` and ``width`` are shares; ``count`` None where not told."""

    answer: str
    label: str
    count: int | None
    x: float
    width: float

    # Narrower than this there is no room for a number.
    ROOM = 6.0

    @property
    def style(self) -> str:
        return {UNKNOWN: "unknown", NOTHING: "nothing"}.get(self.answer, self.answer)

    @property
    def has_room(self) -> bool:
        return self.count is not None and self.width >= self.ROOM


@dataclass(frozen=True, slots=True)
class Distribution:
    """What was answered to a statement, as a bar; without segments there is nothing to draw."""

    reading: StatementReading
    segments: tuple[Segment, ...]

    @property
    def column(self) -> Column:
        return self.reading.column


def distribution(reading: StatementReading, questionnaire: Questionnaire) -> Distribution:
    labels = answer_labels(questionnaire.scale)
    column = reading.column
    if column.mostly is not None:
        whole = Segment(column.mostly, labels[column.mostly], None, 0.0, 100.0)
        return Distribution(reading, (whole,))
    counts = column.counts or {}
    chosen = [(answer, counts[answer]) for answer in labels if counts.get(answer)]
    before = 0
    segments = []
    for answer, count in chosen:
        begins, ends = _part(before, column.people), _part(before + count, column.people)
        segments.append(Segment(answer, labels[answer], count, begins, round(ends - begins, 1)))
        before += count
    return Distribution(reading, tuple(segments))


def answer_labels(scale: Sequence[Point]) -> dict[str, str]:
    """Return the words of each answer, in the order of the bar."""
    points = {str(point.value): point.label for point in scale}
    return {**points, UNKNOWN: UNKNOWN_LABEL, NOTHING: NOTHING_LABEL}


def _part(count: int, people: int) -> float:
    return round(100 * count / people, 1)
