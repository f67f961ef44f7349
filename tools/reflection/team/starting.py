"""Makes a team meeting of an exercise that was begun."""

from django.db import transaction

from tools.reflection.models import TeamMeeting
from tools.reflection.team.agenda import agenda_for
from tools.sessions import joining
from tools.sessions.models import Seat


@transaction.atomic
def begin_meeting(seat: Seat, *, minutes: int, people: int) -> TeamMeeting:
    """Give ``seat``, its facilitator's, an agenda, a code to join by and a screen."""
    reflection = seat.session.reflection
    agenda = agenda_for(reflection.script, minutes=minutes, people=people)
    meeting = TeamMeeting.objects.create(
        reflection=reflection,
        minutes=minutes,
        people=people,
        agenda=agenda.as_json(),
        seconds_left=agenda.parts[0].minutes * 60,
    )
    joining.open_for_joining(seat.session)
    return meeting
