"""What all tests share: the real names of static files, and the starter content."""

from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from hypothesis import settings as hypothesis_settings
from whitenoise.middleware import WhiteNoiseMiddleware
from xdist import is_xdist_worker

from bootstrap.lock import Lock
from tests.databases import migrated_database
from tests.lasting import lasting_transaction

pytest_plugins = ["tests.distribution", "tests.e2e.left_out", "tests.once", "tests.rechecked"]

# A red build is about the change at hand, not about what chance tried today.
hypothesis_settings.register_profile("same-every-time", deadline=None, derandomize=True)
hypothesis_settings.load_profile("same-every-time")

# Compressing takes most of the time of collectstatic, and no test looks at it.
LEFT_UNCOMPRESSED = ("css", "js", "svg", "txt", "json", "md", "html", "woff", "woff2", "gif", "png")


@pytest.fixture(scope="session")
def common_folder(tmp_path_factory, request):
    """Return a folder that all processes of this run have in common."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if is_xdist_worker(request) else folder


@pytest.fixture(scope="session", autouse=True)
def static_root(django_test_environment, common_folder):
    """Collect the static files once, so that pages have the names they have on a server."""
    folder = common_folder / "static"
    with override_settings(
        STATIC_ROOT=str(folder), WHITENOISE_SKIP_COMPRESS_EXTENSIONS=LEFT_UNCOMPRESSED
    ):
        with alone(common_folder / "static.lock"):
            # written last of all, so it is there when the rest is
            if not (folder / "staticfiles.json").exists():
                call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


@pytest.fixture(scope="session", autouse=True)
def static_files_found_once(static_root):
    """Look for the static files once, and not for each client anew: that is most of its start."""
    found = {}
    look = WhiteNoiseMiddleware.update_files_dictionary

    def update(self, root, prefix):
        if (root, prefix) not in found:
            look(self, root, prefix)
            found[root, prefix] = self.files.copy()
        self.files.update(found[root, prefix])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "update_files_dictionary", update)
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_passwords(django_test_environment):
    """Hash passwords in no time: a hash that is worth something takes a third of a second."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@contextmanager
def alone(path):
    """Keep the other processes of this run waiting until the block ends."""
    lock = Lock(path)
    assert lock.acquire(patience=240)
    try:
        yield
    finally:
        lock.release()


@pytest.fixture(scope="module")
def module_transaction(django_db_setup, django_db_blocker):
    """
    Keep what the fixtures of a module write for all its tests; roll it back at the end.

    Its tests are marked ``django_db`` as usual: each has a savepoint of its own.
    """
    with lasting_transaction(django_db_blocker):
        yield


@pytest.fixture(scope="module")
def content(module_transaction):
    """Load the starter content, for the tests of one module."""
    call_command("load_content", verbosity=0)


@pytest.fixture(scope="module")
def visitor():
    """Give a client that the tests of a module share: somebody without an account."""
    return Client()


@pytest.fixture(scope="module")
def database_url(django_db_setup, django_db_blocker, tmp_path_factory):
    """Give the address of a database without content, for processes that a module starts."""
    folder = tmp_path_factory.mktemp("database")
    with migrated_database(folder, django_db_blocker) as url:
        yield url
