from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import UserFactory
from tests.factories.reflection import begun, with_questions
from tests.tools.sessions.trial import TRIAL, opened
from tools.reflection.models import Agreement, Answer, Card, CardGroup, ExerciseVersion, Reflection
from tools.sessions.joining import close, join
from tools.sessions.models import Seat, ToolSession
from tools.sessions.retention import forget_expired, tidy

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2026, 1, 5, 9, tzinfo=UTC)
JUST_BEFORE = LONG_AGO + timedelta(days=90, seconds=-1)
AFTERWARDS = LONG_AGO + timedelta(days=90)


def old(**facts):
    return ToolSession.objects.create(
        tool=TRIAL.name, started_at=LONG_AGO, changed_at=LONG_AGO, **facts
    )


def aged(seat):
    """Let a session that was begun with a factory be as old as the others here."""
    ToolSession.objects.filter(pk=seat.session_id).update(
        changed_at=LONG_AGO, expires_at=LONG_AGO + timedelta(days=90)
    )
    return seat


def forget(now):
    return list(forget_expired(now))


@pytest.mark.parametrize(("now", "left"), [(JUST_BEFORE, 1), (AFTERWARDS, 0)])
def test_session_goes_after_its_days(now, left):
    old()

    forget(now)

    assert ToolSession.objects.count() == left


def test_session_that_was_worked_in_stays():
    session = old()
    session.touch(LONG_AGO + timedelta(days=1))

    forget(AFTERWARDS)

    assert ToolSession.objects.count() == 1


def test_tool_may_keep_its_sessions_for_less_long():
    old(keep_days=7)

    forget(LONG_AGO + timedelta(days=7))

    assert ToolSession.objects.count() == 0


def test_session_that_an_account_began_stays():
    session = old(owner=UserFactory())

    forget(AFTERWARDS)

    assert list(ToolSession.objects.all()) == [session]


def test_session_in_which_an_account_sits_stays():
    session = old()
    Seat.objects.create(session=session)
    Seat.objects.create(session=session, user=UserFactory())

    forget(AFTERWARDS)

    assert list(ToolSession.objects.all()) == [session]


def test_all_that_was_written_goes_along():
    exercise = with_questions()
    seats = [
        aged(begun(form, exercise=exercise)) for form in ("alone", "duo", "team") for _ in "ab"
    ]
    for seat in seats:
        write(seat)
    for seat in seats[::2]:
        close(seat.session)

    forget(AFTERWARDS)

    models = (ToolSession, Seat, Reflection, Answer, Card, CardGroup, Agreement)
    assert [model.objects.count() for model in models] == [0] * 7


def write(seat):
    reflection = seat.session.reflection
    Answer.objects.create(seat=seat, prompt="long", value="antwoord")
    group = CardGroup.objects.create(reflection=reflection, prompt="long", title="Groep")
    Card.objects.create(seat=seat, prompt="long", text="kaartje", group=group)
    Agreement.objects.create(reflection=reflection, text="afspraak")


def test_what_others_wrote_stays():
    exercise = with_questions()
    aged(begun(exercise=exercise))
    other = begun(exercise=exercise)
    Answer.objects.create(seat=other, prompt="long", value="antwoord")

    forget(AFTERWARDS)

    assert [answer.seat for answer in Answer.objects.all()] == [other]


def test_many_go_in_batches():
    for _ in range(5):
        old()

    assert list(forget_expired(AFTERWARDS, batch_size=2)) == [2, 4, 5]
    assert ToolSession.objects.count() == 0


def test_batch_asks_as_often_for_many_as_for_few():
    def asked(number):
        for _ in range(number):
            Seat.objects.create(session=old())
        with CaptureQueriesContext(connection) as queries:
            forget(AFTERWARDS)
        return len(queries)

    assert asked(2) == asked(9)


def test_version_that_nobody_uses_goes():
    exercise = with_questions()
    aged(begun(exercise=exercise))
    exercise.goal = "Aan het eind weet je nog meer."
    exercise.save()
    forget(AFTERWARDS)

    assert tidy() == 1

    assert ExerciseVersion.objects.count() == 0


def test_version_in_use_and_version_of_now_stay():
    exercise = with_questions()
    used = begun(exercise=exercise).session.reflection.version
    exercise.goal = "Aan het eind weet je nog meer."
    exercise.save()
    current = aged(begun(exercise=exercise)).session.reflection.version
    forget(AFTERWARDS)

    assert tidy() == 0

    assert set(ExerciseVersion.objects.all()) == {used, current}


def test_version_of_an_exercise_that_is_gone_goes():
    version = aged(begun()).session.reflection.version
    forget(AFTERWARDS)
    version.exercise.delete()

    assert tidy() == 1


def test_command_removes_and_tells():
    old()
    opened("ACDEFG")

    told = StringIO()
    call_command("expire_sessions", stdout=told, stderr=StringIO())

    assert told.getvalue() == "Verwijderd: 1 sessies en 0 oude teksten van oefeningen.\n"
    assert [session.code for session in ToolSession.objects.all()] == ["ACDEFG"]


def test_command_can_be_repeated():
    call_command("expire_sessions", stdout=StringIO(), stderr=StringIO())
    told = StringIO()

    call_command("expire_sessions", stdout=told, stderr=StringIO())

    assert told.getvalue().startswith("Verwijderd: 0 sessies")


def test_dry_run_only_counts():
    old()
    old(owner=UserFactory())

    told = StringIO()
    call_command("expire_sessions", "--dry-run", stdout=told)

    assert told.getvalue() == "1 sessies zijn verlopen; er is niets verwijderd.\n"
    assert ToolSession.objects.count() == 2


def test_seat_in_a_running_session_outlives_the_night():
    opened("ACDEFG")
    seat = join("ACDEFG")

    forget(timezone.now())

    assert Seat.objects.filter(pk=seat.pk).exists()
