"""The steps of an exercise, and how far somebody is."""

from collections.abc import Collection
from dataclasses import dataclass

from tools.reflection.script import Script, Step


@dataclass(frozen=True, slots=True)
class Stage:
    """A step as the bar on top of the page shows it."""

    step: Step
    is_now: bool
    is_done: bool


def stages(script: Script, answered: Collection[str], *, now: int = 0) -> list[Stage]:
    """Return the steps; ``now`` is the number of the one at hand, 0 where none is."""
    return [
        Stage(step, step.number == now, _is_done(script, step, answered, now))
        for step in script.steps
    ]


def _is_done(script: Script, step: Step, answered: Collection[str], now: int) -> bool:
    prompts = script.prompts_at(step.number)
    if not prompts:
        # Nothing shows that it was done, but that somebody went on.
        last = max((one.step for one in script.prompts if one.key in answered), default=0)
        return step.number < max(now, last)
    return all(prompt.key in answered for prompt in prompts)


def next_step(script: Script, answered: Collection[str]) -> int:
    """Return the number of the first step with something to do; 0 when all is done."""
    undone = (stage.step.number for stage in stages(script, answered) if not stage.is_done)
    return next(undone, 0)
