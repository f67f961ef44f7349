"""What several do at the same moment, each on a connection of their own."""

from threading import Barrier, Thread

import pytest
from django.db import connection, connections

needs_connections = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="a database in memory has one connection"
)


def together(*acts, connect=None):
    """
    Let ``acts`` begin at the same moment; return what they returned or raised, if not None.

    ``connect`` gives each a connection, where the usual one will not do.
    """
    start, told = Barrier(len(acts)), []

    def run(act):
        if connect:
            connect()
        try:
            start.wait(timeout=30)
            told.append(act())
        except Exception as error:  # noqa: BLE001 -- whatever it is, the test must see it
            told.append(error)
        finally:
            connections["default"].close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=60)
        assert not one.is_alive()
    return [one for one in told if one is not None]
