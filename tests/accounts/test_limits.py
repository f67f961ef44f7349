"""Tries are counted by all processes together."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from django.conf import settings as project
from django.core.checks import run_checks

from tests.kennisplaats.serving import Portal

ADDRESS = "niemand@kennisplaats.example"


@pytest.fixture(scope="module")
def portal(static_root, database_url, tmp_path_factory):
    folder = tmp_path_factory.mktemp("limits")
    with Portal(folder, static_root, database_url) as portal:
        yield portal


def ask(portal, method, path, body="", headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", portal.port, timeout=60)
    try:
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        return response, response.read().decode()
    finally:
        connection.close()


def test_parallel_tries_at_two_processes_get_exactly_the_limit_through(portal):
    response, page = ask(portal, "GET", "/account/login/")
    cookie = response.headers["Set-Cookie"].partition(";")[0]
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]

    def attempt(number):
        facts = {"login": ADDRESS, "password": f"poging {number}", "csrfmiddlewaretoken": token}
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        return ask(portal, "POST", "/account/login/", urlencode(facts), headers)[1]

    with ThreadPoolExecutor(8) as visitors:
        pages = list(visitors.map(attempt, range(24)))

    looked_at = [page for page in pages if "Het e-mailadres of het wachtwoord klopt niet." in page]
    # Who has to wait too long for the others to be counted is refused before being counted.
    refusals = ("Er is te vaak geprobeerd", "Even wachten")
    refused = [page for page in pages if any(words in page for words in refusals)]
    assert len(portal.workers()) == 2
    assert (len(looked_at), len(refused)) == (5, 19)


@pytest.mark.parametrize("backend", ["locmem.LocMemCache", "dummy.DummyCache"])
def test_cache_of_one_process_is_refused(settings, backend):
    settings.CACHES = {"default": {"BACKEND": f"django.core.cache.backends.{backend}"}}

    assert "accounts.E001" in [fault.id for fault in run_checks(tags=["caches"])]


def test_cache_of_the_settings_is_shared():
    assert project.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    assert run_checks(tags=["caches"]) == []
