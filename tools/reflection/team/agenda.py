"""How a team spends its minutes on an exercise: parts of whole minutes that add up exactly."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from tools.reflection.script import Script, Step

OPENING, STEP, CLOSING = "opening", "step", "closing"
# How long opening and closing take, by the length of the meeting.
ASIDE = {15: (1, 2), 30: (2, 4), 45: (2, 5)}
# Up to so many people everybody gets a turn when all talk together.
MOST_TOGETHER = 6
MOST_IN_PAIRS = 12

_RULES = (
    "Spreek af hoe je met elkaar praat. Luister eerst, oordeel later. Iedereen doet mee en niemand "
    "hoeft iets te vertellen. Wat hier gezegd wordt, blijft hier. Noem geen namen of herkenbare "
    "gegevens van inwoners."
)
_GOAL = "Dit willen we bereiken: {goal}"
_AGREEING = (
    "Spreek af wat jullie gaan doen: één ding of een paar. Schrijf bij elke afspraak op wie het "
    "doet en wanneer."
)
_IN_PAIRS = (
    "Jullie zijn met meer dan zes mensen. Praat bij elke vraag eerst in tweetallen en deel daarna "
    "met elkaar wat je opviel. Zo komt iedereen aan het woord."
)
_IN_GROUPS = (
    "Jullie zijn met een grote groep. Praat bij elke vraag eerst in groepjes van drie of vier en "
    "laat daarna elk groepje één ding delen."
)


@dataclass(frozen=True, slots=True)
class Part:
    """``kind`` is one of OPENING, STEP and CLOSING; ``prompts`` are keys of questions."""

    kind: str
    title: str
    text: str
    minutes: int
    prompts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agenda:
    """``preparation`` is what is done before; ``advice`` is empty where a group needs none."""

    parts: tuple[Part, ...]
    preparation: tuple[Part, ...] = ()
    advice: str = ""
    is_short: bool = False

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Self:
        """Return what ``as_json`` gave."""
        return cls(
            parts=_read_parts(stored["parts"]),
            preparation=_read_parts(stored["preparation"]),
            advice=stored["advice"],
            is_short=stored["is_short"],
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def prompts(self) -> tuple[str, ...]:
        return tuple(key for part in self.parts for key in part.prompts)


def _read_parts(stored: Iterable[dict[str, Any]]) -> tuple[Part, ...]:
    return tuple(Part(**{**one, "prompts": tuple(one["prompts"])}) for one in stored)


def agenda_for(script: Script, *, minutes: int, people: int) -> Agenda:
    """
    Divide ``minutes`` (15, 30 or 45) over opening, steps and closing.

    Where the whole exercise does not fit, its short version is done, if it has one.
    """
    opening, closing = ASIDE[minutes]
    room = minutes - opening - closing
    together = [step for step in script.steps if not step.is_before]
    short = [step for step in together if step.short_minutes]
    is_short = sum(step.minutes for step in together) > room and bool(short)
    steps = [_part(script, step, is_short=is_short) for step in (short if is_short else together)]
    goal = _GOAL.format(goal=script.goal)
    return Agenda(
        parts=(
            Part(OPENING, "Welkom en afspraken", f"{goal}\n{_RULES}", opening),
            *_asking(script, _fitted(_joined(steps, room), room)),
            Part(CLOSING, "Afspraken maken", _AGREEING, closing),
        ),
        preparation=tuple(
            _part(script, step, is_short=False) for step in script.steps if step.is_before
        ),
        advice=_advice(people),
        is_short=is_short,
    )


def _part(script: Script, step: Step, *, is_short: bool) -> Part:
    minutes = step.short_minutes if is_short and step.short_minutes else step.minutes
    prompts = tuple(prompt.key for prompt in script.prompts_at(step.number))
    return Part(STEP, step.title, step.text, minutes, prompts)


def _joined(parts: Sequence[Part], room: int) -> list[Part]:
    """Return at most ``room`` parts, each at least a minute: what is left over goes together."""
    if not parts:
        return [Part(STEP, "Aan de slag", "Doe de oefening samen.", room)]
    if len(parts) <= room:
        return list(parts)
    rest = parts[room - 1 :]
    joined = replace(
        rest[0],
        text="\n".join(f"{part.title}: {part.text}" for part in rest),
        minutes=sum(part.minutes for part in rest),
        prompts=tuple(key for part in rest for key in part.prompts),
    )
    return [*parts[: room - 1], joined]


def _fitted(parts: Sequence[Part], room: int) -> list[Part]:
    shares = shared_out(room, [part.minutes for part in parts])
    return [replace(part, minutes=share) for part, share in zip(parts, shares, strict=True)]


def shared_out(total: int, weights: Sequence[int]) -> list[int]:
    """
    Return whole numbers that add up to ``total``, as near to ``weights`` as can be.

    Each is at least 1. What dividing leaves goes by largest remainder, the first of equals
    first. ``total`` must not be less than the number of weights.
    """
    whole = sum(weights)
    shares = [max(1, total * weight // whole) for weight in weights]

    def is_short_of(place: int) -> int:
        return total * weights[place] - shares[place] * whole

    while sum(shares) < total:
        shares[max(range(len(shares)), key=is_short_of)] += 1
    while sum(shares) > total:
        most = [place for place, share in enumerate(shares) if share > 1]
        shares[min(most, key=is_short_of)] -= 1
    return shares


def _asking(script: Script, parts: Sequence[Part]) -> Sequence[Part]:
    """Return ``parts`` that ask something: where none does, the first asks all there is."""
    if any(part.prompts for part in parts):
        return parts
    every = tuple(prompt.key for prompt in script.prompts)
    return [replace(parts[0], prompts=every), *parts[1:]]


def _advice(people: int) -> str:
    if people <= MOST_TOGETHER:
        return ""
    return _IN_PAIRS if people <= MOST_IN_PAIRS else _IN_GROUPS
