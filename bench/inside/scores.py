"""A conversation to score in, and what stands in the database of it afterwards."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from tools.conversation import phases
from tools.conversation.models import Conversation, Participant, Score
from tools.conversation.outcome.publishing import end_scoring
from tools.conversation.roles import Role
from tools.conversation.starting import begin
from tools.sessions.keys import KEY_LENGTH, new_key
from tools.sessions.models import Seat

# Where the key of a seat and the letter of a theme go in an address.
SEAT, LETTER = "_" * KEY_LENGTH, "LETTER"


def invite(people: str) -> dict[str, Any]:
    """
    Return the places of so many people in one conversation, and what they are asked.

    ``balance`` and ``deepening`` are pairs of the key of a statement and the letter of its theme.
    """
    leader = begin("Gesprek om te meten", [])
    conversation: Conversation = leader.session.conversation
    phases.start_scoring(conversation, version=conversation.edit_version)
    seats = [Seat(session=leader.session, key=new_key()) for _person in range(int(people))]
    Seat.objects.bulk_create(seats)
    roles = list(Role)
    Participant.objects.bulk_create(
        Participant(seat=seat, role=roles[number % len(roles)])
        for number, seat in enumerate(Seat.objects.filter(key__in=[seat.key for seat in seats]))
    )
    questionnaire = conversation.questionnaire
    return {
        "conversation": conversation.pk,
        "seats": [seat.key for seat in seats],
        "address": reverse("conversation:save", args=[SEAT, LETTER]),
        "balance": [[one.key, t.letter] for t in questionnaire.themes for one in t.balance],
        "deepening": [[one.key, t.letter] for t in questionnaire.themes for one in t.deepening],
    }


def talk(conversation: str) -> dict[str, Any]:
    """End the scoring and deepen every theme."""
    found = Conversation.objects.select_related("session", "version").get(pk=conversation)
    end_scoring(found, version=found.edit_version, now=timezone.now())
    found.refresh_from_db()
    letters = [theme.letter for theme in found.questionnaire.themes]
    phases.move_on(found, found.edit_version, chosen_themes=letters)
    return {}


def scores(conversation: str) -> list[list[Any]]:
    """Return the seat, statement, value, importance and remark of each row of the conversation."""
    rows = Score.objects.filter(seat__session=conversation)
    return [
        list(row)
        for row in rows.values_list("seat__key", "statement", "value", "importance", "remark")
    ]
