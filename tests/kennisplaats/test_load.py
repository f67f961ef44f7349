"""Many who read and many who write at once, against a real server with its workers."""

import threading
from itertools import cycle, islice

import pytest

from bench.at_once.comparing import faults
from bench.at_once.crowd import Crowd
from bench.scoring import people as scoring
from bench.server import Running
from tests.kennisplaats.serving import Portal
from tests.start.running import kill_9

WRITERS, EACH = 10, 5
READERS = 50
PARTICIPANTS, ROUNDS = 30, 4
SCORING = 15
# Of each five items one is unpublished and one is deleted.
LEFT = WRITERS * EACH * 3 // 5
ASKED = [
    ("/kennis/", {"thema": "druk"}),
    ("/zoeken/", {"q": "gelijktijdig"}),
    ("/zoeken/", {"q": "gelijktijdig druk", "thema": "druk"}),
    ("/kennis/", {"sorteer": "titel", "thema": "druk", "q": "gelijktijdig"}),
]


@pytest.fixture(scope="module")
def portal(static_root, database_url, tmp_path_factory):
    folder = tmp_path_factory.mktemp("druk")
    with Portal(folder, static_root, database_url) as portal:
        portal.hand.do("concept", "druk")
        yield portal


class Reader(threading.Thread):
    """Asks for one list after another until all is written, and keeps what was wrong."""

    def __init__(self, portal, number, is_over):
        super().__init__()
        self.portal = portal
        self.questions = islice(cycle(ASKED), number % len(ASKED), None)
        self.is_over = is_over
        self.pages = 0
        self.faults = []

    def run(self):
        while not self.is_over.is_set():
            path, query = next(self.questions)
            try:
                self.look(self.portal.page(path, **query), query)
            except Exception as fault:  # noqa: BLE001 -- every fault is to be told
                self.faults.append(f"{path} {query}: {fault!r}")
            self.pages += 1

    def look(self, page, query):
        """See that one page agrees with itself, whatever is being written."""
        # what is taken away after it was counted and before it is shown is not shown
        assert len(page.slugs) == len(set(page.slugs)) <= min(page.count, 20)
        if "thema" in query:
            assert page.choices["thema", "druk"].n == page.count
        assert page.count <= WRITERS * EACH


@pytest.mark.slow
def test_ten_writers_and_fifty_readers_lose_nothing_and_see_no_error(portal):
    is_over = threading.Event()
    readers = [Reader(portal, number, is_over) for number in range(READERS)]
    for reader in readers:
        reader.start()

    faults = portal.hand.do("write_at_once", WRITERS, EACH)
    is_over.set()
    for reader in readers:
        reader.join()

    assert faults == []
    assert [fault for reader in readers for fault in reader.faults] == []
    assert all(reader.pages for reader in readers)
    for path, query in ASKED:
        for number, count in ((1, 20), (2, LEFT - 20)):
            shown = portal.asked(
                lambda page: (page.count, len(page.slugs)), path, **query, pagina=number
            )
            assert shown == [(LEFT, count)]
    for writer in range(WRITERS):
        assert portal.found(f"w{writer}x0") == [[f"s-{writer}-0"]]
        assert portal.found(f"veranderd w{writer}x1") == [[f"s-{writer}-1"]]
        assert portal.found(f"w{writer}x2") == portal.found(f"w{writer}x3") == [[]]


@pytest.mark.slow
@pytest.mark.parametrize("sort", ["alone", "team"])
def test_thirty_who_save_at_once_find_all_that_was_acknowledged(portal, sort):
    places = portal.hand.do("sit", PARTICIPANTS)[sort]

    with Crowd(Running(portal.port, portal.server.process.pid), places) as crowd:
        outcome = crowd.save(rounds=ROUNDS)

    assert outcome.faults == []
    assert len(outcome.sent) == PARTICIPANTS * ROUNDS
    assert outcome.processes == 2
    assert faults(outcome.sent, portal.hand.do("kept", places)) == []


@pytest.mark.slow
def test_people_who_score_while_a_process_dies_find_all_that_was_acknowledged(portal):
    invited = portal.hand.do("invite", SCORING)
    answers = [
        [scoring.Answer.of(seat, number, *asked) for asked in invited["balance"]]
        for number, seat in enumerate(invited["seats"])
    ]
    crowd = scoring.Crowd(portal.port, invited["address"])

    outcome = crowd.score(answers, disturb=lambda: kill_9(portal.workers()[0]))

    assert outcome.given_up == []
    assert len(outcome.kept) == SCORING * len(invited["balance"])
    assert scoring.faults(outcome, portal.hand.do("scores_of", invited["conversation"])) == []
