"""What each engine needs on top of ``DATABASE_URL``."""

from typing import Any

SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"

SQLITE_START = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=NORMAL;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA cache_size=-65536;"
)


def with_options(database: dict[str, Any], *, pool_size: int) -> dict[str, Any]:
    """
    Return ``database`` with the options that make its engine safe and quick.

    SQLite: readers beside one writer (WAL), and a transaction that takes the
    write lock at its start, because upgrading a read lock ignores the timeout
    and fails with "database is locked". PostgreSQL: a pool in each process,
    which checks a connection before it hands it out; when the server is away
    a visitor is told within seconds, and the pool starts afresh soon after.
    Raise ValueError for any other engine.
    """
    if database["ENGINE"] == SQLITE:
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START}
        return {**database, "OPTIONS": {**options, **database.get("OPTIONS", {})}}
    if database["ENGINE"] == POSTGRESQL:
        # Compiling a plan costs more than any of our statements take.
        options = {
            "pool": {"min_size": 1, "max_size": pool_size, "timeout": 3, "reconnect_timeout": 5},
            "options": "-c jit=off",
        }
        return {
            **database,
            "CONN_MAX_AGE": 0,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {**options, **database.get("OPTIONS", {})},
        }
    raise ValueError(
        f"DATABASE_URL noemt {database['ENGINE']}; de kennisplaats werkt met SQLite en PostgreSQL."
    )
