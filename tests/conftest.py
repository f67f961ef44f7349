"""What all tests share: the real names of static files, and the starter content."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from hypothesis import settings as hypothesis_settings

# A red build is about the change at hand, not about what chance tried today.
hypothesis_settings.register_profile("same-every-time", deadline=None, derandomize=True)
hypothesis_settings.load_profile("same-every-time")

# Compressing takes most of the time of collectstatic, and no test looks at it.
LEFT_UNCOMPRESSED = ("css", "js", "svg", "txt", "json", "md", "html", "woff", "woff2", "gif", "png")


@pytest.fixture(scope="session", autouse=True)
def static_root(django_test_environment, tmp_path_factory):
    """Collect the static files once, so that pages have the names they have on a server."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(
        STATIC_ROOT=str(folder), WHITENOISE_SKIP_COMPRESS_EXTENSIONS=LEFT_UNCOMPRESSED
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


@pytest.fixture(scope="module")
def module_transaction(django_db_setup, django_db_blocker):
    """
    Keep what the fixtures of a module write for all its tests; roll it back at the end.

    Its tests are marked ``django_db`` as usual: each has a savepoint of its own.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def content(module_transaction):
    """Load the starter content, for the tests of one module."""
    call_command("load_content", verbosity=0)


@pytest.fixture(scope="module")
def visitor():
    """Give a client that the tests of a module share: somebody without an account."""
    return Client()
