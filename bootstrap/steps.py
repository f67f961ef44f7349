"""
What brings the data up to date before the server starts: tables, static files, content, a log-in.

Each step is a command of manage.py and can be repeated. Together they cost about six seconds
in which nothing happens on a second start, so a fingerprint of the checkout skips them: reading
and hashing a few hundred files takes some hundredths of a second. One process for all steps
would still have to import Django and ask the database.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from bootstrap import CHECKOUT, variables
from bootstrap.console import StartError, busy, done
from bootstrap.data import MARKER

if TYPE_CHECKING:
    from typing import Any, Dict, Iterator, List, Optional, Type

    from bootstrap.data import DataFolder

# Not part of the site: changing these asks for no new step.
ASIDE = {"__pycache__", "bench", "docs", "frontend", "node_modules", "static-root", "tests"}
# What decides, beside the folders named static, which files collectstatic collects.
FOR_STATIC = {"requirements.txt", "kennisplaats/settings.py"}


def bring_up_to_date(folder: DataFolder, environ: Dict[str, str]) -> None:
    now = fingerprints(CHECKOUT)
    before = _read(folder.ready)
    own_server = variables.has_own_database()
    if before.get("site") == now["site"] and not own_server and _is_unchanged(folder, before):
        done("Gegevens waren al klaar")
        return
    folder.ready.unlink(missing_ok=True)
    with ExitStack() as meanwhile:
        if before.get("static") != now["static"] or not folder.static.exists():
            # --clear, because a step that was cut off may have left half a file behind
            clear = ["--clear"] if environ.get("STATIC_ROOT") == str(folder.static) else []
            words = ["collectstatic", "--no-input", *clear]
            # as long as all others together, and it needs nothing from them
            meanwhile.enter_context(Step("Vormgeving", words, environ))
        with Step("Database", ["migrate", "--no-input"], environ):
            pass
        with Step("Inhoud", ["load_content"], environ, shows_progress=True):
            pass
        if variables.is_demo():
            with Step("Demo-account", ["demo_curator", "--login-file", str(folder.login)], environ):
                pass
    now["schema"] = schema_version(folder.database)
    folder.ready.write_text(json.dumps(now), encoding="utf-8")


def fingerprints(root: Path) -> Dict[str, Any]:
    """Return a digest of all files the site is made of, and of those that collectstatic reads."""
    site, static = hashlib.sha256(), hashlib.sha256()
    for path in _files(root):
        name = path.relative_to(root).as_posix()
        line = name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest()
        site.update(line)
        if "static" in path.parts or name in FOR_STATIC:
            static.update(line)
    return {"site": site.hexdigest(), "static": static.hexdigest()}


def _files(root: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(str(root)):
        folders[:] = sorted(
            name
            for name in folders
            if name not in ASIDE and name[0] != "." and not Path(parent, name, MARKER).exists()
        )
        yield from (Path(parent, name) for name in sorted(names) if name[0] != ".")


def schema_version(database: Path) -> Optional[int]:
    """Return SQLite's own count of schema changes: an older copy put back has another."""
    if not database.exists():
        return None
    try:
        connection = sqlite3.connect(str(database))
        try:
            return int(connection.execute("PRAGMA schema_version").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.Error:
        return None


def _is_unchanged(folder: DataFolder, before: Dict[str, Any]) -> bool:
    version = schema_version(folder.database)
    has_login = folder.login.exists() or not variables.is_demo()
    return version is not None and version == before.get("schema") and has_login


def _read(path: Path) -> Dict[str, Any]:
    try:
        stamp: Dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp


class Step:
    """A command of manage.py that runs during a block, and is waited for at its end."""

    def __init__(
        self, what: str, words: List[str], environ: Dict[str, str], *, shows_progress: bool = False
    ) -> None:
        self.what = what
        self.command = [sys.executable, str(CHECKOUT / "manage.py"), *words]
        self.environ = environ
        self.stderr = None if shows_progress else subprocess.STDOUT

    def __enter__(self) -> None:
        busy(f"{self.what} klaarzetten")
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            cwd=str(CHECKOUT),
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self.stderr,
        )

    def __exit__(self, kind: Optional[Type[BaseException]], *_: object) -> None:
        with self.process:
            try:
                if kind is None:
                    self._finish()
            finally:
                self.process.kill()

    def _finish(self) -> None:
        output, _ = self.process.communicate()
        if self.process.returncode != 0:
            sys.stderr.write(output.decode("utf-8", "replace"))
            raise StartError(f"{self.what} klaarzetten is mislukt; hierboven staat waarom.")
        seconds = f"{time.monotonic() - self.began:.1f}".replace(".", ",")
        done(f"{self.what} klaar ({seconds} s)")
