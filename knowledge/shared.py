"""What a process keeps in memory of the content, for as long as the content stays the same."""

from collections.abc import Callable
from threading import Lock


class Shared[T]:
    """
    One value for each process, made again by ``load`` when the version differs.

    Only one thread makes it, the others wait: a visitor never gets what was
    true before. What is kept must not be changed by who gets it.
    """

    def __init__(self, load: Callable[[str], T]) -> None:
        self._load = load
        self._lock = Lock()
        self._held: tuple[str, T] | None = None

    def at(self, version: str) -> T:
        """Return the value at ``version``, which was read before any of its data."""
        held = self._held
        if held is None or held[0] != version:
            with self._lock:
                held = self._held
                if held is None or held[0] != version:
                    held = self._held = version, self._load(version)
        return held[1]
