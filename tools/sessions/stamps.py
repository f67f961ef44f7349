"""Numbers that tell that something changed, read with the row that it hangs on."""

from typing import Any

from django.db.models import QuerySet, Subquery


def stamp(rows: QuerySet, by: str, what: Any) -> Subquery:
    """Return ``what`` of those of ``rows`` that are alike in ``by``; None of none."""
    return Subquery(rows.order_by().values(by).annotate(n=what).values("n"))
