"""An exercise as it is done: its steps and questions, at one version, apart from the database."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from tools.reflection.models.exercise import Exercise, ExercisePrompt

Kind = ExercisePrompt.Kind
UNKNOWN = "unknown"
# The four points, and what to choose when one cannot say.
SCALE: Mapping[int, str] = {1: "Nog niet", 2: "Eerste stappen", 3: "Loopt", 4: "Verankerd"}
UNKNOWN_LABEL = "Weet ik niet"


@dataclass(frozen=True, slots=True)
class Option:
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """
    A question. What its answer looks like (the ``value`` of an Answer) depends on ``kind``.

    short, long: a text. choice: the key of an option. choices, ticks: a list of
    keys. scale: for each option's key 1 to 4 or "unknown". ranking: all keys, the first
    being the highest. table: rows, each a list of texts, one for each option (column).
    """

    key: str
    kind: str
    text: str
    help: str
    step: int
    options: tuple[Option, ...] = ()

    @property
    def is_text(self) -> bool:
        """Say whether its answers are words: in a team each becomes a card."""
        return self.kind in {Kind.SHORT, Kind.LONG, Kind.TABLE}


@dataclass(frozen=True, slots=True)
class Step:
    """``number`` counts from 1; without ``short_minutes`` it is no part of the short version."""

    number: int
    title: str
    text: str
    minutes: int
    short_minutes: int | None
    is_before: bool


@dataclass(frozen=True, slots=True)
class Script:
    """All that doing an exercise needs, and nothing else."""

    title: str
    summary: str
    goal: str
    need: int
    minutes: int
    short_minutes: int | None
    short_version: str
    materials: str
    in_meeting: str
    with_residents: str
    steps: tuple[Step, ...]
    prompts: tuple[Prompt, ...]

    @classmethod
    def of(cls, exercise: Exercise) -> Self:
        """Read it from the database; ``for_detail()`` or ``for_index()`` makes that cheap."""
        numbers = {step.pk: number for number, step in enumerate(exercise.steps.all(), start=1)}
        return cls(
            **{name: getattr(exercise, name) for name in _OWN},
            steps=tuple(
                Step(
                    numbers[step.pk],
                    step.title,
                    step.text,
                    step.minutes,
                    step.short_minutes,
                    step.is_before,
                )
                for step in exercise.steps.all()
            ),
            prompts=tuple(
                Prompt(
                    prompt.key,
                    prompt.kind,
                    prompt.text,
                    prompt.help,
                    numbers[prompt.step_id],
                    tuple(Option(one.key, one.label) for one in prompt.options.all()),
                )
                for prompt in sorted(
                    exercise.prompts.all(), key=lambda prompt: numbers[prompt.step_id]
                )
                # An editor may still be at it: what has nothing to choose from is not asked yet.
                if prompt.options.all() or prompt.kind not in ExercisePrompt.WITH_OPTIONS
            ),
        )

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Self:
        """Return what ``as_json`` gave."""
        return cls(
            **{name: stored[name] for name in _OWN},
            steps=tuple(Step(**step) for step in stored["steps"]),
            prompts=tuple(
                Prompt(**{**one, "options": tuple(Option(**o) for o in one["options"])})
                for one in stored["prompts"]
            ),
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def prompts_at(self, step: int) -> tuple[Prompt, ...]:
        return tuple(prompt for prompt in self.prompts if prompt.step == step)

    def prompt(self, key: str) -> Prompt:
        """Raise KeyError where this version asks no such thing."""
        return {prompt.key: prompt for prompt in self.prompts}[key]


_OWN = (
    "title",
    "summary",
    "goal",
    "need",
    "minutes",
    "short_minutes",
    "short_version",
    "materials",
    "in_meeting",
    "with_residents",
)
