"""Items from before curating keep working, on a database that has some."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [("knowledge", "0004_hidden_label")]
AFTER = [("knowledge", "0005_curating")]


# Going back and forth takes most of a minute, and a server is the stricter of the two: what waits
# for the end of a transaction there keeps a table from being changed.
@pytest.mark.skipif(connection.vendor == "sqlite", reason="draait met PostgreSQL")
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_items_from_before_keep_their_status():
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes()
    try:
        executor.migrate(BEFORE)
        items = executor.loader.project_state(BEFORE).apps.get_model("knowledge", "KnowledgeItem")
        facts = {"kind": "publication", "summary": "Kort.", "folded_title": "", "folded_text": ""}
        since = datetime(2026, 1, 5, 9, tzinfo=UTC)
        for status in ("published", "archived", "draft"):
            items.objects.create(
                title=status, slug=status, status=status, published_at=since, **facts
            )

        executor = MigrationExecutor(connection)
        executor.migrate(AFTER)

        items = executor.loader.project_state(AFTER).apps.get_model("knowledge", "KnowledgeItem")
        kept = dict(items.objects.values_list("slug", "content_digest"))
        assert kept == {"published": "voor-0005", "archived": "", "draft": ""}
        assert "redenen" in items.objects.get(slug="archived").archived_reason
        items.objects.all().delete()
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(latest)
