"""Items as a form of the beheer would have them, not as the starter content does."""

from datetime import UTC, datetime

from tests.factories.accounts import UserFactory
from tests.factories.knowledge import ConceptFactory, SourceFactory

PUBLISHED_AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


def ready(factory, **facts):
    """
    Return an item with all that publishing needs; a draft, unless told otherwise.

    It is saved as a draft first: a theme and a source need something to point at.
    """
    status = facts.pop("status", "draft")
    item = factory(
        **{
            "content_digest": "",
            "status": "draft",
            "published_at": None,
            "curator": UserFactory(is_staff=True),
            "concepts": [ConceptFactory()],
            **facts,
        }
    )
    SourceFactory(item=item)
    item.refresh_from_db()
    if status != "draft":
        item.status = status
        item.published_at = facts.get("published_at") or PUBLISHED_AT
        item.save()
    return item
