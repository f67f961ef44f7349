"""No key and no code in any line that goes to the log."""

import io
import json
import logging
import string
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import Client
from django.urls import path
from hypothesis import given
from hypothesis import strategies as st

from kennisplaats import urls as portal
from kennisplaats.logs import HIDDEN, KeylessFormatter, without_keys
from tests.tools.sessions.trial import opened
from tools.sessions.keys import KEY_LENGTH, new_key

KEY = "x-0bcdeFGHIJKLmnopqrst_uvwXYz0123"[1:33]
KEY_SIGNS = string.ascii_letters + string.digits + "_-"


@contextmanager
def log():
    """Yield a list of the lines that the handler of the settings writes meanwhile."""
    facts = dict(settings.LOGGING["formatters"]["json"])
    facts.pop("()")
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(KeylessFormatter(**facts))
    root = logging.getLogger()
    root.addHandler(handler)
    lines = []
    try:
        yield lines
    finally:
        root.removeHandler(handler)
        lines += written.getvalue().splitlines()


def broken(request, key):
    raise RuntimeError(f"Kan {key} niet openen")


def away(request, key):
    raise DatabaseError(f'Key (key)=({key}) already exists. Key (code)=(ACDEFG) bestaat "al".')


urlpatterns = [
    path("reflectie/sessie/stuk/<key:key>/", broken),
    path("weg/<key:key>/", away),
    *portal.urlpatterns,
]


def test_settings_write_all_lines_this_way():
    handlers = {name for one in settings.LOGGING["loggers"].values() for name in one["handlers"]}

    assert settings.LOGGING["formatters"]["json"]["()"] == "kennisplaats.logs.KeylessFormatter"
    assert handlers == set()
    assert settings.LOGGING["root"]["handlers"] == ["stderr"]
    assert settings.LOGGING["handlers"]["stderr"]["formatter"] == "json"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        f"/reflectie/sessie/werk/{KEY}/",
        f"/reflectie/sessie/werk/{KEY}/stap/1/",
        f"/reflectie/sessie/mee/{KEY}/?x={KEY}",
        f"/reflectie/sessie/iets/{KEY[:20]}",
        f"/elders/{KEY}/",
        f"/elders/?terug=%2Freflectie%2Fsessie%2Fwerk%2F{KEY}%2F",
    ],
)
def test_page_that_is_not_there_is_told_without_its_key(client, address):
    with log() as lines:
        assert client.get(address).status_code == 404

    assert lines
    assert [line for line in lines if KEY[:20] in line] == []
    assert json.loads(lines[0])["status_code"] == 404


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", [f"/reflectie/sessie/stuk/{KEY}/", f"/weg/{KEY}/"])
def test_fault_is_told_without_the_key_in_it(address):
    client = Client(raise_request_exception=False)
    with log() as lines:
        assert client.get(address).status_code == 500

    assert [line for line in lines if KEY in line or "ACDEFG" in line] == []
    [told] = [json.loads(line) for line in lines if "exc_info" in line]
    assert HIDDEN in told["exc_info"]
    assert "Traceback" in told["exc_info"]


@pytest.mark.django_db
def test_refusal_is_told_without_the_code():
    opened("ACDEFG")
    client = Client(enforce_csrf_checks=True)
    with log() as lines:
        assert client.post("/meedoen/?code=ACDEFG", {"code": "ACDEFG"}).status_code == 403
        assert client.get("/meedoen/weg/?code=ACDEFG").status_code == 404

    assert lines
    assert [line for line in lines if "ACDEFG" in line] == []


@pytest.mark.parametrize(
    ("message", "args", "extra"),
    [
        pytest.param(f"geopend: {KEY}", (), {}, id="message"),
        pytest.param("geopend: %s", (KEY,), {}, id="argument"),
        pytest.param("geopend: %r", ({"sleutel": KEY},), {}, id="argument in something"),
        pytest.param("geopend", (), {"path": f"/sessie/werk/{KEY}/"}, id="extra"),
        pytest.param("geopend", (), {"seats": [{KEY: (KEY,)}]}, id="deep in an extra"),
        pytest.param({"seat": KEY}, (), {}, id="message of parts"),
        pytest.param(f"Referer: https://x.example/sessie/mee/{KEY}/", (), {}, id="referer"),
        pytest.param(f"regel\\n{KEY}\\n", (), {}, id="between ends of lines"),
        pytest.param("GET /meedoen/?code=%s HTTP/1.1", ("ACDEFG",), {}, id="code in an address"),
        pytest.param("%r", ({"code": "ACDEFG"},), {}, id="code in a form"),
        pytest.param("UPDATE x SET code = 'ACDEFG'", (), {}, id="code in a statement"),
        pytest.param("DETAIL: Key (code)=(ACDEFG) already exists.", (), {}, id="code in a fault"),
    ],
)
def test_no_part_of_a_record_has_key_or_code(message, args, extra):
    with log() as lines:
        logging.getLogger("proef").warning(message, *args, extra=extra)

    [line] = lines
    assert KEY not in line
    assert "ACDEFG" not in line
    assert HIDDEN in line


def test_code_is_no_other_word():
    line = '{"status_code": 500, "message": "Not Found: /kennis/", "path": "/over/", "n": 3}'

    assert without_keys(line) == line


def test_time_and_level_stay():
    with log() as lines:
        logging.getLogger("proef").warning("gelukt")

    told = json.loads(lines[0])
    assert (told["level"], told["logger"], told["message"]) == ("WARNING", "proef", "gelukt")
    assert told["time"][10] == "T"


def test_thousand_keys_are_all_seen():
    assert [key for key in (new_key() for _ in range(1_000)) if key in without_keys(key)] == []


@given(st.text(alphabet=KEY_SIGNS, min_size=KEY_LENGTH, max_size=KEY_LENGTH))
def test_any_key_in_the_address_of_a_session_is_hidden(key):
    assert without_keys(f'GET "/reflectie/sessie/leiden/{key}/stand/"') == (
        f'GET "/reflectie/sessie/leiden/{HIDDEN}/stand/"'
    )


def test_long_line_takes_no_time():
    assert len(without_keys("a" * 200_000)) == 200_000
