"""
Sessions of every form, with a mark in every field that somebody writes in.

Each part of a session has a mark of its own, so that a test can say whose text was seen.
"""

from types import SimpleNamespace

from django.utils import timezone

from tests.factories.reflection import begun, with_questions
from tools.reflection import answers
from tools.reflection.models import (
    Agreement,
    Card,
    CardGroup,
    ExercisePrompt,
    Reflection,
    TeamMeeting,
)
from tools.reflection.team.starting import begin_meeting
from tools.sessions.joining import join
from tools.sessions.models import Seat, ToolSession

MARK = "Zilvermeeuw"
Kind = ExercisePrompt.Kind


def build(*, keeper=None, exercise=None):
    """Return the sessions by name; ``keeper`` is an account that began some of them."""
    exercise = exercise or with_questions()
    return SimpleNamespace(
        exercise=exercise,
        alone=alone(exercise, "alleen"),
        kept=alone(exercise, "account", user=keeper),
        duo=duo(exercise, "duo", keeper),
        shared=duo(exercise, "samen", None, are_ready=True),
        team=team(exercise, "team", keeper),
        other_team=team(exercise, "anderteam", None),
    )


def alone(exercise, mark, user=None):
    seat = begun("alone", exercise=exercise, user=user)
    fill(seat, mark)
    agree(seat, mark)
    return SimpleNamespace(seat=seat, session=seat.session)


def duo(exercise, mark, user, *, are_ready=False):
    seat = begun("duo", exercise=exercise, user=user)
    other = Seat.objects.create(session=seat.session)
    for each, whose in ((seat, "eerste"), (other, "tweede")):
        fill(each, f"{mark}-{whose}")
    if are_ready:
        Seat.objects.filter(session=seat.session).update(done_at=timezone.now())
        Reflection.objects.filter(pk=seat.session_id).update(
            conclusion=marked(mark, "conclusie"), finished_at=timezone.now()
        )
        agree(seat, mark)
    return SimpleNamespace(seat=seat, other=other, session=seat.session)


def team(exercise, mark, user):
    seat = begun("team", exercise=exercise, user=user)
    meeting = begin_meeting(seat, minutes=15, people=4)
    asked = [place for place, part in enumerate(meeting.agenda["parts"]) if part["prompts"]]
    TeamMeeting.objects.filter(pk=meeting.pk).update(position=asked[-1])
    first, second = (
        join(seat.session.code, name=marked(mark, whose)) for whose in ("naam1", "naam2")
    )
    group = CardGroup.objects.create(
        reflection=seat.session.reflection, prompt=Kind.LONG, title=marked(mark, "groep")
    )
    for each, whose in ((first, "eerste"), (second, "tweede")):
        fill(each, f"{mark}-{whose}")
        for kind in (Kind.SHORT, Kind.LONG, Kind.TABLE):
            text = marked(mark, f"{whose}-kaartje")
            Card.objects.create(seat=each, prompt=kind, text=text, group=group)
    agree(seat, mark)
    return SimpleNamespace(
        seat=seat, first=first, second=second, session=ToolSession.objects.get(pk=seat.session_id)
    )


def marked(mark, where):
    return f"{MARK} {mark} {where}"


def fill(seat, mark):
    """Answer every question; what is no text has no place for a mark."""
    Seat.objects.filter(pk=seat.pk, name="").update(name=marked(mark, "naam"))
    answers.keep(
        seat,
        {
            Kind.SHORT: marked(mark, "kort"),
            Kind.LONG: f"{marked(mark, 'lang')}\n{marked(mark, 'slot')}",
            Kind.TABLE: [[marked(mark, "cel"), "", ""]],
            Kind.CHOICE: "een",
            Kind.CHOICES: ["een", "twee"],
            Kind.TICKS: ["twee"],
            Kind.SCALE: {"een": 1, "twee": 4, "drie": "unknown"},
            Kind.RANKING: ["drie", "een", "twee"],
        },
    )


def agree(seat, mark):
    Agreement.objects.create(
        reflection=seat.session.reflection,
        text=marked(mark, "afspraak"),
        who=marked(mark, "wie"),
        due_on=timezone.localdate(),
    )


def all_keys():
    """Return every key and code that opens something."""
    of_sessions = ToolSession.objects.values_list("invite_key", "screen_key", "code")
    keys = {key for row in of_sessions for key in row if key}
    return keys | set(Seat.objects.values_list("key", flat=True))
