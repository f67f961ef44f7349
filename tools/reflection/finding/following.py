"""Where to go on from an exercise: the next one."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge import version
from knowledge.collection import Collection, collections
from knowledge.similar import also_about, similar
from tools.reflection.finding.toolbox import Toolbox, toolbox
from tools.reflection.models import Exercise


@dataclass(frozen=True, slots=True)
class Next:
    exercise: Exercise
    reason: str


def next_exercises(exercise: Exercise, most: int = 3, *, at: str | None = None) -> list[Next]:
    """
    Return what is well done after ``exercise``, best first, each once; seldom nothing.

    What follows it in a combination, then what shares telling concepts, then
    what has the same leerbehoefte. ``at`` is a version of the content.
    """
    at = at or version.current()
    box, collection = toolbox.at(at), collections.at(at)
    found: dict[int, Next] = {}
    for one in _ways_on(exercise, box, collection, most):
        if len(found) == most:
            break
        if one.exercise.pk != exercise.pk:
            found.setdefault(one.exercise.pk, one)
    return list(found.values())


def _ways_on(exercise: Exercise, box: Toolbox, collection: Collection, most: int) -> Iterator[Next]:
    for series in box.series_with(exercise):
        if stop := series.after(exercise):
            yield Next(stop.exercise, f"Volgt in de serie ‘{series.title}’. {stop.reason}")
    exercises = collection.kinds.get(Exercise.KIND.name, 0)
    for card in similar(exercise, collection, among=exercises, most=2 * most):
        if card.item.pk in box.exercises:
            yield Next(box.exercises[card.item.pk], also_about(card.reasons))
    same_need = [one for one in box.exercises.values() if one.need == exercise.need]
    for one in sorted(same_need, key=lambda one: one.number <= exercise.number):
        yield Next(one, f"Hoort ook bij ‘{one.leerbehoefte.label}’.")
