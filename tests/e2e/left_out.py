"""Whether the browser tests run, and the loud word at the end when they should have but did not."""

import os
import shutil

# First the one without windows of its own: it takes half the time for the same page.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ON_SQLITE = "draait al met SQLite (E2E_ON_POSTGRES=1 draait het toch)"


def find_chromium():
    """Return the path of a browser, or None; CHROMIUM decides where it is set."""
    asked = os.environ.get("CHROMIUM")
    names = [asked] if asked else NAMES
    return next(filter(None, map(shutil.which, names)), None)


def reason_not_to_run():
    """Say why these tests are left out, or return "" when they run, or must fail to."""
    on_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    if on_postgres and os.environ.get("E2E_ON_POSTGRES") != "1":
        return ON_SQLITE
    if find_chromium() is None and os.environ.get("REQUIRE_BROWSER") != "1":
        return "geen Chromium gevonden; CHROMIUM=<pad> wijst er een aan"
    return ""


def pytest_terminal_summary(terminalreporter):
    reason = reason_not_to_run()
    skipped = terminalreporter.stats.get("skipped", [])
    # asked of the reports: where other processes run the tests, none were collected in this one
    if reason in {"", ON_SQLITE} or not any("e2e" in report.keywords for report in skipped):
        return
    terminalreporter.section("NIET gedraaid: de browsertests", sep="!", red=True, bold=True)
    terminalreporter.line(f"De browsertests in tests/e2e zijn NIET gedraaid: {reason}.")
    terminalreporter.line("The browser tests did NOT run.")
