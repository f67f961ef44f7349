"""Getting a Python through uv: with a uv that we made ourselves, and where nothing can be had."""

import shutil
import subprocess
import sys

import pytest

from bootstrap import CHECKOUT, uv
from bootstrap.console import StartError
from tests.start.pythons import old_python, program
from tests.start.running import files_below

# Does what uv does with "uv python install 3.13", and writes down what it was told.
FAKE_UV = f"""
if [ "$1" = --version ]; then echo uv 0; exit; fi
echo "$*" >"$UV_CACHE_DIR.words"
bin="$UV_PYTHON_INSTALL_DIR/cpython-3.13.0-linux/bin"
mkdir -p "$bin"
printf '#!/bin/sh\\nexec "{sys.executable}" "$@"\\n' >"$bin/python3"
chmod 755 "$bin/python3"
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(uv, "FOLDER", tmp_path / "uv")
    (tmp_path / "uv").mkdir()
    return tmp_path / "uv"


def test_python_is_fetched_once_into_the_folder(tmp_path, folder, monkeypatch):
    fake = program(tmp_path / "bin/uv", FAKE_UV)
    monkeypatch.setenv("PATH", str(fake.parent), prepend=":")

    first = uv.fetch_python()
    fake.unlink()
    second = uv.fetch_python()

    assert (folder / "cache.words").read_text() == "python install 3.13\n"
    assert first.path == second.path == str(folder / "python/cpython-3.13.0-linux/bin/python3")


def test_uv_that_does_not_run_is_not_used(tmp_path, monkeypatch):
    shim = program(tmp_path / "bin/uv", "echo 'pyenv: uv: command not found' >&2; exit 127")
    monkeypatch.setenv("PATH", str(shim.parent), prepend=":")

    assert uv.find_uv() is None


def test_failure_to_fetch_is_one_dutch_sentence(tmp_path, monkeypatch):
    fake = program(
        tmp_path / "bin/uv",
        '[ "$1" = --version ] && exit 0\necho "error: no network." >&2; exit 2',
    )
    monkeypatch.setenv("PATH", str(fake.parent), prepend=":")

    with pytest.raises(StartError) as raised:
        uv.fetch_python()

    assert str(raised.value) == (
        "Er is geen Python van 3.12 tot en met 3.14 gevonden en ophalen lukte niet (Python ophalen "
        "met uv: error: no network): installeer Python 3.13 en probeer het opnieuw."
    )


def test_old_python_alone_without_network_says_what_to_do(tmp_path):
    python = old_python("3.9", "3.11")
    if python is None:
        pytest.skip("Python 3.9 of 3.11 staat hier niet")
    checkout = tmp_path / "kaal"
    shutil.copytree(CHECKOUT / "bootstrap", checkout / "bootstrap")
    for name in ("start.py", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(CHECKOUT / name, checkout)
    home = tmp_path / "home"
    home.mkdir()
    environ = {"PATH": "/nonexistent", "HOME": str(home), "PIP_NO_INDEX": "1"}
    environ["PIP_CONFIG_FILE"] = "/dev/null"

    done = subprocess.run(
        [python, checkout / "start.py"], env=environ, capture_output=True, text=True, check=False
    )

    assert done.stdout == "  Python 3.13 ophalen met uv, eenmalig…\n"
    assert done.stderr.startswith(
        "Er is geen Python van 3.12 tot en met 3.14 gevonden en ophalen lukte niet "
        "(uv ophalen met pip: "
    )
    assert done.stderr.count("\n") == 1
    assert done.returncode == 1
    assert files_below(home) == set()
