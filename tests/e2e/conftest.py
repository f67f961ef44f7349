"""A browser, and a kennisplaats for it to visit; both stop when the last test here is done."""

import functools
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.databases import migrated_database
from tests.e2e.left_out import find_chromium, reason_not_to_run
from tests.e2e.site import Site

HERE = Path(__file__).parent
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE = 10_000  # milliseconds, for a slow and busy machine


def pytest_collection_modifyitems(items):
    reason = reason_not_to_run()
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            if reason:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="package")
def chromium():
    path = find_chromium()
    if path is None:
        pytest.fail("REQUIRE_BROWSER=1, maar er is geen Chromium gevonden", pytrace=False)
    return path


@pytest.fixture(scope="package")
def site_database(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site_database")
    with migrated_database(folder, django_db_blocker) as url:
        yield url


# The database first: beside an open browser Django refuses to copy it.
@pytest.fixture(scope="package")
def browser(chromium, site_database):
    expect.set_options(timeout=PATIENCE)
    # Not for the whole run: as long as this is open, Django sees an event loop in this thread
    # and refuses every query of the tests that follow.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def site(chromium, static_root, site_database, tmp_path_factory):
    with Site(tmp_path_factory.mktemp("kennisplaats"), static_root, site_database) as site:
        yield site


@contextmanager
def visitors(browser, site):
    """Give a function that opens the page of somebody new, and in the end close them all."""
    contexts = []

    def new_page(width=1280, *, init_script=None, **options):
        context = browser.new_context(
            base_url=site.origin, viewport={"width": width, "height": 900}, **options
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if init_script:
            context.add_init_script(path=init_script)
        return context.new_page()

    yield new_page
    for context in contexts:
        context.close()


@pytest.fixture
def new_page(browser, site):
    """Open a page of a fresh visitor: no history, no cookies, an empty cache."""
    with visitors(browser, site) as new_page:
        yield new_page


@pytest.fixture(scope="package")
def lasting_page(browser, site):
    """Return the page of a visitor who stays for more than one test: the cache is filled."""
    with visitors(browser, site) as new_page:
        yield functools.cache(new_page)


@pytest.fixture
def page(new_page):
    return new_page()
