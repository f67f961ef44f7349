"""Getting a Python through uv, where the machine has none that fits; all of it in one folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from bootstrap import CHECKOUT, interpreter
from bootstrap.console import StartError, busy, last_line

if TYPE_CHECKING:
    from typing import Dict, List, Optional

FOLDER = CHECKOUT / ".venv-start"
PINNED = CHECKOUT / "bootstrap" / "uv.txt"
WANTED = "3.13"


def fetch_python() -> interpreter.Interpreter:
    """Return a Python of 3.12 or later, downloaded into the checkout when it is not there yet."""
    python = _python_fetched_before()
    if python is None:
        busy(f"Python {WANTED} ophalen met uv, eenmalig")
        _install_python(find_uv() or fetch_uv())
        python = _python_fetched_before()
    if python is None:
        raise StartError(_no_python("uv haalde een Python op die hier niet werkt"))
    return python


def find_uv() -> Optional[str]:
    """Return the user's own uv, if it runs: a pyenv shim on PATH may not."""
    path = shutil.which("uv")
    return path if path and _succeeds([path, "--version"]) else None


def fetch_uv() -> str:
    """Return uv from the package index, pinned by hash, with the pip of whatever Python runs us."""
    uv = FOLDER / "uv" / "bin" / ("uv.exe" if sys.platform == "win32" else "uv")
    if uv.exists() and _succeeds([str(uv), "--version"]):
        return str(uv)
    shutil.rmtree(str(FOLDER / "uv"), ignore_errors=True)
    command = [_python_with_pip(), "-m", "pip", "install", "--quiet", "--no-cache-dir"]
    command += ["--disable-pip-version-check", "--only-binary", ":all:", "--require-hashes"]
    _run([*command, "--target", str(FOLDER / "uv"), "-r", str(PINNED)], "uv ophalen met pip")
    return str(uv)


def _install_python(uv: str) -> None:
    _run([uv, "python", "install", WANTED], "Python ophalen met uv")


def _python_fetched_before() -> Optional[interpreter.Interpreter]:
    program = "python.exe" if sys.platform == "win32" else "bin/python3"
    paths = FOLDER.glob(f"python/cpython-{WANTED}*/{program}")
    found, _lacking = interpreter.find(str(path) for path in paths)
    return found


def _python_with_pip() -> str:
    """Return a Python that has pip: the one that runs us, or an environment made with it."""
    if _succeeds([sys.executable, "-m", "pip", "--version"]):
        return sys.executable
    _run([sys.executable, "-m", "venv", "--clear", str(FOLDER / "pip")], "pip klaarzetten")
    return str(FOLDER / "pip" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))


def _succeeds(command: List[str]) -> bool:
    try:
        return _outcome(command).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def _run(command: List[str], what: str) -> None:
    try:
        outcome = _outcome(command)
    except OSError as error:
        raise StartError(_no_python(f"{what}: {error.strerror}")) from error
    if outcome.returncode != 0:
        raise StartError(_no_python(f"{what}: {last_line(outcome.stderr)}"))


def _outcome(command: List[str]) -> subprocess.CompletedProcess:
    return subprocess.run(
        command,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )


def _environment() -> Dict[str, str]:
    """Return an environment in which uv writes in our folder only: no links, no registry keys."""
    return dict(
        os.environ,
        UV_PYTHON_INSTALL_DIR=str(FOLDER / "python"),
        UV_CACHE_DIR=str(FOLDER / "cache"),
        UV_PYTHON_INSTALL_BIN="0",
        UV_PYTHON_INSTALL_REGISTRY="0",
        UV_PYTHON_DOWNLOADS="automatic",
    )


def _no_python(reason: str) -> str:
    return (
        f"Er is geen Python van 3.12 tot en met 3.14 gevonden en ophalen lukte niet ({reason}): "
        "installeer Python 3.13 en probeer het opnieuw."
    )
