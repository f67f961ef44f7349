"""What the words of a visitor find, as the pages of now would show it."""

from django.db.models import QuerySet
from django.db.models.functions import Now

from knowledge import version
from knowledge.collection import collections
from knowledge.models import KnowledgeItem
from search.engine import Question


def collection():
    return collections.at(version.current())


def asked(text, **how):
    return collection().engine.ask(Question(text, **how))


def found(text, **how):
    """Return the slugs of what has all of ``text``, best first."""
    return in_order(asked(text, **how).ranked(collection().items, most=10_000))


def related(text, **how):
    """Return the slugs of what has much of ``text`` but not all, best first."""
    return in_order(asked(text, **how).related(collection().items))


def in_order(pks):
    slugs = dict(KnowledgeItem.objects.values_list("pk", "slug"))
    return [slugs[pk] for pk in pks]


def its_moment_comes(item):
    """Let the moment of a waiting ``item`` come, as time passes: without telling anybody."""
    QuerySet(KnowledgeItem).filter(pk=item.pk).update(published_at=Now())
