"""What every answer carries, and what a visitor sees when the database is away."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from psycopg_pool import PoolTimeout

from kennisplaats.failure import failure_page

logger = logging.getLogger(__name__)

type GetResponse = Callable[[HttpRequest], HttpResponse]

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics")
)


class PermissionsPolicyMiddleware:
    """Refuses what no page of ours asks of a visitor's device."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class DatabaseFailureMiddleware:
    """Answers 503, without touching the database, when it cannot be reached."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a lost connection into a page; any other fault stays a 500."""
        return page_of_lost_database(request, exception)


def page_of_lost_database(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """Return what to say when ``exception`` is of a database that cannot be reached, else None."""
    if not _is_away(exception):
        return None
    logger.error("database niet bereikbaar", extra={"path": request.path}, exc_info=exception)
    return failure_page(503, {"Retry-After": "60"})


def _is_away(exception: Exception) -> bool:
    # SQLite calls a missing table operational; that is a fault of ours, and no waiting helps.
    return isinstance(exception, (OperationalError, InterfaceError, PoolTimeout)) and not str(
        exception
    ).startswith("no such ")
