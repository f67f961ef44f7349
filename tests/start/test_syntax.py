"""Whatever ``python3`` is, from 3.8 on, can read start.py."""

import ast
import subprocess

import pytest

from bootstrap import CHECKOUT
from tests.start.pythons import old_python

FILES = [CHECKOUT / "start.py", *sorted((CHECKOUT / "bootstrap").glob("*.py"))]
OLD = ["3.8", "3.9", "3.10", "3.11"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_file_is_readable_by_python_3_8(file):
    ast.parse(file.read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize("version", OLD)
def test_old_python_goes_on_under_the_new_one(run, version, tmp_path):
    python = old_python(version)
    if python is None:
        pytest.skip(f"Python {version} staat hier niet")
    code = "import sys; print(sys.version_info >= (3, 12)); raise SystemExit(7)"

    done = run("--data", tmp_path / "data", "manage", "shell", "-c", code, python=python)

    assert done.stdout.splitlines()[-1:] == ["True"], done.stderr
    assert done.returncode == 7


def test_older_python_is_told_what_is_needed():
    python = old_python("3.7", "3.6")
    if python is None:
        pytest.skip("Python 3.6 of 3.7 staat hier niet")

    done = subprocess.run(
        [python, CHECKOUT / "start.py"], capture_output=True, text=True, check=False
    )

    assert (
        done.stderr == "De kennisplaats heeft Python 3.8 of nieuwer nodig om te kunnen starten.\n"
    )
    assert done.returncode == 1
