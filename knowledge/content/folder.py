"""Which files there are to load."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from knowledge.content.faults import Faults

CONCEPTS = "concepts"
MUNICIPALITIES = "municipalities"


class ContentNotFoundError(Exception):
    """There is nothing to load where somebody pointed."""


@dataclass(frozen=True, slots=True)
class Folder:
    """
    The files of each group: "concepts", "municipalities", a folder or a list of items.

    A group that is not there at all has no key. ``is_whole`` is False when
    somebody pointed at one file: then what is not in it says nothing.
    """

    files: dict[str, list[Path]]
    is_whole: bool


def find(
    path: Path, groups: Collection[str], faults: Faults, *, lists: Collection[str] = ()
) -> Folder:
    """
    Return the files in the folder ``path``, or the one file that it is.

    Of the ``groups`` that are ``lists`` all items stand in one file.
    """
    single = {CONCEPTS, MUNICIPALITIES, *lists}
    folders = [group for group in groups if group not in single]
    if path.is_file():
        return Folder({_group_of(path, folders, single): [path]}, is_whole=False)
    if not path.is_dir():
        raise ContentNotFoundError(f"{path} bestaat niet.")
    files = {
        name: [path / f"{name}.yaml"]
        for name in (CONCEPTS, MUNICIPALITIES, *lists)
        if (path / f"{name}.yaml").is_file()
    }
    for group in folders:
        if (path / group).is_dir():
            files[group] = _items(path / group, faults)
    if not files:
        raise ContentNotFoundError(f"In {path} staat geen inhoud om te laden.")
    return Folder(files, is_whole=True)


def shown(path: Path) -> str:
    """Return the path as a person looks for it: from the root of the project, if inside it."""
    full = path.resolve()
    root = settings.BASE_DIR
    return str(full.relative_to(root) if full.is_relative_to(root) else path)


def _group_of(path: Path, folders: Collection[str], single: Collection[str]) -> str:
    full = path.resolve()
    if full.suffix == ".yaml" and full.stem in single:
        return full.stem
    for folder in full.parents:
        if full.suffix == ".yaml" and folder.name in folders:
            return folder.name
    raise ContentNotFoundError(
        f"{path} is geen inhoud: kies een .yaml-bestand in een van de mappen {', '.join(folders)}."
    )


def _items(folder: Path, faults: Faults) -> list[Path]:
    """Return the items in ``folder``; a file that would be overlooked is a fault."""
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.parts[-2:])
    )
    for path in files:
        if path.suffix != ".yaml":
            message = "dit bestand wordt niet gelezen: inhoud eindigt op .yaml"
            faults.add(shown(path), 1, message)
    return [path for path in files if path.suffix == ".yaml"]
