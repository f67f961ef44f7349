"""Seats to save at, and what stands in the database afterwards."""

import json
from typing import Any

from django.urls import reverse
from django.utils import timezone

from tools.reflection.models import Answer, Card, Exercise, Reflection
from tools.reflection.script import Prompt, Script
from tools.reflection.starting import begin
from tools.reflection.team.agenda import Agenda, agenda_for
from tools.reflection.team.leading import go_to
from tools.reflection.team.starting import begin_meeting
from tools.sessions.joining import join
from tools.sessions.models import Seat

MINUTES = 45


def sit(people: str) -> dict[str, Any]:
    """Seat so many people in the exercise of the starter content that asks most."""
    exercises = Exercise.objects.published().filter(for_team=True).for_detail().in_order()
    return seated(max(exercises, key=_kinds), int(people))


def _kinds(exercise: Exercise) -> int:
    return len({prompt.kind for prompt in _asked(Script.of(exercise), people=2)})


def seated(exercise: Exercise, people: int) -> dict[str, Any]:
    """Return places: ``alone`` in as many exercises, and in the one meeting of a ``team``."""
    script = Script.of(exercise)
    alone = [begin(exercise, Reflection.Form.ALONE) for _person in range(people)]
    leader = begin(exercise, Reflection.Form.TEAM)
    meeting = begin_meeting(leader, minutes=MINUTES, people=people)
    parts = Agenda.read(meeting.agenda).parts
    asking = next(place for place, part in enumerate(parts) if part.prompts)
    go_to(meeting, asking, version=meeting.version, now=timezone.now())
    team = [join(leader.session.code) for _person in range(people)]
    return {
        "alone": [_alone(seat, script) for seat in alone],
        "team": [_in_team(seat, _asked(script, people)) for seat in team],
    }


def _asked(script: Script, people: int) -> list[Prompt]:
    agenda = agenda_for(script, minutes=MINUTES, people=people)
    return [script.prompt(key) for key in agenda.prompts]


def _alone(seat: Seat, script: Script) -> dict[str, Any]:
    address = reverse("reflection:save", args=[seat.key])
    asked = [prompt for prompt in script.prompts if prompt.kind in {"long", "short"}]
    return {
        "seat": seat.key,
        "enter": address,
        "questions": [_question(prompt, address, is_card=False) for prompt in asked],
    }


def _in_team(seat: Seat, asked: list[Prompt]) -> dict[str, Any]:
    pages = {
        True: reverse("reflection:put-card", args=[seat.key]),
        False: reverse("reflection:team-answer", args=[seat.key]),
    }
    return {
        "seat": seat.key,
        "enter": reverse("reflection:take-part", args=[seat.key]),
        "questions": [
            _question(prompt, pages[prompt.is_text], is_card=prompt.is_text) for prompt in asked
        ],
    }


def _question(prompt: Prompt, address: str, *, is_card: bool) -> dict[str, Any]:
    return {
        "address": address,
        "prompt": prompt.key,
        "kind": "card" if is_card else str(prompt.kind),
        "options": [option.key for option in prompt.options],
    }


def kept(seats: str) -> dict[str, Any]:
    """Return all that stands in the database of the sessions of these seats."""
    sessions = Seat.objects.filter(key__in=json.loads(seats)).values("session")
    answers = Answer.objects.filter(seat__session__in=sessions)
    cards = Card.objects.filter(seat__session__in=sessions)
    return {
        "answers": [list(row) for row in answers.values_list("seat__key", "prompt", "value")],
        "cards": [
            [seat, prompt, str(key), text]
            for seat, prompt, key, text in cards.values_list("seat__key", "prompt", "key", "text")
        ],
    }
