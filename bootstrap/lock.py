"""A lock that the operating system releases by itself, also after kill -9."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Optional

if sys.platform == "win32":
    import msvcrt

    def _take(number: int) -> None:
        os.lseek(number, 0, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """
    Held from ``acquire`` until ``release`` or the end of every process that has it open.

    ``number`` is the open file: a child that inherits it keeps the lock as long as it lives.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.number: Optional[int] = None

    def acquire(self, *, patience: float) -> bool:
        """Return whether the lock is ours, after trying for ``patience`` seconds."""
        number = os.open(str(self.path), os.O_RDWR | os.O_CREAT, 0o600)
        deadline = time.monotonic() + patience
        while True:
            try:
                _take(number)
            except OSError:
                if time.monotonic() >= deadline:
                    os.close(number)
                    return False
                time.sleep(0.1)
            else:
                self.number = number
                return True

    def release(self) -> None:
        if self.number is not None:
            os.close(self.number)
            self.number = None
