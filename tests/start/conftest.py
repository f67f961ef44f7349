"""
Fixtures that run start.py as a person does, with the Python that runs the tests.

The first start of all happens in a copy of the checkout, in a folder with spaces; the other
tests begin with a copy of its data, so that each of them is a second start.
"""

import shutil
import subprocess
import sys

import pytest

from tests.start.running import CHECKOUT, Kennisplaats, clean_environ, files_below, free_port

NOT_COPIED = shutil.ignore_patterns(
    ".*", "__pycache__", "data", "docs", "bench", "frontend", "node_modules", "static-root", "tests"
)


@pytest.fixture
def run(tmp_path):
    """Run start.py to its end and return what it said and its exit code."""

    def run(*words, python=sys.executable, checkout=CHECKOUT, **environ):
        return subprocess.run(
            [python, str(checkout / "start.py"), *map(str, words)],
            cwd=tmp_path,
            env=clean_environ(**environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def first_start(tmp_path_factory):
    """Start and stop a fresh copy of the checkout; everything a first start leaves behind."""
    home = tmp_path_factory.mktemp("home")
    checkout = tmp_path_factory.mktemp("hier") / "een map met spaties & meer"
    shutil.copytree(CHECKOUT, checkout, ignore=NOT_COPIED)
    files_before = files_below(checkout)
    data = checkout / "data"
    with Kennisplaats("--port", str(free_port()), checkout=checkout, HOME=str(home)) as site:
        site.page = site.get("/")
    site.data, site.home, site.checkout, site.files_before = data, home, checkout, files_before
    return site


@pytest.fixture
def data(first_start, tmp_path):
    """Copy the data of the first start: up to date, for one test."""
    folder = tmp_path / "gegevens"
    shutil.copytree(first_start.data, folder)
    folder.chmod(0o700)
    return folder


@pytest.fixture
def start(data):
    """Start a kennisplaats that is stopped, whatever happens, when the test ends."""
    started = []

    def start(*words, folder=data, port=None, **environ):
        port = port or free_port()
        site = Kennisplaats("--port", str(port), "--data", str(folder), *words, **environ)
        started.append(site)
        return site.__enter__()

    yield start
    for site in started:
        site.kill()
