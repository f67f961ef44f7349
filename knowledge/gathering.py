"""Work on items that waits until a block ends, when many rows of one item change together."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class Gathering:
    """Does ``work`` on items by their primary key: at once, or in a block when that ends."""

    def __init__(self, name: str, work: Callable[[set[int]], object]) -> None:
        self._work = work
        # None outside of a block.
        self._waiting: ContextVar[set[int] | None] = ContextVar(name, default=None)

    def add(self, pk: int) -> None:
        waiting = self._waiting.get()
        if waiting is None:
            self._work({pk})
        else:
            waiting.add(pk)

    @contextmanager
    def until_the_end(self) -> Iterator[None]:
        """Do the work once for each item; of a block that fails, none."""
        with self._gathered() as items:
            yield
        if items:
            self._work(items)

    @contextmanager
    def never(self) -> Iterator[None]:
        with self._gathered():
            yield

    @contextmanager
    def _gathered(self) -> Iterator[set[int]]:
        items: set[int] = set()
        token = self._waiting.set(items)
        try:
            yield items
        finally:
            self._waiting.reset(token)
