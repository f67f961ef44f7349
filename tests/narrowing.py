"""Which items a choice finds, read row by row from the database: slow, and hard to get wrong."""

from knowledge.models import Concept, ConceptAssignment, KnowledgeItem
from practices.filters import EVIDENCE_SLUGS, RUN_STATE_SLUGS
from practices.models import Practice


def chosen_from(items, chosen, schemes):
    """
    Return which of ``items`` (primary keys) satisfy every facet of ``chosen``.

    ``schemes`` gives the list of concepts of each facet that has one, by its name.
    """
    return {
        item
        for item in items
        if all(
            any(item in having(name, value, schemes) for value in values)
            for name, values in chosen.items()
        )
    }


def having(name, value, schemes):
    """Return all items, published or not, that have ``value`` of the facet ``name``."""
    if name in schemes:
        return carriers(schemes[name], value)
    practices = Practice.objects.all()
    if name == "bewijs":
        return keys(practices.filter(evidence_level=EVIDENCE_SLUGS[value]))
    if name == "status":
        return keys(practices.filter(run_state=RUN_STATE_SLUGS[value]))
    if name == "gemeente":
        return keys(practices.filter(municipalities__slug=value))
    here = practices.filter(municipalities__province__slug=value)
    return keys(here) | keys(practices.filter(provinces__slug=value))


def keys(items):
    return set(items.values_list("pk", flat=True))


def carriers(scheme, slug):
    """Return what carries the concept or anything under it, one step up at a time."""
    broader = dict(Concept.objects.values_list("pk", "broader"))
    wanted = Concept.objects.get(scheme__slug=scheme, slug=slug).pk
    found = set()
    for concept, item in ConceptAssignment.objects.values_list("tag", "content_object"):
        above = concept
        while above not in {None, wanted}:
            above = broader[above]
        if above == wanted:
            found.add(item)
    return found


def slugs(pks):
    return set(KnowledgeItem.objects.filter(pk__in=pks).values_list("slug", flat=True))
