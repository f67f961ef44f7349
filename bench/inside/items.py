"""Fills and indexes the database, and says how many seconds that took."""

from time import perf_counter
from typing import Any

from django.core.management import call_command, get_commands
from django.db import connection

from bench.inside import documents


def make(size: str, seed: str) -> dict[str, Any]:
    began = perf_counter()
    call_command("make_synthetic", count=int(size), seed=int(seed), no_reindex=True)
    seconds = perf_counter() - began
    documents.make()
    return {"seconds": seconds}


def index() -> dict[str, Any]:
    """Make the whole search index anew; no seconds where the portal has none."""
    seconds = None
    if "reindex" in get_commands():
        began = perf_counter()
        call_command("reindex", "--all", verbosity=0)
        seconds = perf_counter() - began
    if connection.vendor == "postgresql":
        # what the server would do by itself some time later, in the midst of measuring
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")
    return {"seconds": seconds}
