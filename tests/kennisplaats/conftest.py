from functools import cache

import pytest
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.test import Client
from environ import Env

from kennisplaats.database import with_options
from tests.kennisplaats.site import fill
from tests.pages import parse


@pytest.fixture(scope="module")
def filled(module_transaction):
    """Fill the kennisplaats for all tests of a module that looks at every page."""
    fill()


@pytest.fixture(scope="module")
def page_at(filled):
    """Return what reads the page at an address: each is asked for once, and looked at by many."""
    return cache(lambda url: parse(Client().get(url)))


@pytest.fixture
def database_away(django_db_blocker):
    """Have every query go to a PostgreSQL server that is not there."""
    before = connections["default"]
    away = with_options(Env.db_url_config("postgres://kp@127.0.0.1:1/kp"), pool_size=1)
    away["OPTIONS"]["pool"] |= {"timeout": 0.2, "reconnect_timeout": 0.1}
    wanted = {**before.settings_dict, **away}
    with django_db_blocker.unblock():
        # A name of its own: connections of one name share one pool.
        connections["default"] = DatabaseWrapper(wanted, "away")
        yield
        connections["default"].close_pool()
        connections["default"] = before
