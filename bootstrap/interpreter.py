"""Finding a Python that can carry the project, believing none that was not run."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Tuple

if TYPE_CHECKING:
    from typing import Iterable, Iterator, List, Optional

OLDEST, NEWEST = (3, 12), (3, 14)

# Answers with a word that only a program that was really run can know, its version, and what
# it lacks: Debian leaves out ensurepip, home-built Pythons may miss sqlite3 or ssl, and Django
# needs SQLite 3.37.
PROBE = """
import sys
lacks = []
for name in ("venv", "ensurepip", "ssl", "sqlite3"):
    try:
        __import__(name)
    except ImportError:
        lacks.append(name)
if "sqlite3" not in lacks and sys.modules["sqlite3"].sqlite_version_info < (3, 37):
    lacks.append("sqlite3")
if sys.implementation.name != "cpython" or "free-threading" in sys.version:
    lacks.append("cpython")
print(sys.argv[1][::-1], "%d.%d.%d" % sys.version_info[:3], ",".join(lacks) or "-")
"""

# Where Pythons live that are not on PATH, below a variable, the home folder (~) or the root.
HIDDEN = (
    ("PYENV_ROOT", "versions/3.1[234]*/bin/python"),
    ("~", ".pyenv/versions/3.1[234]*/bin/python"),
    ("~", ".pyenv/pyenv-win/versions/3.1[234]*/python.exe"),
    ("~", ".asdf/installs/python/3.1[234]*/bin/python"),
    ("~", ".local/share/mise/installs/python/3.1[234]*/bin/python"),
    ("UV_PYTHON_INSTALL_DIR", "cpython-3.1[234]*/bin/python3"),
    ("~", ".local/share/uv/python/cpython-3.1[234]*/bin/python3"),
    ("APPDATA", "uv/python/cpython-3.1[234]*/python.exe"),
    ("LOCALAPPDATA", "Programs/Python/Python31[234]/python.exe"),
    ("/", "opt/homebrew/bin/python3.1[234]"),
    ("/", "usr/local/bin/python3.1[234]"),
    ("/", "Library/Frameworks/Python.framework/Versions/3.1[234]/bin/python3"),
)


class Interpreter(NamedTuple):
    path: str
    version: Tuple[int, int, int]
    lacks: str  # "" or module names with commas

    @property
    def number(self) -> str:
        return ".".join(str(part) for part in self.version)

    @property
    def fits(self) -> bool:
        return OLDEST <= self.version[:2] <= NEWEST and not self.lacks


def probe(path: str) -> Optional[Interpreter]:
    """Return what ``path`` turns out to be when run, or None when it is no Python at all."""
    word = secrets.token_hex(8)
    try:
        answer = subprocess.run(
            [path, "-I", "-c", PROBE, word],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=20,
            check=True,
        )
        echo, version, lacks = answer.stdout.decode("ascii").split()
        major, minor, patch = (int(part) for part in version.split("."))
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    if echo != word[::-1]:
        return None
    return Interpreter(path, (major, minor, patch), lacks.replace("-", ""))


def find(paths: Optional[Iterable[str]] = None) -> Tuple[Optional[Interpreter], List[Interpreter]]:
    """Return the first interpreter that fits, or None, and the right ones that lack something."""
    lacking: List[Interpreter] = []
    for path in candidates() if paths is None else paths:
        found = probe(path)
        if found and found.fits:
            return found, lacking
        if found and OLDEST <= found.version[:2] <= NEWEST:
            lacking.append(found)
    return None, lacking


def candidates() -> Iterator[str]:
    """Yield each path worth running once, the one that runs us first."""
    seen = set()
    for path in _all_paths():
        if path and path not in seen and os.access(path, os.X_OK):
            seen.add(path)
            yield path


def _all_paths() -> Iterator[str]:
    yield sys.executable
    yield from _on_path("python3.13", "python3.14", "python3.12")
    for place, pattern in HIDDEN:
        root = os.environ.get(place, "") if place.isupper() else str(Path(place).expanduser())
        # an unset variable must not become a search of the folder we happen to be in
        if root:
            yield from sorted((str(path) for path in Path(root).glob(pattern)), reverse=True)
    yield from _on_path("python3", "python")


def _on_path(*names: str) -> Iterator[str]:
    # every folder and not just the first hit: a pyenv shim often hides a real Python behind it
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    suffix = ".exe" if sys.platform == "win32" else ""
    for name in names:
        yield from (str(Path(folder) / (name + suffix)) for folder in folders)
