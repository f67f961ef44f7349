from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from knowledge.content.compass import CompassPart
from knowledge.content.document import Document, KeyPath
from knowledge.content.items import ItemLoader
from knowledge.content.parts import Part
from knowledge.content.relations import RelationsPart
from knowledge.content.sources import SourcesPart
from knowledge.models import Publication


class PublicationLoader(ItemLoader[Publication]):
    model = Publication
    folder = "publications"
    schema = "publication"
    own_paths: ClassVar[Mapping[str, Sequence[KeyPath]]] = {
        "body": [("facts",)],
        "type": [("type",)],
        "publisher": [("publisher",)],
        "year": [("year",)],
    }

    def own_parts(self) -> list[Part]:
        return [SourcesPart(), CompassPart(), RelationsPart(self.kind.name)]

    def own_fields(self, document: Document) -> dict[str, Any]:
        return {
            "body": "\n".join(document.texts("facts")),
            "type": document.text("type"),
            "publisher": document.text("publisher"),
            "year": document.get("year"),
        }
