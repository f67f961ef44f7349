"""The queues of the workbench: each app registers its own."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import CharField, Exists, Expression, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from knowledge.models import Task
from knowledge.workbench.desk import Desk


@dataclass(frozen=True, slots=True)
class Row:
    """
    Something to do; ``url`` is where it is mended, ``to_do`` what the link there says.

    ``answers`` are buttons beside the usual ones, as (value, words); ``also``
    are other links, as (words, address).
    """

    key: str
    title: str
    why: str
    url: str
    to_do: str
    about: str = ""
    hints: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    also: tuple[tuple[str, str], ...] = ()


class Queue(ABC):
    """
    One kind of thing to do.

    ``name`` stands in the address. ``prefix`` begins the keys of its rows: queues
    through which one thing moves share it, so that who claimed it keeps it.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    explanation: ClassVar[str]
    prefix: ClassVar[str]
    position: ClassVar[int] = 100
    # False where a row only goes when what it is about changes.
    ends_by_hand: ClassVar[bool] = True

    @abstractmethod
    def is_for(self, desk: Desk) -> bool:
        """Return whether this editor may mend what is in it."""

    @abstractmethod
    def count(self, desk: Desk) -> int: ...

    @abstractmethod
    def rows(self, desk: Desk, start: int, stop: int) -> list[Row]:
        """Return the rows from ``start`` up to ``stop``, most urgent first."""

    @abstractmethod
    def found(self, desk: Desk, keys: Iterable[str]) -> list[Row]:
        """Return the rows with one of ``keys`` that are still to be done."""

    def has(self, key: str) -> bool:
        return key.startswith(f"{self.prefix}:")

    def claimed(self, key: str, user: Any) -> None:  # noqa: B027 -- most queues do nothing
        """Do what else follows when somebody takes a row."""

    def finished(self, key: str) -> None:  # noqa: B027 -- likewise
        """Do what else follows when somebody says that a row is done."""

    def answer(self, desk: Desk, key: str, answer: str) -> str | None:
        """Do what one of ``Row.answers`` says; return what to tell, None when nothing was done."""
        return None


class DatabaseQueue(Queue):
    """A queue that the database finds, counts and cuts."""

    # The column by which the key of a row is made.
    key_column: ClassVar[str] = "pk"

    @abstractmethod
    def reasons(self, desk: Desk) -> QuerySet[Any]:
        """Return in order all that has the reason of this queue, done or not."""

    @abstractmethod
    def row(self, desk: Desk, found: Any) -> Row: ...

    def done_after(self) -> dict[str, Any]:
        """Return which tasks are newer than the reason, told with OuterRef."""
        return {"done_at__isnull": False}

    def key_of(self) -> Expression:
        return Concat(Value(f"{self.prefix}:"), Cast(F(self.key_column), CharField(max_length=100)))

    def key(self, found: Any) -> str:
        return f"{self.prefix}:{getattr(found, self.key_column)}"

    def waiting(self, desk: Desk) -> QuerySet[Any]:
        keyed = self.reasons(desk).annotate(task_key=self.key_of())
        done = Task.objects.filter(key=OuterRef("task_key"), **self.done_after())
        waiting: QuerySet[Any] = keyed.filter(~Exists(done))
        return waiting

    def count(self, desk: Desk) -> int:
        return self.waiting(desk).count()

    def rows(self, desk: Desk, start: int, stop: int) -> list[Row]:
        return [self.row(desk, found) for found in self.waiting(desk)[start:stop]]

    def found(self, desk: Desk, keys: Iterable[str]) -> list[Row]:
        wanted = [key for key in keys if self.has(key)]
        if not wanted:
            return []
        return [self.row(desk, found) for found in self.waiting(desk).filter(task_key__in=wanted)]


_QUEUES: dict[str, Queue] = {}


def register(*queues: Queue) -> None:
    """Put queues on the workbench; called in ``ready()`` of the app that knows them."""
    for queue in queues:
        _QUEUES[queue.name] = queue


def every_queue() -> list[Queue]:
    return sorted(_QUEUES.values(), key=lambda queue: queue.position)


def queues(desk: Desk) -> list[Queue]:
    """Return the queues of this editor, in the order of the page."""
    return [queue for queue in every_queue() if queue.is_for(desk)]


def pk_of(key: str) -> int:
    """Return the number at the end of a key; 0 where there is none."""
    number = key.rpartition(":")[2]
    return int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0  # noqa: PLR2004
