import pytest

from tests.constraints import changed, refusal
from tests.factories import UserFactory
from tests.factories.reflection import ExerciseFactory, begun
from tools.sessions.models import Seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    return begun(exercise=ExerciseFactory())


@pytest.mark.parametrize(
    ("constraint", "changes", "message"),
    [
        (
            "session_closed_has_no_code",
            {"code": "ABC234"},
            "Aan een afgesloten sessie doet niemand meer mee.",
        ),
        (
            "session_closed_has_no_code",
            {"invite_key": "x" * 22},
            "Aan een afgesloten sessie doet niemand meer mee.",
        ),
        ("session_code_not_empty", {"closed_at": None, "code": ""}, "Een code heeft zes tekens."),
        ("session_kept_for_a_while", {"keep_days": 0}, "Een sessie blijft minstens een dag."),
    ],
)
def test_session_is_refused(seat, constraint, changes, message):
    session = changed(seat.session, closed_at=seat.session.started_at)
    session.save()

    assert refusal(changed(session, **changes), constraint) == [message]


def test_session_has_one_leader(seat):
    again = Seat(session=seat.session, is_leader=True)

    assert refusal(again) == ["Een sessie heeft één gespreksleider."]


def test_account_has_one_seat_in_a_session(seat):
    user = UserFactory()
    Seat.objects.create(session=seat.session, user=user)
    again = Seat(session=seat.session, user=user)

    assert refusal(again) == ["Met dit account doe je al mee."]
