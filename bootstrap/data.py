"""The data folder: one kennisplaats, private to its owner, used by one server at a time."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from bootstrap.console import StartError
from bootstrap.lock import Lock

if TYPE_CHECKING:
    from typing import List

MARKER = ".kennisplaats-data"
# All that a start ever makes here, so all that --fresh may throw away.
OURS = (
    "kennisplaats.sqlite3",
    "kennisplaats.sqlite3-wal",
    "kennisplaats.sqlite3-shm",
    "kennisplaats.sqlite3-journal",
    "secret-key",
    "demo-login.txt",
    "ready.json",
    "static",
)


class DataFolder:
    def __init__(self, path: Path) -> None:
        self.path = path.expanduser().resolve()
        self.database = self.path / "kennisplaats.sqlite3"
        self.static = self.path / "static"
        self.login = self.path / "demo-login.txt"
        self.ready = self.path / "ready.json"
        self.lock = Lock(self.path / MARKER)

    def open(self) -> None:
        """Make the folder where it is missing; refuse one that holds something else."""
        try:
            if not self.path.exists():
                self.path.mkdir(parents=True)
                self.path.chmod(0o700)
            elif any(self.path.iterdir()) and not (self.path / MARKER).exists():
                raise StartError(
                    f"In de map {self.path} staan al andere bestanden; kies met --data een lege "
                    "map of een map van de kennisplaats."
                )
            (self.path / MARKER).touch(mode=0o600)
            trial = self.path / ".trial"
            trial.write_bytes(b"x")
            trial.unlink()
        except OSError as error:
            raise StartError(unwritable(self.path, error)) from error

    def occupy(self) -> None:
        """
        Keep every other start out until we and the server have ended.

        The patience is for a server that is being cleared away after a kill -9 of its start.
        """
        if not self.lock.acquire(patience=4):
            raise StartError(
                f"De kennisplaats met de gegevens in {self.path} draait al; stop die eerst, of "
                "kies met --data een andere map."
            )

    def secret_key(self) -> str:
        """Return the key of this folder, made once; whole or not there, also after a crash."""
        file = self.path / "secret-key"
        if not file.exists():
            half = self.path / ".secret-key"
            number = os.open(str(half), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(number, "w") as stream:
                stream.write(secrets.token_urlsafe(48))
                stream.flush()
                os.fsync(stream.fileno())
            half.replace(file)
        return file.read_text(encoding="ascii")

    def clear(self) -> None:
        """Delete what earlier starts made, and only that."""
        for path in self.contents():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(str(path))
            else:
                path.unlink()

    def contents(self) -> List[Path]:
        return [self.path / name for name in OURS if os.path.lexists(str(self.path / name))]


def unwritable(path: Path, error: OSError) -> str:
    reasons = {
        errno.EACCES: "u hebt daar geen schrijfrechten",
        errno.EPERM: "u hebt daar geen schrijfrechten",
        errno.EROFS: "die schijf is alleen te lezen",
        errno.ENOSPC: "de schijf is vol",
        errno.ENOTDIR: "een deel van die naam is een bestand",
        errno.EEXIST: "een deel van die naam is een bestand",
    }
    reason = reasons.get(error.errno or 0, str(error.strerror))
    return f"In de map {path} kan niet worden geschreven: {reason}."
