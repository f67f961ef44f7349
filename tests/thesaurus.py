"""The whole thesaurus as plain values, to compare before and after."""

from knowledge.models import AlternativeLabel, Concept, ConceptScheme, MergedConcept


def everything():
    """Return all that the thesaurus is, without numbers."""
    concepts = Concept.objects.select_related("scheme", "broader")
    return {
        "schemes": set(ConceptScheme.objects.values_list("slug", "name", "description")),
        "concepts": {
            (
                *(one.scheme.slug, one.slug, one.name, one.folded_name, one.scope_note),
                one.broader and one.broader.slug,
                frozenset(other.slug for other in one.related.all()),
            )
            for one in concepts.prefetch_related("related")
        },
        "labels": set(
            AlternativeLabel.objects.values_list("concept__slug", "label", "folded", "is_hidden")
        ),
        "former": set(MergedConcept.objects.values_list("slug", "name", "target__slug")),
    }
