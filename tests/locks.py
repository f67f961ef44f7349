"""Waiting for one another, on a database that has several connections."""

from django.db import connection

WAITING = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


def until_another_waits():
    """Return as soon as another connection waits for what this one has."""
    with connection.cursor() as cursor:
        while True:
            # else what was seen first stays so until the end of the transaction
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
