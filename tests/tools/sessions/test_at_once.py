"""Many telephones at once, at two processes."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest

from tests.kennisplaats.serving import Portal
from tools.sessions.forms import WRONG_CODE

CODE = "ACDEFG"


@pytest.fixture(scope="module")
def portal(static_root, database_url, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sessions")
    with Portal(folder, static_root, database_url) as portal:
        portal.hand.do("begin_in_a_team", CODE)
        yield portal


def ask(portal, method, body="", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", portal.port, timeout=60)
    try:
        connection.request(method, "/meedoen/", body, headers)
        response = connection.getresponse()
        return response, response.read().decode()
    finally:
        connection.close()


class Telephone:
    def __init__(self, portal):
        self.portal = portal
        response, page = ask(portal, "GET")
        self.cookie = response.headers["Set-Cookie"].partition(";")[0]
        self.facts = {
            "csrfmiddlewaretoken": self._after(page, 'name="csrfmiddlewaretoken" value="'),
            "place": self._after(page, 'name="place" value="'),
        }

    @staticmethod
    def _after(page, words):
        return page.partition(words)[2].partition('"')[0]

    def send(self, code):
        form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookie}
        return ask(self.portal, "POST", urlencode({**self.facts, "code": code}), **form)


def at_once(deed, many):
    with ThreadPoolExecutor(len(many)) as visitors:
        return list(visitors.map(deed, many))


def test_thirty_telephones_get_a_seat_each_and_one_that_sends_twice_has_one(portal):
    telephones = at_once(lambda _number: Telephone(portal), range(30))

    answers = at_once(lambda telephone: telephone.send(CODE)[0], [*telephones, telephones[0]])

    assert [answer.status for answer in answers] == [303] * 31
    seated = {answer.headers["Location"].split("/")[-2] for answer in answers}
    assert len(seated) == 30
    assert sorted(portal.hand.do("joined")) == sorted(seated)
    assert len(portal.workers()) == 2


def test_wrong_codes_at_once_are_counted_exactly(portal):
    telephone = Telephone(portal)

    answers = at_once(lambda _number: telephone.send("HJKMNP"), range(40))

    looked_at = [page for answer, page in answers if WRONG_CODE.split(".")[0] in page]
    statuses = sorted(answer.status for answer, _page in answers)
    # Who has to wait too long for the others to be counted is refused before being counted.
    assert statuses == [422] * len(looked_at) + [429] * (40 - len(looked_at))
    assert len(looked_at) <= 30
    assert telephone.send("HJKMNP")[0].status == (429 if len(looked_at) == 30 else 422)
