"""The databases to measure on: the starter content and so many synthetic items, made once."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.databases import Databases
from bench.server import environment
from bootstrap import CHECKOUT
from bootstrap.console import StartError, say

CONTENT = "content"
# What decides about the rows and tables; the index is made anew for every measurement.
DECIDES = (
    "content/**/*.yaml",
    "*/migrations/*.py",
    "tools/*/migrations/*.py",
    "kennisplaats/synthetic/*.py",
    "bench/inside/documents.py",
)


class Data:
    """The databases in ``folder``; remembers in a file there what is ready."""

    def __init__(self, folder: Path, databases: Databases, *, engine: str, seed: int) -> None:
        self.folder = folder
        self.databases = databases
        self.seed = seed
        self._file = folder / "ready.json"
        self._identity = [engine, seed, _fingerprint()]
        self._ready = self._read()

    def database(self, size: int) -> tuple[str, dict[str, Any]]:
        """Return the name of the database with ``size`` synthetic items and how it was made."""
        name = f"items_{size}"
        if name not in self._ready:
            self._make_content()
            say(f"  making {size:,} synthetic items")
            self.databases.copy(CONTENT, name)
            # a demo, as nothing else would have such items
            made = self.inside(name, "items", str(size), str(self.seed), demo=True)
            self._remember(name, made)
        return name, self._ready[name]

    def fresh(self, name: str) -> None:
        """Make the database ``name`` anew, with the starter content and nothing else."""
        self._make_content()
        self.databases.copy(CONTENT, name)

    def collect_static(self) -> None:
        if not (self.folder / "static").exists():
            self._run(CONTENT, "manage.py", "collectstatic", "--no-input")

    def inside(self, name: str, task: str, *words: str, demo: bool = False) -> Any:
        """Run a task of bench/inside on a database; return its answer."""
        output = self._run(name, "-m", "bench.inside", task, *words, demo=demo)
        return json.loads(output.splitlines()[-1])

    def environment(self, name: str, **more: Any) -> dict[str, str]:
        return environment(self.databases.url(name), self.folder, **more)

    def _make_content(self) -> None:
        if CONTENT not in self._ready:
            say("  loading the starter content")
            self.databases.create(CONTENT)
            self._run(CONTENT, "manage.py", "migrate", "--no-input")
            self._run(CONTENT, "manage.py", "load_content", "-v0")
            self._remember(CONTENT, {})

    def _run(self, name: str, *words: str, demo: bool = False) -> str:
        program = subprocess.Popen(  # noqa: S603 -- our own program
            [sys.executable, *words],
            cwd=CHECKOUT,
            env=self.environment(name, demo=demo),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            output, _ = program.communicate()
        finally:
            program.kill()
        if program.returncode:
            raise StartError(f"{' '.join(words[:3])} failed; see above.")
        return output

    def _read(self) -> dict[str, Any]:
        try:
            stored = json.loads(self._file.read_text())
        except (OSError, ValueError):
            return {}
        if stored["identity"] == self._identity:
            return stored["databases"]
        say("  the content or the tables have changed: the databases are made anew")
        for name in stored["databases"]:
            self.databases.drop(name)
        return {}

    def _remember(self, name: str, facts: dict[str, Any]) -> None:
        self._ready[name] = facts
        stored = {"identity": self._identity, "databases": self._ready}
        self._file.write_text(json.dumps(stored))


def _fingerprint() -> str:
    files = sorted({file for pattern in DECIDES for file in CHECKOUT.glob(pattern)})
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(CHECKOUT).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
