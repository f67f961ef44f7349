from typing import ClassVar

from django.db.models import Prefetch

from knowledge.content.document import Document
from knowledge.content.faults import Faults
from knowledge.content.parts import Part, Row, RowsByItem, check_row, find
from knowledge.content.references import References
from knowledge.models import KnowledgeItem, Relation


class RelationsPart(Part):
    name = "relations"
    prefetch: ClassVar = [
        Prefetch("relations", Relation.objects.select_related("to_item").order_by("pk"))
    ]

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def wanted(self, document: Document, references: References, faults: Faults) -> list[Row]:
        rows: list[Row] = []
        for path in document.each("relations"):
            kind, slug = document.text(*path, "kind"), document.text(*path, "slug")
            if not (kind and slug):
                continue
            place = (*path, "slug")
            key = find(document, place, faults, references.items.find, kind, slug)
            row = [document.text(*path, "type"), key, document.text(*path, "reason")]
            if key == f"{self._kind}/{document.slug}":
                document.fault(faults, place, "een item heeft geen relatie met zichzelf")
            elif key and row[:2] in [known[:2] for known in rows]:
                document.fault(faults, place, "deze relatie staat er twee keer bij")
            rows.append(row)
        return rows

    def present(self, item: KnowledgeItem) -> list[Row]:
        return [
            [relation.type, f"{relation.to_item.kind}/{relation.to_item.slug}", relation.reason]
            for relation in item.relations.all()
        ]

    def check(self, document: Document, faults: Faults) -> None:
        for path in document.each("relations"):
            type_, reason = document.text(*path, "type"), document.text(*path, "reason")
            relation = Relation(type=type_, reason=reason)
            check_row(document, path, relation, faults, exclude=["from_item", "to_item"])

    def write(self, rows: RowsByItem) -> None:
        known = item_keys()
        Relation.objects.filter(from_item__in=list(rows)).delete()
        Relation.objects.bulk_create(
            Relation(from_item_id=item, to_item_id=known[key], type=type_, reason=reason)
            for item, wanted in rows.items()
            for type_, key, reason in wanted
        )


def item_keys() -> dict[str, int]:
    """Return the primary key of every item by "kind/slug"."""
    return {
        f"{kind}/{slug}": pk
        for kind, slug, pk in KnowledgeItem.objects.values_list("kind", "slug", "pk")
    }
