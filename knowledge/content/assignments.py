from typing import ClassVar

from django.db.models import Prefetch

from knowledge.content.document import Document, KeyPath
from knowledge.content.faults import Faults
from knowledge.content.parts import Part, Row, RowsByItem, find
from knowledge.content.references import References, Terms
from knowledge.models import Concept, ConceptAssignment, KnowledgeItem


class ConceptsPart(Part):
    """The concepts of an item, in the order of the file: a card shows the first ones."""

    name = "concepts"
    prefetch: ClassVar = [
        Prefetch(
            "assignments", ConceptAssignment.objects.select_related("tag__scheme").order_by("pk")
        )
    ]

    def wanted(self, document: Document, references: References, faults: Faults) -> list[Row]:
        return [[key] for key in concept_keys(document, ("concepts",), references.terms, faults)]

    def present(self, item: KnowledgeItem) -> list[Row]:
        return [[f"{row.tag.scheme.slug}/{row.tag.slug}"] for row in item.assignments.all()]

    def write(self, rows: RowsByItem) -> None:
        known = {
            f"{scheme}/{slug}": pk
            for scheme, slug, pk in Concept.objects.values_list("scheme__slug", "slug", "pk")
        }
        ConceptAssignment.objects.filter(content_object__in=list(rows)).delete()
        ConceptAssignment.objects.bulk_create(
            ConceptAssignment(content_object_id=item, tag_id=known[key])
            for item, wanted in rows.items()
            for (key,) in wanted
        )


def concept_keys(document: Document, at: KeyPath, terms: Terms, faults: Faults) -> list[str]:
    """Return the concepts named at ``at``, per list; what leads nowhere is a fault."""
    found: dict[str, KeyPath] = {}
    merged: set[str] = set()
    for path in _paths(document, at, terms, faults):
        scheme, name = str(path[len(at)]), document.text(*path)
        if key := find(document, path, faults, terms.find, scheme, name):
            found[key] = path
            if terms.is_merged(scheme, name):
                merged.add(key)
    # What was merged here, the file could not know: there such a pair is no fault.
    own = {key: path for key, path in found.items() if key not in merged}
    for key, path in own.items():
        for broader in own.keys() & set(terms.above(key)):
            message = f"“{terms.name(key)}” valt al onder “{terms.name(broader)}”"
            document.fault(faults, path, f"{message}; noem alleen het smallere begrip")
    return list(found)


def _paths(document: Document, at: KeyPath, terms: Terms, faults: Faults) -> list[KeyPath]:
    """Return the place of every name that can be looked up."""
    if not terms.is_complete:
        return []
    paths: list[KeyPath] = []
    for scheme in document.get(*at) or {}:
        # an unknown list is one fault, however many names it holds
        if find(document, (*at, scheme), faults, terms.scheme, scheme):
            paths += document.each(*at, scheme)
    return paths
