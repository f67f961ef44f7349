"""
Which rows have a history: who changed what, and when.

Whatever saves or deletes such a row, leaves a record of it; ``QuerySet.update``
and bulk writers do not. The starter content comes without: it has its own files.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from django.utils import timezone
from simple_history import register
from simple_history.models import HistoricalRecords

BASELINE = "Zoals het was"

_is_off: ContextVar[bool] = ContextVar("no history is written", default=False)
_records: dict[type[Model], "Records"] = {}
# The rows that belong to a record: the model, and the path from there to the record.
_rows: dict[Any, tuple[str, type[Model]]] = {}


class Records(HistoricalRecords):
    def finalize(self, sender: type[Model], **kwargs: Any) -> None:
        super().finalize(sender, **kwargs)
        _records[sender] = self

    def m2m_changed(
        self,
        instance: Model,
        action: str,
        attr: str,
        pk_set: set[Any] | None,
        reverse: bool,
        *,
        model: type[Model],
        raw: bool = False,
        **others: Any,
    ) -> None:
        """Record a link made from either side; a copy of a database brings its own history."""
        if raw:
            return
        if not reverse:
            super().m2m_changed(instance, action, attr, pk_set, reverse, **others)
            return
        for one in model._default_manager.filter(pk__in=pk_set or ()):  # noqa: SLF001 -- documented
            super().m2m_changed(one, action, attr, {instance.pk}, False, **others)

    def create_historical_record(
        self, instance: Model, history_type: str, using: str | None = None
    ) -> None:
        if not _is_off.get():
            super().create_historical_record(instance, history_type, using=using)


@contextmanager
def unrecorded() -> Iterator[None]:
    """Write no history, for who writes thousands of rows that nobody typed."""
    token = _is_off.set(True)
    try:
        yield
    finally:
        _is_off.reset(token)


def track(
    model: type[Model], *, row_of: tuple[str, type[Model]] | None = None, **config: Any
) -> None:
    """
    Keep the history of ``model``; its m2m fields only where ``m2m_fields`` names them.

    ``row_of`` says along which path which record has these for rows.
    """
    register(model, records_class=Records, **config)
    if row_of:
        _rows[model] = row_of


def rows_of(owner: type[Model]) -> dict[Any, str]:
    """Return the models of the rows that records of ``owner`` have, with the path to it."""
    return {model: path for model, (path, of) in _rows.items() if issubclass(owner, of)}


def remember(instance: Any) -> None:
    """
    Record how ``instance`` stands in the database, with its rows, if it has no history yet.

    Called before its first change: what came with the starter content has none,
    and a first change would leave nothing to go back to.
    """
    owner = type(instance)
    if instance.history.exists():
        return
    stored = owner._default_manager.get(pk=instance.pk)  # noqa: SLF001 -- Django documents it
    since = getattr(stored, "changed_at", None) or timezone.now()
    rows: list[Any] = [
        row
        for model, path in rows_of(owner).items()
        for row in model._default_manager.filter(**{path: instance.pk})  # noqa: SLF001 -- likewise
        if not row.history.exists()
    ]
    for one in [stored, *rows]:
        one._history_date = since  # noqa: SLF001 -- how simple-history is told
        one._history_user = None  # noqa: SLF001
        one._change_reason = BASELINE  # noqa: SLF001
        _records[type(one)].create_historical_record(one, "~")
