"""
The rounds of one conversation, one after the other.

Whoever has a key of a round sees what was published of that round and of those
before it, and never of a later one: nobody gets further by what was once given out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tools.conversation.models import Action, Conversation, Outcome
from tools.conversation.outcome.published import latest_outcomes, release_of
from tools.conversation.outcome.reading import Reading, read

# More of them are no longer told apart in a picture.
MOST_ROUNDS = 5
_EARLIER = "__".join(["predecessor"] * (MOST_ROUNDS - 1))


@dataclass(frozen=True, slots=True)
class Round:
    """``reading`` and ``measured_on`` are None where nothing was published of it."""

    conversation: Conversation
    reading: Reading | None = None
    measured_on: date | None = None

    @property
    def label(self) -> str:
        return f"Ronde {self.conversation.round}"

    @property
    def known(self) -> Reading:
        assert self.reading is not None  # noqa: S101 -- asked of measured rounds only
        return self.reading


def rounds_of(conversation: Conversation) -> Sequence[Round]:
    """Return this round and at most four before it, the first one first; two queries."""
    chain = _chain(conversation)
    last = latest_outcomes(chain)
    return [_round(one, last.get(one.pk), conversation) for one in chain]


def measured(rounds: Sequence[Round]) -> Sequence[Round]:
    return [one for one in rounds if one.reading is not None]


def done_between(earlier: Round, later: Round, rounds: Sequence[Round]) -> Sequence[Action]:
    """Return what was agreed from one measurement to the next, and done before that next one."""
    between = [one.conversation for one in rounds[rounds.index(earlier) : rounds.index(later)]]
    done = Action.objects.filter(conversation__in=between, status=Action.Status.DONE)
    until = later.measured_on
    return [one for one in done if until and timezone.localdate(one.changed_at) <= until]


def _chain(conversation: Conversation) -> Sequence[Conversation]:
    found = [Conversation.objects.select_related(_EARLIER).get(pk=conversation.pk)]
    while len(found) < MOST_ROUNDS and found[-1].predecessor:
        found.append(found[-1].predecessor)
    return found[::-1]


def _round(conversation: Conversation, outcome: Outcome | None, asked: Conversation) -> Round:
    if outcome is None:
        return Round(conversation)
    # Every round asks what the first one asked.
    reading = read(release_of(conversation, outcome), asked.questionnaire)
    return Round(conversation, reading, timezone.localdate(outcome.published_at))
