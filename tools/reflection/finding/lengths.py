"""How long an exercise takes, and what fits in the time there is."""

from dataclasses import dataclass
from enum import Enum, auto

from tools.reflection.models import Exercise


class Fit(Enum):
    """What of an exercise can be done in a number of minutes."""

    WHOLE = auto()
    SHORT = auto()
    NOT = auto()


def longest(exercise: Exercise) -> int:
    """Return how many minutes all of it may take."""
    return exercise.minutes_most or exercise.minutes


def fit(exercise: Exercise, minutes: int) -> Fit:
    if longest(exercise) <= minutes:
        return Fit.WHOLE
    if exercise.short_minutes is not None and exercise.short_minutes <= minutes:
        return Fit.SHORT
    return Fit.NOT


@dataclass(frozen=True, slots=True)
class Length:
    """
    An exercise has it when all of it fits in ``most`` minutes, or its short version does.

    The length without ``most`` is that of what takes longer than the others, as a whole.
    """

    slug: str
    label: str
    most: int | None

    def holds(self, exercise: Exercise) -> bool:
        if self.most is None:
            return longest(exercise) > LONG
        return fit(exercise, self.most) is not Fit.NOT


LONG = 45
LENGTHS = (
    Length("tot-15", "past in 15 minuten", 15),
    Length("tot-30", "past in 30 minuten", 30),
    Length("tot-45", "past in 45 minuten", LONG),
    Length("langer", "langer dan 45 minuten", None),
)
