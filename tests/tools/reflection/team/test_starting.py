import pytest

from tests.factories.reflection import ExerciseFactory, begun, led, with_questions
from tools.reflection.models import TeamMeeting
from tools.reflection.team.agenda import Agenda
from tools.reflection.team.starting import begin_meeting

pytestmark = pytest.mark.django_db


def test_beginning_a_meeting_gives_agenda_code_and_screen():
    seat = begun("team")

    meeting = begin_meeting(seat, minutes=30, people=8)

    seat.session.refresh_from_db()
    agenda = Agenda.read(meeting.agenda)
    assert (len(seat.session.code), len(seat.session.screen_key)) == (6, 32)
    assert sum(part.minutes for part in agenda.parts) == 30
    assert meeting.seconds_left == agenda.parts[0].minutes * 60
    assert meeting.runs_since is None
    assert agenda.advice


def test_meeting_keeps_the_agenda_that_it_began_with():
    exercise = with_questions(ExerciseFactory())
    leader, _ = led(exercise=exercise)

    exercise.steps.all().delete()

    agenda = Agenda.read(TeamMeeting.objects.get(pk=leader.session_id).agenda)
    assert [part.title for part in agenda.parts[1:-1]] == ["Kijk rond", "Bespreek"]
