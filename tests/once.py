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
    "tools/test_privacy.py",
    "tools/conversation/test_who_sees_what.py",
    # What stands in the starter content; test_load_content loads it on both.
    "content_wide/",
    # Files, and texts.
    "tools/documents/",
    "tools/reflection/package/",
    "tools/reflection/report/",
    "tools/conversation/report/",
    "tools/sessions/test_moments.py",
    "knowledge/content/test_reading.py",
    "knowledge/content/test_schema.py",
    # What is at other sites.
    "knowledge/test_links.py",
    # Pages; what they read and write is tried out below them, on both.
    "accounts/test_log_in.py",
    "accounts/test_organisation.py",
    "accounts/test_registration.py",
    "accounts/test_second_factor.py",
    "kennisplaats/test_errors.py",
    "kennisplaats/test_page_cache.py",
    "knowledge/test_admin.py",
    "knowledge/test_views.py",
    "knowledge/test_workbench.py",
    "practices/submitting/test_following.py",
    "practices/submitting/test_sending.py",
    "tools/conversation/admin/",
    "practices/test_views.py",
    "tools/reflection/doing/",
    "tools/reflection/finding/",
    "tools/reflection/duo/test_views.py",
    "tools/reflection/team/test_leading.py",
    "tools/reflection/team/test_report.py",
    "tools/reflection/team/test_screen.py",
    "tools/reflection/team/test_taking_part.py",
    "tools/reflection/team/test_tallies.py",
    "tools/conversation/agenda/test_again.py",
    "tools/conversation/agenda/test_making.py",
    "tools/conversation/agenda/test_wishes.py",
    "tools/conversation/managing/test_own.py",
    "tools/conversation/opening/",
    "tools/conversation/preparing/",
    "tools/conversation/rounds/test_views.py",
    "tools/conversation/scoring/test_finish.py",
    "tools/conversation/scoring/test_theme_page.py",
    "tools/conversation/scoring/test_welcome.py",
    "tools/conversation/talk/test_screen.py",
    "tools/conversation/talk/test_talk.py",
    "tools/conversation/talk/test_theme.py",
    # What is worked out in memory.
    "tools/conversation/test_completeness.py",
    "tools/conversation/test_differing.py",
    "tools/conversation/test_who_sees_what.py",
    "tools/conversation/outcome/test_charts.py",
    "tools/conversation/outcome/test_example.py",
    "tools/conversation/outcome/test_findings.py",
    "tools/conversation/outcome/test_numbers.py",
    "tools/conversation/outcome/test_partition.py",
    "tools/conversation/outcome/test_privacy.py",
    "tools/conversation/outcome/test_renewing.py",
    "tools/conversation/outcome/test_views.py",
    "tools/conversation/outcome/test_wording.py",
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
