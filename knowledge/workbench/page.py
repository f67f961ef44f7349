"""What one page of the workbench shows: the queues with their counts, and the rows of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from knowledge.models import Task
from knowledge.workbench import tasks
from knowledge.workbench.desk import Desk
from knowledge.workbench.queue import Queue, Row, queues

PER_PAGE = 25
# Not a queue but what somebody took from all of them.
MINE = "mijn"


@dataclass(frozen=True, slots=True)
class Line:
    """A row with who does it; ``error`` and ``typed`` are of a form that was sent wrongly."""

    row: Row
    queue: Queue
    task: Task | None
    is_mine: bool
    error: str = ""
    typed: str = ""

    @property
    def is_taken(self) -> bool:
        return self.task is not None

    @property
    def due(self) -> str:
        """Return what the field for the day has."""
        if self.typed or self.task is None or self.task.due_on is None:
            return self.typed
        return self.task.due_on.isoformat()


@dataclass(frozen=True, slots=True)
class Refused:
    """A day that cannot be, with the row that it was typed at."""

    key: str
    error: str
    typed: str


def overview(desk: Desk) -> list[tuple[Queue, int]]:
    """Return each queue of this editor with how many rows it has."""
    return [(queue, queue.count(desk)) for queue in queues(desk)]


def page_of(
    desk: Desk, queue: Queue, count: int, number: Any, refused: Refused | None = None
) -> tuple[Page, list[Line]]:
    """Return one page of a queue; a number that does not exist gives the nearest one."""
    page = Paginator(range(count), PER_PAGE).get_page(number)
    start = (page.number - 1) * PER_PAGE
    rows = queue.rows(desk, start, start + PER_PAGE)
    return page, lines(desk, [(queue, row) for row in rows], refused)


def lines(
    desk: Desk, rows: Iterable[tuple[Queue, Row]], refused: Refused | None = None
) -> list[Line]:
    rows = list(rows)
    held = Task.objects.filter(
        key__in=[row.key for _queue, row in rows], claimed_by__isnull=False, done_at=None
    )
    by_key = {task.key: task for task in held.select_related("claimed_by")}
    made = []
    for queue, row in rows:
        task = by_key.get(row.key)
        is_mine = task is not None and task.claimed_by_id == desk.user.pk
        wrong = refused if refused and refused.key == row.key else None
        made.append(
            Line(
                row,
                queue,
                task,
                is_mine,
                error=wrong.error if wrong else "",
                typed=wrong.typed if wrong else "",
            )
        )
    return made


def my_rows(desk: Desk) -> list[tuple[Queue, Row]]:
    """
    Return what this editor took and is still to be done, first what is due first.

    What was mended meanwhile is in no queue any more, and so not here.
    """
    keys = list(tasks.mine(desk.user).values_list("key", flat=True))
    if not keys:
        return []
    there: dict[str, tuple[Queue, Row]] = {}
    for queue in queues(desk):
        for row in queue.found(desk, keys):
            there.setdefault(row.key, (queue, row))
    return [there[key] for key in keys if key in there]
