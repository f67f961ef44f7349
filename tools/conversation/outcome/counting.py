"""Who is counted, and what they answered."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from tools.conversation.models import Conversation, OutcomeSeat, Participant, Score
from tools.conversation.outcome.release import NOTHING
from tools.sessions.models import Seat


@dataclass(frozen=True, slots=True)
class Answers:
    """
    What somebody answered, by statement, as the keys of a Column have it.

    A statement that is not there got no answer.
    """

    role: str
    values: Mapping[str, str]
    importances: Mapping[str, str]

    @classmethod
    def read(cls, role: str, stored: Mapping[str, Sequence[Any]]) -> Self:
        """Return what Counted.as_json gave."""
        return cls(
            role,
            {key: str(one[0]) for key, one in stored.items() if one[0] is not None},
            {key: str(one[1]) for key, one in stored.items() if one[1] is not None},
        )

    def value(self, statement: str) -> str:
        return self.values.get(statement, NOTHING)

    def importance(self, statement: str) -> str:
        return self.importances.get(statement, NOTHING)


@dataclass(frozen=True, slots=True)
class Counted:
    """A participant who is counted: with at least one answer on the scale, or *weet ik niet*."""

    seat: Seat
    role: str
    scores: Sequence[Score]

    @property
    def answers(self) -> Answers:
        return Answers.read(self.role, self.as_json())

    def as_json(self) -> dict[str, list[Any]]:
        """Return what OutcomeSeat keeps; of a remark only by what it can be known again."""
        return {
            one.statement: [one.value, one.importance, mark_of(one.remark)] for one in self.scores
        }


def counted(conversation: Conversation, statements: Collection[str]) -> list[Counted]:
    """Return who answered any of ``statements``, in the order in which they sat down."""
    participants = Participant.objects.filter(
        seat__session=conversation.pk, seat__withdrawn_at__isnull=True
    )
    if conversation.is_named:
        participants = participants.filter(agreed_at__isnull=False)
    found = list(participants.select_related("seat").order_by("pk"))
    by_seat: dict[int, list[Score]] = {one.pk: [] for one in found}
    for score in Score.objects.filter(seat__in=by_seat, statement__in=statements).order_by("pk"):
        by_seat[score.seat_id].append(score)
    return [
        Counted(one.seat, one.role, by_seat[one.pk])
        for one in found
        if any(score.value is not None for score in by_seat[one.pk])
    ]


def is_complete(conversation: Conversation, part: str) -> bool:
    """Say whether all whose answers were ever shown of ``part`` are still there."""
    outcomes = conversation.outcomes.filter(part=part)
    there = OutcomeSeat.objects.filter(outcome__in=outcomes, seat__withdrawn_at__isnull=True)
    return there.count() == sum(outcomes.values_list("people", flat=True))


def mark_of(remark: str) -> str:
    """Return by what ``remark`` is known again without its text; "" for none."""
    return hashlib.sha256(remark.encode()).hexdigest() if remark else ""
