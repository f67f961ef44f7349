"""Mails to editors about what is due: one overview, at most weekly, and none when nothing is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse

from knowledge.models import Reminder
from knowledge.workbench import tasks
from knowledge.workbench.desk import Desk
from knowledge.workbench.items import ReviewDue, Submitted
from knowledge.workbench.page import MINE, my_rows
from knowledge.workbench.queue import Row
from knowledge.workbench.views import address
from outbox.mail import absolute_url, post

DAYS_BETWEEN = 7
# What must be done before the next overview comes.
DAYS_AHEAD = 7
MOST_LINES = 10


@dataclass(frozen=True, slots=True)
class Part:
    """One list in the overview: its rows as far as they fit, and how many there are in all."""

    title: str
    rows: list[Row]
    count: int
    url: str

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


def overview(desk: Desk) -> list[Part]:
    """Return what is due for this editor, without the lists that are empty."""
    parts = (_my_reviews(desk), _my_tasks(desk), _submitted(desk))
    return [part for part in parts if part.count]


def send_overviews(now: datetime, *, dry_run: bool = False) -> Iterator[Any]:
    """
    Mail each editor what is due, and yield to whom; with ``dry_run`` nothing is sent.

    Whoever had one less than a week ago, or has nothing to do, gets none: it can
    be called as often as one likes, by two at once.
    """
    for user in _editors():
        desk = Desk(user, now)
        parts = [] if _had_one_lately(desk) else overview(desk)
        if parts and (dry_run or _send(desk, parts)):
            yield user


def _editors() -> list[Any]:
    staff = get_user_model().objects.filter(is_active=True, is_staff=True)
    return list(staff.order_by("pk"))


def _had_one_lately(desk: Desk) -> bool:
    return Reminder.objects.filter(user=desk.user, sent_on__gt=_a_week_ago(desk)).exists()


@transaction.atomic
def _send(desk: Desk, parts: list[Part]) -> bool:
    """Write the mail, unless somebody else did so at this moment."""
    made = Reminder(user=desk.user, sent_on=desk.today - timedelta(days=DAYS_BETWEEN))
    Reminder.objects.bulk_create([made], ignore_conflicts=True)
    # Of two at once this holds for one: the other finds the day changed.
    mine = Reminder.objects.filter(user=desk.user, sent_on__lte=_a_week_ago(desk))
    if not mine.update(sent_on=desk.today):
        return False
    context = {
        "name": desk.user.name,
        "parts": parts,
        "total": sum(part.count for part in parts),
        "url": absolute_url(reverse("admin:workbench")),
    }
    post("reminder_curator", to=desk.user.email, context=context)
    return True


def _a_week_ago(desk: Desk) -> Any:
    return desk.today - timedelta(days=DAYS_BETWEEN)


def _my_reviews(desk: Desk) -> Part:
    queue = ReviewDue()
    mine = queue.waiting(desk).filter(curator=desk.user)
    rows = [queue.row(desk, item) for item in mine[:MOST_LINES]]
    return Part("Uw items om na te kijken", rows, mine.count(), absolute_url(address(queue.name)))


def _my_tasks(desk: Desk) -> Part:
    soon = desk.today + timedelta(days=DAYS_AHEAD)
    keys = set(tasks.mine(desk.user).filter(due_on__lte=soon).values_list("key", flat=True))
    rows = [row for _queue, row in my_rows(desk) if row.key in keys] if keys else []
    url = absolute_url(address(MINE))
    return Part("Uw taken die klaar moeten", rows[:MOST_LINES], len(rows), url)


def _submitted(desk: Desk) -> Part:
    queue = Submitted()
    count = queue.count(desk) if queue.is_for(desk) else 0
    rows = queue.rows(desk, 0, MOST_LINES) if count else []
    return Part("Ingestuurd en nog van niemand", rows, count, absolute_url(address(queue.name)))
