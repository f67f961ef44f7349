"""Loads the starter content: checks all of it, then writes all of it, or nothing."""

from collections.abc import Sequence
from pathlib import Path

from django.db import transaction

from knowledge.completeness import counted_once, recount
from knowledge.content import schema
from knowledge.content.concepts import ConceptLoader
from knowledge.content.document import Document
from knowledge.content.faults import Faults
from knowledge.content.folder import CONCEPTS, MUNICIPALITIES, Folder, find, shown
from knowledge.content.items import ItemLoader
from knowledge.content.municipalities import MunicipalityLoader
from knowledge.content.provinces import ProvinceLoader
from knowledge.content.reading import read
from knowledge.content.references import Items, Places, References, Terms
from knowledge.content.schemes import SchemeLoader
from knowledge.content.writing import Progress, Tally
from knowledge.history import unrecorded
from knowledge.indexing import indexed_once, refresh
from knowledge.models import KnowledgeItem
from search import stamp


def load(
    path: Path,
    kinds: Sequence[type[ItemLoader]],
    *,
    progress: Progress,
    overwrite: bool = False,
) -> list[Tally]:
    """
    Load the folder or file ``path``; return what was done, per sort of record.

    What a curator changed here stays, unless ``overwrite``. Raise ContentError
    with every fault there is, ContentNotFoundError when there is nothing to load;
    then nothing is written.
    """
    faults = Faults()
    loaders = {loader.folder: loader() for loader in kinds}
    lists = [group for group, loader in loaders.items() if loader.is_list]
    folder = find(path, list(loaders), faults, lists=lists)
    documents = _read(folder, loaders, faults, progress)
    # what is compared must still hold when it is written
    with transaction.atomic(), unrecorded():
        stamp.hold()
        return _Loading(folder, documents, loaders, overwrite=overwrite).run(faults, progress)


class _Loading:
    """One run: the loaders with what they share."""

    def __init__(
        self,
        folder: Folder,
        documents: dict[str, list[Document]],
        loaders: dict[str, ItemLoader],
        *,
        overwrite: bool,
    ) -> None:
        self.folder = folder
        self.documents = documents
        self.loaders = [loaders[group] for group in loaders if group in documents]
        self.items = {
            loader.folder: [
                item for document in documents[loader.folder] for item in loader.items_in(document)
            ]
            for loader in self.loaders
        }
        self.overwrite = overwrite
        self.references = _references(documents, self.items, self.loaders)
        terms, places = self.references.terms, self.references.places
        self.schemes = SchemeLoader(terms, overwrite=overwrite)
        self.concepts = ConceptLoader(terms, overwrite=overwrite)
        self.provinces = ProvinceLoader(places, overwrite=overwrite)
        self.municipalities = MunicipalityLoader(places, overwrite=overwrite)

    def run(self, faults: Faults, progress: Progress) -> list[Tally]:
        self._check(faults)
        faults.raise_any()
        self._write(progress)
        tallies = self._tallies()
        if any(tally.is_written for tally in tallies):
            stamp.move()  # most was written in bulk, of which nobody is told
        return tallies

    def _check(self, faults: Faults) -> None:
        # in this order: an item may name what another file brings
        for document in self.documents.get(CONCEPTS, []):
            self.schemes.check(document, faults)
            self.concepts.check(document, faults)
        for document in self.documents.get(MUNICIPALITIES, []):
            self.provinces.check(document, faults)
            self.municipalities.check(document, faults)
        for loader in self.loaders:
            items = self.items[loader.folder]
            loader.check(items, self.references, faults, overwrite=self.overwrite)
            for document in self.documents[loader.folder]:
                for companion in loader.companions:
                    companion.check(document, self.references, faults, overwrite=self.overwrite)

    def _write(self, progress: Progress) -> None:
        self.concepts.write(self.schemes.write(), progress)
        self.municipalities.write(self.provinces.write(), progress)
        for loader in self.loaders:
            loader.save(progress)
        # a relation or dossier may point at an item of any kind: all are there now
        with counted_once(), indexed_once():
            for loader in self.loaders:
                loader.save_rows()
        for loader in self.loaders:
            for companion in loader.companions:
                companion.write()
        if written := [pk for loader in self.loaders for pk in loader.written()]:
            recount(written)  # rows written in bulk told nobody
            refresh(written)

    def _tallies(self) -> list[Tally]:
        is_whole = self.folder.is_whole
        tallies: list[Tally] = []
        if CONCEPTS in self.documents:
            tallies += [self.schemes.tally(), self.concepts.tally(is_whole=is_whole)]
        if MUNICIPALITIES in self.documents:
            tallies += [self.provinces.tally(), self.municipalities.tally(is_whole=is_whole)]
        for loader in self.loaders:
            tallies.append(loader.tally(is_whole=is_whole))
            tallies += [companion.tally(is_whole=is_whole) for companion in loader.companions]
        return tallies


def _read(
    folder: Folder, loaders: dict[str, ItemLoader], faults: Faults, progress: Progress
) -> dict[str, list[Document]]:
    """Return the documents of each group, with the shape that its schema promises."""
    total = sum(len(files) for files in folder.files.values())
    documents: dict[str, list[Document]] = {group: [] for group in folder.files}
    done = 0
    for group, files in folder.files.items():
        name = loaders[group].schema if group in loaders else group
        for file in files:
            document = read(file, shown_as=shown(file), faults=faults)
            schema.check(document, name, faults)
            documents[group].append(document)
            done += 1
            progress("Bestanden gelezen", done, total)
    return documents


def _references(
    documents: dict[str, list[Document]],
    items_in: dict[str, list[Document]],
    loaders: Sequence[ItemLoader],
) -> References:
    """Return where names lead: all items there are, and whether the lists could be read."""
    items = Items()
    for kind, slug in KnowledgeItem.objects.values_list("kind", "slug"):
        items.add(kind, slug)
    for loader in loaders:
        for item in items_in[loader.folder]:
            items.add(loader.kind.name, item.slug)
        if loader.is_list and not _is_readable(documents, loader.folder):
            items.unread.add(loader.kind.name)
    return References(
        Terms(is_complete=_is_readable(documents, CONCEPTS)),
        Places(is_complete=_is_readable(documents, MUNICIPALITIES)),
        items,
    )


def _is_readable(documents: dict[str, list[Document]], group: str) -> bool:
    return all(document.is_readable for document in documents.get(group, []))
