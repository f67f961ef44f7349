"""All exercises together, and the ways through them, as a process keeps them in memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.shared import Shared
from tools.reflection.models import Combination, Exercise, GuideQuestion


@dataclass(frozen=True, slots=True)
class Stop:
    """An exercise in a series, with why it stands there."""

    exercise: Exercise
    reason: str


@dataclass(frozen=True, slots=True)
class Series:
    """A combination, with those of its exercises that are published, in order."""

    slug: str
    title: str
    summary: str
    stops: Sequence[Stop]

    @property
    def minutes(self) -> int:
        return sum(stop.exercise.minutes for stop in self.stops)

    def after(self, exercise: Exercise) -> Stop | None:
        return self._beside(exercise, 1)

    def before(self, exercise: Exercise) -> Stop | None:
        return self._beside(exercise, -1)

    def _beside(self, exercise: Exercise, distance: int) -> Stop | None:
        numbers = [stop.exercise.pk for stop in self.stops]
        if exercise.pk not in numbers:
            return None
        place = numbers.index(exercise.pk) + distance
        return self.stops[place] if 0 <= place < len(numbers) else None


@dataclass(frozen=True, slots=True)
class Toolbox:
    """``exercises`` are the published ones by primary key, by leerbehoefte and number."""

    exercises: Mapping[int, Exercise]
    series: Sequence[Series]
    questions: Sequence[GuideQuestion]

    def series_with(self, exercise: Exercise) -> Iterator[Series]:
        for series in self.series:
            if any(stop.exercise.pk == exercise.pk for stop in series.stops):
                yield series


def _load(_version: str) -> Toolbox:
    """Read everything; six queries."""
    published = Exercise.objects.published().in_order().prefetch_related("steps")
    exercises = {exercise.pk: exercise for exercise in published}
    combinations = Combination.objects.prefetch_related("steps")
    return Toolbox(
        exercises,
        [series for one in combinations if (series := _series(one, exercises)).stops],
        list(GuideQuestion.objects.prefetch_related("options")),
    )


def _series(combination: Combination, exercises: Mapping[int, Exercise]) -> Series:
    stops = [
        Stop(exercises[step.exercise_id], step.reason)
        for step in combination.steps.all()
        if step.exercise_id in exercises
    ]
    return Series(combination.slug, combination.title, combination.summary, stops)


toolbox = Shared(_load)
