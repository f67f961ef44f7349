"""
Tests that say nothing about the database: they run on SQLite, and are left out on PostgreSQL.

What reads and writes in another way on another database stays out of this list, and so does
whatever several people do at once.
"""

import os
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ONCE = (
    # Starting, and who may what.
    "start/",
    "permissions/",
    # What every page carries, and where its links lead.
    "kennisplaats/test_security.py",
    "kennisplaats/test_every_page.py",
    "kennisplaats/test_settings.py",
    "kennisplaats/test_pages.py",
    "kennisplaats/test_make_synthetic.py",
    "kennisplaats/test_logs.py",
    "accounts/test_pages_in_dutch.py",
    "content_wide/test_links.py",
    "tools/test_privacy.py",
    # Files, and texts.
    "content_wide/test_exercise_documents.py",
    "tools/documents/",
    "tools/reflection/package/",
    "knowledge/test_prose.py",
    "knowledge/test_readability.py",
    # Sets and words that are worked out in memory.
    "practices/test_facet_counts.py",
    "knowledge/test_similar.py",
    "search/test_compounds.py",
    "search/test_stemmer.py",
    "search/test_text.py",
    "search/test_tokens.py",
)


def pytest_collection_modifyitems(items):
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return
    once = pytest.mark.skip(reason="hangt niet af van de database, draait al met SQLite")
    for item in items:
        if item.path.is_relative_to(HERE) and str(item.path.relative_to(HERE)).startswith(ONCE):
            item.add_marker(once)
