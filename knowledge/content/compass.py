from typing import ClassVar

from knowledge.content.document import Document
from knowledge.content.faults import Faults
from knowledge.content.parts import Part, Row, RowsByItem, check_row
from knowledge.content.references import References
from knowledge.models import CompassReading, KnowledgeItem


class CompassPart(Part):
    name = "compass"
    prefetch: ClassVar = ["compass"]

    def wanted(self, document: Document, references: References, faults: Faults) -> list[Row]:
        return _rows(document)

    def present(self, item: KnowledgeItem) -> list[Row]:
        readings = {reading.corner: reading for reading in item.compass.all()}
        return [
            [corner, readings[corner].weight, readings[corner].why]
            for corner in CompassReading.Corner.values
            if corner in readings
        ]

    def check(self, document: Document, faults: Faults) -> None:
        for row in _rows(document):
            check_row(document, ("compass", row[0]), _reading(row), faults, exclude=["item"])

    def write(self, rows: RowsByItem) -> None:
        CompassReading.objects.filter(item__in=list(rows)).delete()
        CompassReading.objects.bulk_create(
            _reading(row, item_id=item) for item, wanted in rows.items() for row in wanted
        )


def _rows(document: Document) -> list[Row]:
    """Return what the file says of each corner, in the order of the model."""
    said = document.get("compass") or {}
    return [
        [
            corner,
            document.text("compass", corner, "weight"),
            document.text("compass", corner, "why"),
        ]
        for corner in CompassReading.Corner.values
        if corner in said
    ]


def _reading(row: Row, **place: int) -> CompassReading:
    corner, weight, why = row
    return CompassReading(corner=corner, weight=weight, why=why, **place)
