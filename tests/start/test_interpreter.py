import sys

import pytest

from bootstrap import interpreter
from tests.start.pythons import program, wrapper

LIES = [
    pytest.param("echo 'Python 3.13.0'; exit 1", id="prints a version and fails"),
    pytest.param("echo 'abc 3.13.0 -'", id="prints an answer without having been run"),
    pytest.param("echo 'pyenv: python3.13: command not found' >&2; exit 127", id="pyenv shim"),
    pytest.param("true", id="says nothing"),
    pytest.param("exec sleep 0 3.13.0", id="another program"),
]


@pytest.mark.parametrize("script", LIES)
def test_candidate_that_lies_is_not_believed(tmp_path, script):
    assert interpreter.probe(str(program(tmp_path / "python3.13", script))) is None


def test_missing_candidate_is_not_believed(tmp_path):
    assert interpreter.probe(str(tmp_path / "python3.13")) is None


def test_real_candidate_is_believed():
    found = interpreter.probe(sys.executable)

    assert found == (sys.executable, sys.version_info[:3], "")
    assert found.fits


@pytest.mark.parametrize(
    ("version", "lacks", "fits"),
    [
        pytest.param((3, 11, 9), "", False, id="too old"),
        pytest.param((3, 12, 0), "", True, id="oldest"),
        pytest.param((3, 14, 1), "", True, id="newest"),
        pytest.param((3, 15, 0), "", False, id="too new"),
        pytest.param((3, 13, 0), "ensurepip", False, id="Debian without python3-venv"),
    ],
)
def test_interpreter_fits(version, lacks, fits):
    assert interpreter.Interpreter("python", version, lacks).fits is fits


def test_find_goes_past_liars_and_remembers_what_lacks_something(tmp_path):
    answer = 'echo "$(echo "$4" | rev) 3.12.3 ensurepip"'
    liar = program(tmp_path / "a", LIES[0].values[0])
    lacking = program(tmp_path / "b", answer)
    real = wrapper(tmp_path / "c")

    found, lacks = interpreter.find(map(str, [liar, lacking, real]))

    assert found.path == str(real)
    assert lacks == [interpreter.Interpreter(str(lacking), (3, 12, 3), "ensurepip")]


def test_candidates_are_all_on_path_and_in_pyenv(tmp_path, monkeypatch):
    first, second = wrapper(tmp_path / "a/python3.13"), wrapper(tmp_path / "b/python3.13")
    hidden = wrapper(tmp_path / "pyenv/versions/3.13.1/bin/python")
    monkeypatch.setenv("PATH", f"{tmp_path / 'a'}:{tmp_path / 'b'}")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))

    paths = list(interpreter.candidates())

    assert paths[:3] == [sys.executable, str(first), str(second)]
    assert str(hidden) in paths
