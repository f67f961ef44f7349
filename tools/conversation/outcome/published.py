"""What was counted, for everybody who may see it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from tools.conversation.models import Conversation, Outcome, Score
from tools.conversation.outcome import making
from tools.conversation.outcome.counting import Answers, is_complete, mark_of
from tools.conversation.outcome.partition import FEWEST
from tools.conversation.outcome.reading import Reading, read
from tools.conversation.outcome.release import Release
from tools.conversation.questionnaire import BALANCE

Phase = Conversation.Phase
NAMELESS = "Zonder naam"
_SHOWN = (Phase.TALKING, Phase.AGENDA, Phase.CLOSED)


@dataclass(frozen=True, slots=True)
class Remark:
    """``name`` only in a conversation with names."""

    text: str
    name: str = ""


def latest_outcome(conversation: Conversation, part: str = BALANCE) -> Outcome | None:
    """Return what was counted last; None before that, and while people score (again)."""
    if conversation.phase not in _SHOWN:
        return None
    return conversation.outcomes.filter(part=part).order_by("-number").first()


def latest_outcomes(
    conversations: Iterable[Conversation], part: str = BALANCE
) -> Mapping[int, Outcome]:
    """Return ``latest_outcome`` of each that has one, by number of the conversation; one query."""
    shown = [one.pk for one in conversations if one.phase in _SHOWN]
    found = Outcome.objects.filter(conversation__in=shown, part=part).order_by("number")
    return {one.conversation_id: one for one in found}


def latest(conversation: Conversation, part: str = BALANCE) -> Release | None:
    outcome = latest_outcome(conversation, part)
    return release_of(conversation, outcome) if outcome else None


def release_of(conversation: Conversation, outcome: Outcome) -> Release:
    """Return what ``outcome`` tells; with names, of who is still there."""
    if not conversation.is_named:
        return Release.read(outcome.release)
    there = outcome.seats.filter(seat__withdrawn_at__isnull=True).select_related("seat")
    people = [(one.seat.name or NAMELESS, Answers.read(one.role, one.answers)) for one in there]
    questionnaire = conversation.questionnaire
    if outcome.part == BALANCE:
        return making.named_balance(people, questionnaire)
    return making.named(people, questionnaire.theme(outcome.part).deepening)


def reading_of(conversation: Conversation) -> Reading | None:
    """Return what the last outcome of the balance says."""
    release = latest(conversation)
    return read(release, conversation.questionnaire) if release else None


def remarks_of(conversation: Conversation, part: str = BALANCE) -> Mapping[str, Sequence[Remark]]:
    """
    Return what people wrote with their answers, as it was when these were counted.

    By statement, in an order that says nothing. A remark that was changed since is
    not shown. Without names there are none of fewer than three people, and none
    after somebody left: what is missing then would be theirs.
    """
    outcome = latest_outcome(conversation, part)
    if outcome is None or not _may_show_remarks(conversation, outcome):
        return {}
    there = outcome.seats.filter(seat__withdrawn_at__isnull=True)
    marks = {one.seat_id: one.answers for one in there}
    scores = Score.objects.filter(seat__in=marks).exclude(remark="").select_related("seat")
    shown = [one for one in scores if _is_as_counted(one, marks[one.seat_id])]
    shown.sort(key=lambda one: _place(outcome, one))
    remarks: dict[str, list[Remark]] = {}
    for one in shown:
        name = one.seat.name if conversation.is_named else ""
        remarks.setdefault(one.statement, []).append(Remark(one.remark, name))
    return remarks


def _may_show_remarks(conversation: Conversation, outcome: Outcome) -> bool:
    if conversation.is_named:
        return True
    return outcome.people >= FEWEST and is_complete(conversation, outcome.part)


def _is_as_counted(score: Score, answers: Mapping[str, Sequence[object]]) -> bool:
    _value, _importance, mark = answers.get(score.statement, (None, None, ""))
    return mark == mark_of(score.remark)


def _place(outcome: Outcome, score: Score) -> str:
    # Keyed: who knows the numbers of rows cannot work it out.
    said = f"{outcome.pk}:{score.statement}:{score.seat_id}"
    return salted_hmac("tools.conversation.remarks", said, algorithm="sha256").hexdigest()
