"""The Python environment of the checkout, ``.venv``: what is pinned, and nothing else."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bootstrap import CHECKOUT, interpreter, uv
from bootstrap.console import StartError, busy, done, last_line
from bootstrap.data import unwritable
from bootstrap.lock import Lock

if TYPE_CHECKING:
    from typing import Any, Dict, List, Optional

# Tells the next run of start.py under which Python it runs, so that it starts over only once.
MARK = "KENNISPLAATS_RUNS_UNDER"


class Environment:
    def __init__(self, folder: Path, requirements: Path) -> None:
        """Take ``requirements``, the folder with requirements.txt and requirements-dev.txt."""
        self.folder = folder
        self.requirements = requirements
        self.stamp = folder / "kennisplaats.json"
        self.python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    @classmethod
    def of_checkout(cls) -> Environment:
        own = os.environ.get("KENNISPLAATS_PYTHON")
        return OwnPython(own) if own else cls(CHECKOUT / ".venv", CHECKOUT)

    def is_running_here(self) -> bool:
        # the mark goes: a start.py that runs below us must find its own way
        return os.environ.pop(MARK, "") == str(self.python)

    def run_again(self, argv: List[str]) -> int:
        """Replace this process by the same command under our Python."""
        command = [str(self.python), str(CHECKOUT / "start.py"), *argv]
        environ = dict(os.environ, **{MARK: str(self.python)})
        for name in ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__"):
            environ.pop(name, None)
        return become(command, environ)

    def ensure(self, *, with_tests: bool) -> None:
        """Install what is pinned, unless that is what is there; a half-made one is made again."""
        lock = Lock(uv.FOLDER / "lock")
        try:
            uv.FOLDER.mkdir(exist_ok=True)
            if not lock.acquire(patience=600):
                raise StartError(
                    "Een andere start is nog bezig met installeren; wacht daar even op."
                )
            self._ensure(with_tests=with_tests)
        except OSError as error:
            raise StartError(unwritable(CHECKOUT, error)) from error
        finally:
            lock.release()

    def _ensure(self, *, with_tests: bool) -> None:
        if not self.is_whole():
            self._make()
            done(f"Python-omgeving gemaakt in {self.folder.name}")
        elif self._read_stamp()["with_tests"] or not with_tests:
            return
        busy("Pakketten ophalen, eenmalig")
        # from here until the new stamp the environment counts as half-made
        if self.stamp.exists():
            self.stamp.unlink()
        self._install("requirements-dev.txt" if with_tests else "requirements.txt")
        made = {"requirements": self._fingerprint(), "python": self._version()}
        self.stamp.write_text(json.dumps({**made, "with_tests": with_tests}), encoding="utf-8")
        done("Pakketten klaar")

    def is_whole(self) -> bool:
        """Return whether all was installed, from today's pins, for the Python that is here now."""
        stamp = self._read_stamp()
        if stamp.get("requirements") != self._fingerprint():
            return False
        return stamp["python"] is not None and stamp["python"] == self._version()

    def _make(self) -> None:
        python = choose_python()
        if self.folder.exists():
            shutil.rmtree(str(self.folder))
        outcome = subprocess.run(
            [python.path, "-I", "-m", "venv", str(self.folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if outcome.returncode != 0:
            raise StartError(
                f"Met {python.path} kon geen Python-omgeving worden gemaakt: "
                f"{last_line(outcome.stdout)}."
            )

    def _install(self, name: str) -> None:
        # --no-deps: the file holds everything, so pip has nothing to work out
        # --no-cache-dir: nothing outside the checkout changes
        command = [str(self.python), "-I", "-m", "pip", "install", "--quiet", "--no-cache-dir"]
        command += ["--disable-pip-version-check", "--no-input", "--no-compile", "--no-deps"]
        outcome = subprocess.run(
            [*command, "--require-hashes", "-r", str(self.requirements / name)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
        )
        if outcome.returncode != 0:
            raise StartError(
                "De pakketten konden niet worden opgehaald; is er internet? Pip meldt: "
                f"{last_line(outcome.stderr)}."
            )

    def _fingerprint(self) -> str:
        names = ("requirements.txt", "requirements-dev.txt")
        texts = [(self.requirements / name).read_bytes() for name in names]
        return hashlib.sha256(b"\0".join(texts)).hexdigest()

    def _read_stamp(self) -> Dict[str, Any]:
        try:
            stamp: Dict[str, Any] = json.loads(self.stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp

    def _version(self) -> Optional[str]:
        found = interpreter.probe(str(self.python))
        return found.number if found else None


class OwnPython(Environment):
    """A Python the user brings, with every package in it already: nothing is installed."""

    def __init__(self, python: str) -> None:
        super().__init__(Path(python).parent.parent, CHECKOUT)
        self.python = Path(python)

    def ensure(self, *, with_tests: bool) -> None:
        found = interpreter.probe(str(self.python))
        if not (found and found.fits):
            raise StartError(
                f"KENNISPLAATS_PYTHON wijst naar {self.python}, en dat is geen werkende Python van "
                "3.12 tot en met 3.14."
            )


def choose_python() -> interpreter.Interpreter:
    """Return a Python that fits, from this machine or else through uv."""
    found, lacking = interpreter.find()
    if found:
        return found
    try:
        return uv.fetch_python()
    except StartError:
        if not lacking:
            raise
        # almost always Debian or Ubuntu, where one package is all that is missing
        raise StartError(
            f"Python {lacking[0].number} mist een onderdeel ({lacking[0].lacks}): installeer dat, "
            "op Debian en Ubuntu met 'sudo apt install python3-venv', en probeer het opnieuw."
        ) from None


def become(command: List[str], environ: Dict[str, str]) -> int:
    """Go on as ``command``: the same process where that exists, else a child with our exit code."""
    sys.stdout.flush()
    if sys.platform != "win32":
        os.execve(command[0], command, environ)
    # Ctrl-C reaches the child by itself on Windows; we wait for what it makes of it
    child = subprocess.Popen(command, env=environ)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue
