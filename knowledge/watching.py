"""Moves the stamp whenever something changes that visitors could see."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save

from search import stamp


def watch(*models: type[Model]) -> None:
    """
    Move the stamp when a row of ``models`` is saved, deleted or linked.

    Django tells of these whoever makes the change: a form, the shell, a
    cascade, ``QuerySet.delete``. It does not tell of ``update`` and
    ``bulk_create``: who uses these moves the stamp himself.
    """
    for model in models:
        for signal in (post_save, post_delete):
            signal.connect(_moved, sender=model)
        for field in model._meta.local_many_to_many:
            m2m_changed.connect(_moved, sender=field.remote_field.through)


def _moved(**_kwargs: Any) -> None:
    stamp.move()
