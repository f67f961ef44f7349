"""
Updates that hold their conditions when two do them at once.

Django turns an update over a join into one of the rows that a query inside it finds. Who waits
there for another's update is not asked again, on PostgreSQL, whether the conditions still hold:
both go through. That shows in one try out of many, so it is looked for in the words themselves.
"""

import re

import pytest
from django.db import connection

# All that is asked stands inside, in a query that begins with the table that is updated.
ASKED_ONCE = re.compile(
    r'UPDATE "(\w+)" .* WHERE "\1"\."\w+" IN \(SELECT "\w+"\."\w+" FROM "\1" ', re.DOTALL
)


class AskedOnceError(AssertionError):
    """An update over a join: write what it asks of another table as ``…__in`` a query."""


def refuse_what_is_asked_once(execute, sql, params, many, context):
    if sql.startswith("UPDATE") and ASKED_ONCE.match(sql):
        raise AskedOnceError(sql)
    return execute(sql, params, many, context)


@pytest.fixture(autouse=True)
def updates_ask_again():
    with connection.execute_wrapper(refuse_what_is_asked_once):
        yield
