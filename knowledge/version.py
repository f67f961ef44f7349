"""Which state of the content a visitor sees: all that is remembered hangs on it."""

from datetime import date
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Subquery
from django.http import HttpRequest

from knowledge.models import KnowledgeItem
from search.models import State


def current() -> str:
    """
    Return what differs as soon as any page could differ, the same in every process.

    That is the stamp of the last change, the moment of the item that was
    published last (one may have been waiting for its moment), and the day. One
    query, by primary key and the end of an index.
    """
    sql, parameters = _statement(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        stamp, moment = cursor.fetchone() or (0, None)
    return f"{stamp} {moment} {date.today()}"  # noqa: DTZ011 -- as is_due_for_review does


@cache
def _statement(_vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Return the query, made once: making it costs more than the database takes to answer."""
    latest = KnowledgeItem.objects.published().order_by("-published_at").values("published_at")
    query = State.objects.filter(pk=1).annotate(latest=Subquery(latest[:1]))
    sql, parameters = query.values_list("stamp", "latest").query.sql_with_params()
    return sql, parameters


def of(request: HttpRequest) -> str:
    """Return the version that the whole of ``request`` is answered at; asked once."""
    version: str | None = getattr(request, "content_version", None)
    if version is None:
        version = current()
        request.content_version = version  # type: ignore[attr-defined]
    return version
