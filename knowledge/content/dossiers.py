from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import Prefetch

from knowledge.content.document import Document, KeyPath
from knowledge.content.faults import Faults
from knowledge.content.items import ItemLoader
from knowledge.content.parts import Part, Row, RowsByItem, check_row, find
from knowledge.content.references import References
from knowledge.content.relations import item_keys
from knowledge.models import Dossier, DossierChapter, DossierEntry


class ChaptersPart(Part):
    """Rows are chapters: title, text, and the items with their notes."""

    name = "chapters"
    prefetch: ClassVar = [
        "chapters",
        Prefetch("chapters__entries", DossierEntry.objects.select_related("item")),
    ]

    def wanted(self, document: Document, references: References, faults: Faults) -> list[Row]:
        return [
            [
                document.text(*path, "title"),
                document.prose(*path, "text"),
                self._entries(document, path, references, faults),
            ]
            for path in document.each("chapters")
        ]

    def present(self, item: Dossier) -> list[Row]:
        return [
            [
                chapter.title,
                chapter.text,
                [
                    [f"{entry.item.kind}/{entry.item.slug}", entry.note]
                    for entry in chapter.entries.all()
                ],
            ]
            for chapter in item.chapters.all()
        ]

    def check(self, document: Document, faults: Faults) -> None:
        for path in document.each("chapters"):
            title, text = document.text(*path, "title"), document.prose(*path, "text")
            chapter = DossierChapter(title=title, text=text)
            check_row(document, path, chapter, faults, exclude=["dossier"])
            for place in document.each(*path, "items"):
                entry = DossierEntry(note=document.text(*place, "note"))
                check_row(document, place, entry, faults, exclude=["chapter", "item"])

    def write(self, rows: RowsByItem) -> None:
        known = item_keys()
        DossierChapter.objects.filter(dossier__in=list(rows)).delete()
        chapters = [
            (DossierChapter(dossier_id=dossier, title=title, text=text, position=position), entries)
            for dossier, wanted in rows.items()
            for position, (title, text, entries) in enumerate(wanted)
        ]
        DossierChapter.objects.bulk_create(chapter for chapter, _ in chapters)
        DossierEntry.objects.bulk_create(
            DossierEntry(chapter=chapter, item_id=known[key], note=note, position=position)
            for chapter, entries in chapters
            for position, (key, note) in enumerate(entries)
        )

    def _entries(
        self, document: Document, chapter: KeyPath, references: References, faults: Faults
    ) -> list[Row]:
        rows: list[Row] = []
        for path in document.each(*chapter, "items"):
            kind, slug = document.text(*path, "kind"), document.text(*path, "slug")
            if not (kind and slug):
                continue
            place = (*path, "slug")
            key = find(document, place, faults, references.items.find, kind, slug)
            if key and key in [known for known, _ in rows]:
                document.fault(faults, place, f"“{slug}” staat twee keer in dit hoofdstuk")
            rows.append([key, document.text(*path, "note")])
        return rows


class DossierLoader(ItemLoader[Dossier]):
    model = Dossier
    folder = "dossiers"
    schema = "dossier"
    own_paths: ClassVar[Mapping[str, Sequence[KeyPath]]] = {"body": [("introduction",)]}

    def own_parts(self) -> list[Part]:
        return [ChaptersPart()]

    def own_fields(self, document: Document) -> dict[str, Any]:
        return {"body": document.prose("introduction")}
