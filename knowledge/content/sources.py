from datetime import date
from typing import Any, ClassVar

from knowledge.content.document import Document, KeyPath
from knowledge.content.faults import Faults
from knowledge.content.parts import Part, Row, RowsByItem, check_row
from knowledge.content.references import References
from knowledge.models import KnowledgeItem, Source

FIELDS = ("url", "title", "publisher", "seen_on")


class SourcesPart(Part):
    name = "sources"
    prefetch: ClassVar = ["sources"]

    def wanted(self, document: Document, references: References, faults: Faults) -> list[Row]:
        rows: list[Row] = []
        for path in document.each("sources"):
            row = _row(document, path)
            if row[0] and row[0] in [url for url, *_ in rows]:
                document.fault(faults, (*path, "url"), "deze bron staat er twee keer bij")
            rows.append(row)
        return rows

    def present(self, item: KnowledgeItem) -> list[Row]:
        return [
            [source.url, source.title, source.publisher, source.seen_on.isoformat()]
            for source in item.sources.all()
        ]

    def check(self, document: Document, faults: Faults) -> None:
        for path in document.each("sources"):
            source = _source(_row(document, path))
            check_row(document, path, source, faults, exclude=["item"])

    def write(self, rows: RowsByItem) -> None:
        Source.objects.filter(item__in=list(rows)).delete()
        Source.objects.bulk_create(
            _source(row, item_id=item, position=position)
            for item, wanted in rows.items()
            for position, row in enumerate(wanted)
        )


def _row(document: Document, path: KeyPath) -> Row:
    return [document.text(*path, name) for name in FIELDS]


def _source(row: Row, **place: int) -> Source:
    said: dict[str, Any] = dict(zip(FIELDS, row, strict=True))
    said["seen_on"] = date.fromisoformat(said["seen_on"]) if said["seen_on"] else None
    return Source(**said, **place)
