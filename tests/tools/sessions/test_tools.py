from dataclasses import replace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from tests.factories.reflection import begun, with_questions
from tests.tools.sessions.trial import TRIAL
from tools.sessions.models import Seat, ToolSession
from tools.sessions.tools import every_tool, register, tool_of


def test_tool_registers_once():
    with pytest.raises(ImproperlyConfigured):
        register(replace(TRIAL, title=lambda session: "Een andere proef"))

    assert [tool for tool in every_tool() if tool.name == TRIAL.name] == [TRIAL]


def test_tool_that_is_gone_is_a_fault():
    with pytest.raises(KeyError):
        tool_of(ToolSession(tool="weg"))


@pytest.mark.django_db
def test_seats_of_a_reflection_lead_to_its_pages():
    exercise = with_questions()
    alone, duo, leader = (begun(form, exercise=exercise) for form in ("alone", "duo", "team"))
    participant = Seat.objects.create(session=leader.session)

    tool = tool_of(leader.session)

    assert tool.title(leader.session) == exercise.title
    assert {seat: tool.seat_url(seat) for seat in (alone, duo, leader, participant)} == {
        alone: reverse("reflection:work", args=[alone.key]),
        duo: reverse("reflection:work", args=[duo.key]),
        leader: reverse("reflection:lead", args=[leader.key]),
        participant: reverse("reflection:take-part", args=[participant.key]),
    }
