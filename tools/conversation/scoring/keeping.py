"""Keeps what is answered at a seat, and gives it back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.http import Http404

from tools.conversation.models import Conversation, Participant, Score
from tools.conversation.questionnaire import Theme
from tools.sessions.models import Seat

Phase = Conversation.Phase


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a statement, as Score has it; empty where nothing was chosen or written."""

    value: int | None = None
    importance: int | None = None
    remark: str = ""

    @property
    def is_empty(self) -> bool:
        return self == Answer()


class RefusedError(Exception):
    """Nothing was kept; says in Dutch why."""


class ClosedError(RefusedError):
    """The time to answer this is over, or did not come yet."""


class NotAgreedError(RefusedError):
    """Whoever sits here did not say yet from where they look, or agree that all see their name."""


class UnknownStatementError(Exception):
    """No statement of this conversation has this key."""


CLOSED = "Het scoren is gesloten. U kunt uw antwoorden niet meer veranderen."
NOT_YET = "Het scoren is nog niet open."
SHOWN = "De uitkomst van dit thema is al getoond. U kunt uw antwoorden niet meer veranderen."
NOT_NOW = "Op deze stellingen kunt u nu niet antwoorden."
CHOOSE_FIRST = "Kies eerst uw rol. Daarna kunt u antwoorden."
AGREE_FIRST = "Ga eerst akkoord dat iedereen uw naam bij uw antwoorden ziet."


def held(seat: Seat) -> Conversation:
    """Return the conversation, in the phase that it has until this transaction ends; else 404."""
    conversations = Conversation.objects.select_for_update(of=("self",))
    conversation = conversations.filter(pk=seat.session_id).first()
    if conversation is None:
        raise Http404
    return conversation


@transaction.atomic
def keep(seat: Seat, answers: Mapping[str, Answer], *, now: datetime) -> None:
    """
    Keep ``answers`` by the key of their statement; an empty one takes away what was there.

    Of two writers at a seat the last wins, statement by statement. Raise ClosedError,
    NotAgreedError or UnknownStatementError; then nothing is kept.
    """
    conversation = held(seat)
    # A version never changes, so the one read before will do.
    questionnaire = seat.session.conversation.questionnaire
    for key in answers:
        try:
            questionnaire.statement(key)
        except KeyError:
            raise UnknownStatementError(key) from None
        refuse_closed(conversation, questionnaire.theme_of(key), key)
    participant = _participant(seat, conversation)
    _take_away(participant, [key for key, answer in answers.items() if answer.is_empty])
    Score.objects.bulk_create(
        [
            Score(
                seat=seat,
                statement=key,
                value=answer.value,
                importance=answer.importance,
                remark=answer.remark,
                changed_at=now,
            )
            for key, answer in answers.items()
            if not answer.is_empty
        ],
        update_conflicts=True,
        unique_fields=["seat", "statement"],
        update_fields=["value", "importance", "remark", "changed_at"],
    )
    seat.session.touch(now)


def refuse_closed(conversation: Conversation, theme: Theme, key: str) -> None:
    """Raise ClosedError where the statement ``key`` of ``theme`` cannot be answered now."""
    phase = conversation.phase
    if key in {one.key for one in theme.balance}:
        if phase != Phase.SCORING:
            raise ClosedError(NOT_YET if phase == Phase.PREPARING else CLOSED)
    elif theme.letter in conversation.opened_themes:
        raise ClosedError(SHOWN)
    elif phase != Phase.TALKING or theme.letter not in conversation.chosen_themes:
        raise ClosedError(NOT_NOW)


def _participant(seat: Seat, conversation: Conversation) -> Participant:
    """Return who may answer at ``seat``; 404 for who was removed, or got another key, meanwhile."""
    here = Seat.objects.filter(pk=seat.pk, key=seat.key, withdrawn_at__isnull=True)
    seat_now = here.select_related("participant").first()
    if seat_now is None:
        raise Http404
    participant: Participant | None = getattr(seat_now, "participant", None)
    if participant is None:
        raise NotAgreedError(CHOOSE_FIRST)
    if conversation.is_named and participant.agreed_at is None:
        raise NotAgreedError(AGREE_FIRST)
    return participant


def _take_away(participant: Participant, keys: Iterable[str]) -> None:
    """Forget the answers to ``keys``, but not those that this one was never shown."""
    rows = Score.objects.filter(seat=participant.seat_id, statement__in=keys)
    if participant.hidden_before:
        rows = rows.filter(changed_at__gte=participant.hidden_before)
    if keys:
        rows.delete()


@dataclass(frozen=True, slots=True)
class Kept:
    """
    What was answered at a seat, by statement.

    ``shown`` is for who has its key now; what was answered with an earlier key
    counts, but of that only the statements are told, in ``hidden``. ``scored`` are
    the statements that have a point or *weet ik niet*. ``saved_at`` is of the last
    that is shown.
    """

    shown: Mapping[str, Answer]
    hidden: frozenset[str]
    scored: frozenset[str]
    saved_at: datetime | None

    @classmethod
    def at(cls, seat: Seat, participant: Participant | None) -> "Kept":
        rows = list(Score.objects.filter(seat=seat))
        before = participant.hidden_before if participant else None
        own = [one for one in rows if before is None or one.changed_at >= before]
        shown = {one.statement: Answer(one.value, one.importance, one.remark) for one in own}
        return cls(
            shown=shown,
            hidden=frozenset(one.statement for one in rows if one.statement not in shown),
            scored=frozenset(one.statement for one in rows if one.value is not None),
            saved_at=max((one.changed_at for one in own), default=None),
        )

    def answer(self, key: str) -> Answer:
        return self.shown.get(key, Answer())
