"""Conversations, written in bulk: a questionnaire of six themes costs a handful of queries."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from tests.factories.knowledge import MunicipalityFactory
from tools.conversation.models import (
    Action,
    Conversation,
    Outcome,
    Participant,
    QuestionnaireVersion,
    Score,
)
from tools.conversation.outcome.release import Column, Group, Release, StatementRelease
from tools.conversation.questionnaire import Band, Point, Question, Questionnaire, Statement, Theme
from tools.conversation.roles import Role
from tools.conversation.starting import begin
from tools.conversation.versions import issue
from tools.sessions.joining import open_for_joining
from tools.sessions.keys import new_key
from tools.sessions.models import Seat

LETTERS = "ABCDEF"
SCALE = (
    Point(1, "Nog niet", "Er is niets geregeld."),
    Point(2, "Eerste stappen", "Er ligt een idee."),
    Point(3, "Loopt", "Het gebeurt, maar niet overal."),
    Point(4, "Verankerd", "Vaste praktijk."),
)
BANDS = (
    Band("1.00", "Vertrekpunt", "Hier begint het werk nog."),
    Band("1.75", "In opbouw", "Er gebeurt iets."),
    Band("2.50", "Op weg", "De lijn is zichtbaar."),
    Band("3.25", "Stevig", "Dit staat."),
)


@cache
def a_questionnaire(
    letters: str = LETTERS, *, balance: int = 3, deepening: int = 2
) -> Questionnaire:
    """Return a small one; keys are "a1" (balance), "a-d1" (deepening), "a-v1" (questions)."""
    return Questionnaire(
        themes=tuple(
            Theme(
                letter=letter,
                slug=f"thema-{letter.lower()}",
                title=f"Thema {letter}",
                summary=f"Waar thema {letter} over gaat.",
                balance=_statements(f"{letter.lower()}", balance),
                deepening=_statements(f"{letter.lower()}-d", deepening),
                questions=(
                    Question(f"{letter.lower()}-v1", f"Wat schuurt er bij {letter}?"),
                    Question(f"{letter.lower()}-v2", f"Wie ontbreekt er bij {letter}?"),
                ),
            )
            for letter in letters
        ),
        scale=SCALE,
        bands=BANDS,
    )


def _statements(stem: str, count: int) -> tuple[Statement, ...]:
    return tuple(Statement(f"{stem}{n}", f"Stelling {stem}{n}.") for n in range(1, count + 1))


def a_version(questionnaire: Questionnaire | None = None) -> QuestionnaireVersion:
    return issue(questionnaire or a_questionnaire())


def led(
    *,
    phase: Conversation.Phase = Conversation.Phase.PREPARING,
    is_named: bool = False,
    is_open: bool = True,
    user: object = None,
    title: str = "Gesprek in Voorbeeldstad",
) -> Seat:
    """Return the seat of who leads a conversation in ``phase``, open for who has the code."""
    if not QuestionnaireVersion.objects.exists():
        a_version()
    seat = begin(title, [MunicipalityFactory()], is_named=is_named, user=user)
    if is_open:
        open_for_joining(seat.session)
    Conversation.objects.filter(pk=seat.session_id).update(phase=phase)
    seat.session.conversation.refresh_from_db()
    return seat


def participants(leader: Seat, *roles: Role, names: Sequence[str] = ()) -> list[Seat]:
    """Return seats of people with ``roles``, in that order; two queries."""
    named = [*names, *[""] * (len(roles) - len(names))]
    Seat.objects.bulk_create(
        [Seat(session=leader.session, key=new_key(), name=name) for name in named]
    )
    seats = list(Seat.objects.filter(session=leader.session, is_leader=False).order_by("-pk"))
    seats = seats[: len(roles)][::-1]
    Participant.objects.bulk_create(
        Participant(seat=seat, role=role) for seat, role in zip(seats, roles, strict=True)
    )
    return seats


def scored(seat: Seat, values: Mapping[str, int | None], importance: int | None = None) -> None:
    """Answer statements at ``seat``: {"a1": 3}; one query."""
    Score.objects.bulk_create(
        Score(seat=seat, statement=key, value=value, importance=importance)
        for key, value in values.items()
    )


def actions(leader: Seat, *texts: str, **fields: Any) -> list[Action]:
    """Put ideas on the agenda, in this order; one query."""
    return Action.objects.bulk_create(
        Action(conversation_id=leader.session_id, text=text, position=place, **fields)
        for place, text in enumerate(texts)
    )


def published(
    leader: Seat,
    columns: Mapping[str, Mapping[int | str, int] | str | None],
    *,
    part: str = "balance",
    groups: Sequence[Group] = (),
    levels: Mapping[str, Mapping[str, str | None]] | None = None,
) -> Outcome:
    """
    Publish an outcome as it is said: {"a1": {3: 5, 4: 1}}, "3" where only that is told, or None.

    Statements that are not named were answered by nobody.
    """
    said = {key: StatementRelease(_column(one)) for key, one in columns.items()}
    asked = [one.key for one in leader.session.conversation.questionnaire.balance]
    people = max((one.score.people for one in said.values()), default=0)
    nothing = StatementRelease(Column(counts={"-": people}))
    release = Release(
        people=people,
        groups=tuple(groups),
        statements={**dict.fromkeys(asked, nothing), **said},
        levels=levels or {},
    )
    return Outcome.objects.create(
        conversation_id=leader.session_id, part=part, people=people, release=release.as_json()
    )


def _column(said: Mapping[int | str, int] | str | None) -> Column:
    if said is None or isinstance(said, str):
        return Column(mostly=said)
    return Column(counts={str(key): count for key, count in said.items()})
