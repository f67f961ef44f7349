"""Rows that last for more than one test."""

from contextlib import contextmanager

from django.db import transaction


@contextmanager
def lasting_transaction(blocker):
    """Keep what is written in the block for all tests that run in it; roll it back at the end."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
