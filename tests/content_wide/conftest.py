"""The starter content, loaded once for all that is asked of the whole of it."""

import pytest
from django.core.management import call_command

from tests.lasting import lasting_transaction


@pytest.fixture(scope="package")
def content(django_db_setup, django_db_blocker):
    with lasting_transaction(django_db_blocker):
        call_command("load_content", verbosity=0)
        yield
