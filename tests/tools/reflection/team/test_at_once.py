"""Ten telephones that send at the same moment: what was acknowledged is there exactly once."""

import uuid
from contextlib import closing
from threading import Barrier, Thread

import pytest
from django.db import connection, connections
from django.db.utils import load_backend

from tests.factories.reflection import led
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


def together(connect, act, count=PEOPLE):
    """Let as many threads begin ``act`` at the same moment; return what went wrong."""
    start, wrong = Barrier(count), []

    def run(number):
        try:
            start.wait(timeout=30)
            act(number)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the test must fail
            wrong.append(error)
        finally:
            connections["default"].close()

    def thread(number):
        connect()
        run(number)

    threads = [Thread(target=thread, args=(number,)) for number in range(count)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=60)
    return wrong


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

    assert together(connect, act) == []
    assert outcome(lambda: sorted(Card.objects.values_list("text", flat=True))) == sorted(
        f"Kaartje {number}" for number in range(PEOPLE)
    )
    assert outcome(Answer.objects.count) == 2 * PEOPLE


def test_one_seat_sending_the_same_card_at_once_has_it_once(connect, outcome):
    _leader, [guest] = led(guests=1)
    key = uuid.uuid4()
    outcome(lambda: None)

    wrong = together(connect, lambda number: cards.put(guest, "short", key=key, text="Bellen"), 4)

    assert wrong == []
    assert outcome(Card.objects.count) == 1


def test_of_two_windows_at_once_one_moves_on(connect, outcome):
    leader, _ = led()
    seen = [meetings().get(pk=leader.session_id) for _window in range(2)]
    outcome(lambda: None)

    def act(number):
        leading.open_answers(seen[number], "choice", version=1)

    [wrong] = together(connect, act, 2)

    assert isinstance(wrong, ChangedMeanwhileError)
    assert outcome(lambda: meetings().get().version) == 2
