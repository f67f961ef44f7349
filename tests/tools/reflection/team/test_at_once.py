"""Ten telephones that send at the same moment: what was acknowledged is there exactly once."""

import uuid
from contextlib import closing
from functools import partial

import pytest
from django.db import connection, connections
from django.db.utils import load_backend

from tests.factories.reflection import led
from tests.together import together
from tools.reflection.answers import keep
from tools.reflection.models import Answer, Card
from tools.reflection.team import cards, leading
from tools.reflection.team.room import meetings
from tools.sessions.deeds import ChangedMeanwhileError

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 10


@pytest.fixture
def connect(tmp_path):
    """
    Return a function that gives a thread a connection of its own to the data made so far.

    A database in memory has one connection: what is in it goes to a file first.
    """
    if connection.vendor != "sqlite":
        return lambda: connections["default"]
    path = str(tmp_path / "copy.sqlite3")
    settings = {**connection.settings_dict, "NAME": path}

    def connect():
        if not (tmp_path / "copy.sqlite3").exists():
            with closing(_new(settings)) as copy:
                copy.ensure_connection()
                connection.connection.backup(copy.connection)
        connections["default"] = _new(settings)
        return connections["default"]

    return connect


def _new(settings):
    backend = load_backend("django.db.backends.sqlite3")
    return backend.DatabaseWrapper(settings, alias="default")


@pytest.fixture
def outcome(connect):
    """Return a function that looks at the data that the threads wrote."""
    own = connections["default"]

    def look(question):
        with closing(connect()):
            try:
                return question()
            finally:
                connections["default"] = own

    yield look
    connections["default"] = own


def test_ten_seats_saving_at_once_are_all_there_exactly_once(connect, outcome):
    _leader, guests = led(guests=PEOPLE)
    keys = [uuid.uuid4() for _guest in guests]
    outcome(lambda: None)

    def act(number):
        for _try in range(2):
            cards.put(guests[number], "short", key=keys[number], text=f"Kaartje {number}")
            keep(guests[number], {"choice": "een", "ticks": ["een", "drie"]})

    assert together(*(partial(act, number) for number in range(PEOPLE)), connect=connect) == []
    assert outcome(lambda: sorted(Card.objects.values_list("text", flat=True))) == sorted(
        f"Kaartje {number}" for number in range(PEOPLE)
    )
    assert outcome(Answer.objects.count) == 2 * PEOPLE


def test_one_seat_sending_the_same_card_at_once_has_it_once(connect, outcome):
    _leader, [guest] = led(guests=1)
    key = uuid.uuid4()
    outcome(lambda: None)

    def put():
        cards.put(guest, "short", key=key, text="Bellen")

    wrong = together(*[put] * 4, connect=connect)

    assert wrong == []
    assert outcome(Card.objects.count) == 1


def test_of_two_windows_at_once_one_moves_on(connect, outcome):
    leader, _ = led()
    seen = [meetings().get(pk=leader.session_id) for _window in range(2)]
    outcome(lambda: None)

    def move_on(window):
        leading.open_answers(window, "choice", version=1)

    [wrong] = together(*(partial(move_on, window) for window in seen), connect=connect)

    assert isinstance(wrong, ChangedMeanwhileError)
    assert outcome(lambda: meetings().get().version) == 2
