from django import template

from knowledge.models import Concept, KnowledgeItem

register = template.Library()


@register.filter
def in_scheme(item: KnowledgeItem, scheme: str) -> list[Concept]:
    """Return the concepts of ``item`` in one list; no query after ``for_cards()``."""
    return item.concepts_in(scheme)
