import json
import shutil

import pytest

from bootstrap.console import StartError
from bootstrap.environment import Environment, OwnPython

ADDED = "  Pakketten ophalen, eenmalig…\n✓ Pakketten klaar\n"


def without_packages(folder):
    for name in ("requirements.txt", "requirements-dev.txt"):
        (folder / name).write_text("# nothing\n")
    return Environment(folder / ".venv", folder)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make one environment, without packages so that nothing is fetched."""
    environment = without_packages(tmp_path_factory.mktemp("made"))
    environment.ensure(with_tests=False)
    return environment


@pytest.fixture
def environment(made, tmp_path):
    shutil.copytree(made.folder, tmp_path / ".venv", symlinks=True)
    return without_packages(tmp_path)


def test_environment_that_is_whole_is_left_alone(environment, capsys):
    made_at = environment.python.lstat().st_mtime_ns

    environment.ensure(with_tests=False)

    assert capsys.readouterr().out == ""
    assert environment.python.lstat().st_mtime_ns == made_at


def test_test_packages_are_added_and_then_serve_a_start_too(environment, capsys):
    environment.ensure(with_tests=True)
    added = capsys.readouterr().out
    environment.ensure(with_tests=False)

    assert added == ADDED
    assert capsys.readouterr().out == ""


def half_made(environment):
    environment.stamp.unlink()


def torn_stamp(environment):
    environment.stamp.write_text('{"requirements": "')


def other_pins(environment):
    (environment.requirements / "requirements.txt").write_text("# nothing else\n")


def other_python(environment):
    stamp = json.loads(environment.stamp.read_text())
    environment.stamp.write_text(json.dumps({**stamp, "python": "3.12.99"}))


def vanished_python(environment):
    environment.python.unlink()


@pytest.mark.parametrize(
    "change", [half_made, torn_stamp, other_pins, other_python, vanished_python]
)
def test_environment_is_not_whole(environment, change):
    assert environment.is_whole()

    change(environment)

    assert not environment.is_whole()


def test_half_made_environment_is_thrown_away_and_made_again(environment, capsys):
    rubbish = environment.folder / "lib" / "rubbish"
    rubbish.write_text("left behind")
    half_made(environment)

    environment.ensure(with_tests=False)

    assert capsys.readouterr().out == "✓ Python-omgeving gemaakt in .venv\n" + ADDED
    assert not rubbish.exists()
    assert environment.is_whole()


def test_package_with_another_hash_is_refused(environment, tmp_path, monkeypatch):
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "nep-1.0-py3-none-any.whl").write_bytes(b"not what was pinned")
    pin = f"nep==1.0 --hash=sha256:{'0' * 64}\n"
    (tmp_path / "requirements-dev.txt").write_text(pin)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "wheels"))

    with pytest.raises(StartError, match="De pakketten konden niet worden opgehaald"):
        environment.ensure(with_tests=True)

    assert not environment.is_whole()


def test_own_python_that_does_not_work_is_refused(tmp_path):
    with pytest.raises(StartError, match="KENNISPLAATS_PYTHON wijst naar"):
        OwnPython(str(tmp_path / "python")).ensure(with_tests=False)
