"""Statements as a page asks them, and how far somebody is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tools.conversation.models import Score
from tools.conversation.questionnaire import (
    UNKNOWN,
    UNKNOWN_LABEL,
    Point,
    Questionnaire,
    Statement,
    Theme,
)
from tools.conversation.scoring.filling import BEFORE, IMPORTANCE, REMARK, VALUE, Filled, in_short
from tools.conversation.scoring.keeping import Answer, Kept


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to choose from; ``text`` says more, or nothing."""

    id: str
    name: str
    value: int
    label: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """
    A statement with the answer of one participant: the first, or the ``number``-th of its page.

    ``kept`` is what the page began with; ``answer`` what is in the fields, also what
    could not be kept. ``is_hidden``: they answered before, but are not to see it.
    """

    statement: Statement
    number: int
    scale: Sequence[Point]
    kept: Answer
    answer: Answer
    is_hidden: bool = False
    error: str = ""

    @property
    def id(self) -> str:
        return f"stelling-{self.statement.key}"

    @property
    def before(self) -> Mapping[str, str]:
        return {"name": f"{BEFORE}:{self.statement.key}", "value": in_short(self.kept)}

    @property
    def value_name(self) -> str:
        return f"{self.statement.key}:{VALUE}"

    @property
    def importance_name(self) -> str:
        return f"{self.statement.key}:{IMPORTANCE}"

    @property
    def remark_name(self) -> str:
        return f"{self.statement.key}:{REMARK}"

    @property
    def points(self) -> Sequence[Choice]:
        offered = [*self.scale, Point(UNKNOWN, UNKNOWN_LABEL, "")]
        return [
            Choice(
                f"{self.id}-{point.value}",
                self.value_name,
                point.value,
                point.label,
                point.anchor,
                self.answer.value == point.value,
            )
            for point in offered
        ]

    @property
    def importances(self) -> Sequence[Choice]:
        return [
            Choice(
                f"{self.id}-belang-{one.value}",
                self.importance_name,
                one.value,
                str(one.label).capitalize(),
                "",
                self.answer.importance == one.value,
            )
            for one in Score.Importance
        ]

    @property
    def chosen(self) -> Choice | None:
        return next((one for one in self.points if one.is_chosen), None)

    @property
    def chosen_importance(self) -> Choice | None:
        return next((one for one in self.importances if one.is_chosen), None)


def asked(
    statements: Iterable[Statement],
    scale: Sequence[Point],
    kept: Kept,
    filled: Filled | None = None,
) -> Sequence[Asked]:
    """Return ``statements`` in order, with what was answered or just typed."""
    typed = filled.typed if filled else {}
    errors = filled.errors if filled else {}
    return [
        Asked(
            statement=one,
            number=number,
            scale=scale,
            kept=kept.answer(one.key),
            answer=typed.get(one.key, kept.answer(one.key)),
            is_hidden=one.key in kept.hidden,
            error=errors.get(one.key, ""),
        )
        for number, one in enumerate(statements, start=1)
    ]


@dataclass(frozen=True, slots=True)
class Stage:
    """A theme in the list of all, with how many of its statements have a score."""

    theme: Theme
    number: int
    scored: int
    is_now: bool

    @property
    def total(self) -> int:
        return len(self.theme.balance)

    @property
    def open(self) -> int:
        return self.total - self.scored

    @property
    def keys(self) -> str:
        return " ".join(one.key for one in self.theme.balance)


def stages(questionnaire: Questionnaire, kept: Kept, now: str = "") -> Sequence[Stage]:
    """Return the themes; ``now`` is the letter of the one at hand."""
    return [
        Stage(
            theme=theme,
            number=number,
            scored=sum(one.key in kept.scored for one in theme.balance),
            is_now=theme.letter == now,
        )
        for number, theme in enumerate(questionnaire.themes, start=1)
    ]


def first_open(found: Iterable[Stage]) -> Stage | None:
    """Return the first theme in which something is open; None when all has a score."""
    return next((stage for stage in found if stage.open), None)
