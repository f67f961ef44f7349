"""
Which tests may run beside which, when pytest is told to use several processes (``-n``).

A file stays together, and so do folders whose tests share what is expensive to start.
"""

from xdist import is_xdist_worker
from xdist.scheduler import LoadScopeScheduling

# What the tests of a folder share: a first start, a site with a browser, the loaded content.
# These take longest, so they begin first.
TOGETHER = ("tests/start/", "tests/e2e/", "tests/content_wide/")
# Files of half a minute and more, which would otherwise begin when the rest is done.
LONG = (
    "tests/permissions/test_table.py",
    "tests/kennisplaats/test_load.py",
    "tests/kennisplaats/test_processes.py",
    "tests/kennisplaats/test_make_synthetic.py",
)


class Scheduling(LoadScopeScheduling):
    def _split_scope(self, nodeid):
        return next((folder for folder in TOGETHER if nodeid.startswith(folder)), file_of(nodeid))


def file_of(nodeid):
    return nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config, log):
    config.option.loadscopereorder = False
    return Scheduling(config, log)


def pytest_collection_modifyitems(session, items):
    """Put what takes longest first: processes take their work in this order."""
    if is_xdist_worker(session):
        items.sort(key=lambda item: rank(item.nodeid))


def rank(nodeid):
    first = (*TOGETHER, *LONG)
    return next((n for n, start in enumerate(first) if nodeid.startswith(start)), len(first))
