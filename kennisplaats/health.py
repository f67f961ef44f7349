"""For operators: is the process alive, and is it ready to serve."""

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from psycopg_pool import PoolTimeout


@never_cache
@require_safe
def alive(_request: HttpRequest) -> JsonResponse:
    """Answer 200 as long as the process answers; asks nothing of the database."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers and no migration waits, else 503."""
    try:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, PoolTimeout):
        return JsonResponse({"status": "database niet bereikbaar"}, status=503)
    if waiting:
        return JsonResponse({"status": "migraties wachten", "migrations": len(waiting)}, status=503)
    return JsonResponse({"status": "ok"})
