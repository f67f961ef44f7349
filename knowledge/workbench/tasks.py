"""Who does a row of the workbench: conditional updates, so that of two editors one wins."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F, Q, QuerySet

from knowledge.models import Task


def claim(key: str, user: Any) -> bool:
    """Give the row to ``user``; return False when somebody else has it."""
    return bool(_ours(key, user).update(claimed_by=user, done_at=None))


def release(key: str, user: Any) -> bool:
    """Give back the row; return False when ``user`` did not have it."""
    return bool(_held(key, user).update(claimed_by=None, due_on=None))


def set_due(key: str, user: Any, day: date | None) -> bool:
    """Set by when ``user`` does the row; return False when it is not theirs."""
    return bool(_held(key, user).update(due_on=day))


def finish(key: str, user: Any, now: datetime) -> bool:
    """Say that the row is done; return False when somebody else has it."""
    return bool(_ours(key, user).update(claimed_by=user, done_at=now, due_on=None))


def holder(key: str) -> Any | None:
    """Return who does the row, None when nobody does."""
    task = Task.objects.select_related("claimed_by").filter(key=key, done_at=None).first()
    return task.claimed_by if task else None


def mine(user: Any) -> QuerySet[Task]:
    """Return what ``user`` took and has not done, first what is due first."""
    held = Task.objects.filter(claimed_by=user, done_at=None)
    return held.order_by(F("due_on").asc(nulls_last=True), "key")


def _held(key: str, user: Any) -> QuerySet[Task]:
    return Task.objects.filter(key=key, claimed_by=user, done_at=None)


def _ours(key: str, user: Any) -> QuerySet[Task]:
    """Return the task, made if need be, unless somebody else has it who still works here."""
    Task.objects.bulk_create([Task(key=key)], ignore_conflicts=True)
    gone = get_user_model().objects.filter(Q(is_active=False) | Q(is_staff=False))
    is_free = Q(claimed_by=None) | Q(claimed_by=user) | Q(claimed_by__in=gone)
    return Task.objects.filter(is_free | Q(done_at__isnull=False), key=key)
