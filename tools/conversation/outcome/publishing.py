"""Ends and opens scoring, and counts what everybody may see (docs/adr/0023)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tools.conversation.models import Conversation, Outcome, OutcomeSeat
from tools.conversation.outcome import making, renewing
from tools.conversation.outcome.counting import Counted, counted, is_complete
from tools.conversation.outcome.partition import FEWEST
from tools.conversation.outcome.release import Release
from tools.conversation.phases import ChangedMeanwhileError, Phase, move_on
from tools.conversation.questionnaire import BALANCE
from tools.sessions.models import Seat

SOMEBODY_LEFT = (
    "De eerste uitkomst blijft staan. Sinds die uitkomst is er iemand weg. Een nieuwe telling zou "
    "laten zien wat die persoon antwoordde."
)
NOT_ALL_AGAIN = (
    "De eerste uitkomst blijft staan. Niet iedereen die toen meetelde, zei opnieuw klaar te zijn. "
    "Een nieuwe telling zou laten zien wat de anderen veranderden."
)
TOO_LITTLE = (
    "De eerste uitkomst blijft staan. Er veranderde te weinig. Een nieuwe telling zou laten zien "
    "wat één persoon veranderde."
)
# With names: it is made of the rows of OutcomeSeat, so that who leaves is not in it.
_UNTOLD = Release(people=0)


@dataclass(frozen=True, slots=True)
class Ended:
    """
    What everybody sees since scoring ended.

    ``why`` says in Dutch to who leads why it is still the outcome of before, where
    not ``is_new``.
    """

    outcome: Outcome
    is_new: bool
    why: str = ""


@transaction.atomic
def end_scoring(conversation: Conversation, *, version: int, now: datetime) -> Ended:
    """
    Close the scoring and count it: each answer that was acknowledged, and none after it.

    Raise ChangedMeanwhileError; then nothing happened.
    """
    # First: who saves now waits for this row, and who saved before is counted.
    move_on(conversation, version, Phase.SCORING, phase=Phase.TALKING)
    statements = conversation.questionnaire.balance
    people = counted(conversation, [one.key for one in statements])
    if conversation.is_named:
        return Ended(_keep(conversation, BALANCE, _UNTOLD, people, now), is_new=True)
    release = making.anonymous([one.answers for one in people], conversation.questionnaire)
    told = list(conversation.outcomes.filter(part=BALANCE).order_by("number"))
    if any(one.people >= FEWEST for one in told):
        return _end_again(conversation, told, release, people, now)
    return Ended(_keep(conversation, BALANCE, release, people, now), is_new=True)


def _end_again(
    conversation: Conversation,
    told: Sequence[Outcome],
    release: Release,
    people: Sequence[Counted],
    now: datetime,
) -> Ended:
    """Publish what is new, as far as nobody who saw the outcomes ``told`` learns an answer."""
    last = told[-1]
    if not is_complete(conversation, BALANCE):
        return Ended(last, is_new=False, why=SOMEBODY_LEFT)
    if OutcomeSeat.objects.filter(outcome__in=told, seat__done_at__isnull=True).exists():
        return Ended(last, is_new=False, why=NOT_ALL_AGAIN)
    seen = [Release.read(one.release) for one in told if one.people >= FEWEST]
    told_now = renewing.renewed(seen, release)
    if told_now.statements == seen[-1].statements:
        return Ended(last, is_new=False, why=TOO_LITTLE)
    return Ended(_keep(conversation, BALANCE, told_now, people, now), is_new=True)


@transaction.atomic
def reopen(conversation: Conversation, *, version: int, now: datetime) -> None:
    """Let everybody score again, and say anew when they are done; what was shown is put away."""
    move_on(
        conversation,
        version,
        Phase.TALKING,
        Phase.AGENDA,
        phase=Phase.SCORING,
        reopened_at=now,
        runs_since=None,
    )
    Seat.objects.filter(session=conversation.pk).update(done_at=None)


@transaction.atomic
def open_theme(conversation: Conversation, letter: str, *, version: int, now: datetime) -> Outcome:
    """
    Show what was answered to the deepening of a theme, once; its answers are closed from now.

    Raise ChangedMeanwhileError, also where it was shown or not chosen.
    """
    if letter in conversation.opened_themes or letter not in conversation.chosen_themes:
        raise ChangedMeanwhileError
    opened = [*conversation.opened_themes, letter]
    move_on(conversation, version, Phase.TALKING, Phase.AGENDA, opened_themes=opened)
    statements = conversation.questionnaire.theme(letter).deepening
    people = counted(conversation, [one.key for one in statements])
    release = (
        _UNTOLD
        if conversation.is_named
        else making.deepening([one.answers for one in people], statements)
    )
    return _keep(conversation, letter, release, people, now)


def _keep(
    conversation: Conversation,
    part: str,
    release: Release,
    people: Sequence[Counted],
    now: datetime,
) -> Outcome:
    outcome = Outcome.objects.create(
        conversation=conversation,
        part=part,
        number=conversation.outcomes.filter(part=part).count() + 1,
        people=len(people),
        release=release.as_json(),
        published_at=now,
    )
    OutcomeSeat.objects.bulk_create(
        OutcomeSeat(outcome=outcome, seat=one.seat, role=one.role, answers=one.as_json())
        for one in people
    )
    return outcome
