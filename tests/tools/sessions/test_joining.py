import pytest
from django.db import IntegrityError
from django.utils import timezone

from tests.tools.sessions.trial import TRIAL, opened
from tools.sessions.joining import (
    MOST_TRIES,
    ClosedSessionError,
    FullSessionError,
    UnknownCodeError,
    close,
    join,
    open_for_joining,
)
from tools.sessions.keys import CODE_LETTERS, new_key
from tools.sessions.models import Seat, ToolSession

pytestmark = pytest.mark.django_db


def test_session_that_opens_gets_a_code_and_a_screen():
    session = ToolSession.objects.create(tool=TRIAL.name)

    open_for_joining(session)

    kept = ToolSession.objects.get()
    assert len(kept.code) == 6
    assert set(kept.code) <= set(CODE_LETTERS)
    assert len(kept.screen_key) == 32
    assert (session.code, session.screen_key) == (kept.code, kept.screen_key)


def test_code_that_is_taken_is_drawn_again():
    opened("ACDEFG")
    session = ToolSession.objects.create(tool=TRIAL.name)
    codes = iter(["ACDEFG", "ACDEFG", "HJKMNP"])

    open_for_joining(session, code=lambda: next(codes))

    assert session.code == "HJKMNP"


def test_codes_that_are_all_taken_are_a_fault():
    opened("ACDEFG")
    session = ToolSession.objects.create(tool=TRIAL.name)
    codes = iter(["ACDEFG"] * MOST_TRIES)

    with pytest.raises(IntegrityError):
        open_for_joining(session, code=lambda: next(codes))

    assert next(codes, None) is None


def test_opening_again_changes_nothing():
    session = opened("ACDEFG")
    screen_key = session.screen_key

    open_for_joining(session, code=lambda: "HJKMNP")

    assert (session.code, session.screen_key) == ("ACDEFG", screen_key)


def test_another_code_leaves_the_screen_where_it_is():
    session = opened("ACDEFG")
    screen_key = session.screen_key
    ToolSession.objects.update(code=None)

    open_for_joining(session, code=lambda: "HJKMNP")

    assert (session.code, session.screen_key) == ("HJKMNP", screen_key)


def test_closed_session_does_not_open_again():
    session = opened()
    close(session)

    with pytest.raises(ClosedSessionError):
        open_for_joining(session)

    assert ToolSession.objects.get().code is None


def test_code_gives_a_seat_without_account():
    session = opened("ACDEFG")

    seat = join("ACDEFG", name="Noor")

    assert (seat.session, seat.name, seat.user, seat.is_leader) == (session, "Noor", None, False)


def test_seat_is_in_the_session_of_the_code_only():
    opened("ACDEFG")
    other = opened("HJKMNP")

    seat = join("HJKMNP")

    assert list(other.seats.filter(is_leader=False)) == [seat]
    assert Seat.objects.filter(is_leader=False).count() == 1


def test_device_that_joins_twice_has_one_seat():
    session = opened("ACDEFG")
    device = new_key()

    first, second = join("ACDEFG", device=device), join("ACDEFG", name="Sam", device=device)

    assert (first, first.key) == (second, device)
    assert session.seats.filter(is_leader=False).count() == 1


def test_device_in_another_session_gets_another_key():
    opened("ACDEFG")
    opened("HJKMNP")
    device = new_key()
    join("ACDEFG", device=device)

    seat = join("HJKMNP", device=device)

    assert seat.session.code == "HJKMNP"
    assert seat.key != device


@pytest.mark.parametrize("code", ["HJKMNP", "acdefg", "", "ACDEF"])
def test_other_code_gives_no_seat(code):
    opened("ACDEFG")

    with pytest.raises(UnknownCodeError):
        join(code)

    assert Seat.objects.filter(is_leader=False).count() == 0


def test_closed_session_gives_no_seat():
    session = opened("ACDEFG")
    close(session)

    with pytest.raises(UnknownCodeError):
        join("ACDEFG")


def test_full_session_gives_no_seat_and_keeps_those_in_it():
    opened("ACDEFG")
    device = new_key()
    join("ACDEFG", device=device)
    join("ACDEFG")

    with pytest.raises(FullSessionError):
        join("ACDEFG", most=2)

    assert join("ACDEFG", device=device, most=2).key == device
    assert Seat.objects.filter(is_leader=False).count() == 2


def test_seat_that_was_left_is_free_again():
    opened("ACDEFG")
    seat = join("ACDEFG")
    Seat.objects.filter(pk=seat.pk).update(withdrawn_at=timezone.now())

    assert join("ACDEFG", most=1) != seat


def test_closing_takes_code_and_invitation_away():
    session = opened("ACDEFG", invite_key=new_key())

    assert close(session)

    kept = ToolSession.objects.get()
    assert (kept.code, kept.invite_key, kept.is_open) == (None, None, False)
    assert kept.screen_key
    assert session.closed_at == kept.closed_at


def test_only_one_of_two_who_close_did_it():
    session = opened()
    same = ToolSession.objects.get()

    done = [close(session), close(same)]

    assert done == [True, False]
    assert same.closed_at == session.closed_at


def test_code_of_a_closed_session_is_free_again():
    close(opened("ACDEFG"))

    again = opened("ACDEFG")

    assert join("ACDEFG").session == again
