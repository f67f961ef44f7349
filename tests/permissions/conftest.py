"""Who may what does not depend on the database: seen once, on SQLite."""

import os
from pathlib import Path

import pytest


def pytest_collection_modifyitems(items):
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return
    once = pytest.mark.skip(reason="hangt niet af van de database, draait al met SQLite")
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(once)
