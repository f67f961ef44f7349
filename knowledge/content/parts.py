"""An item's lists of rows (sources, relations, …): read from a file, compared, written."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import Model, Prefetch

from knowledge.content.document import Document, KeyPath
from knowledge.content.faults import Faults, UnknownNameError
from knowledge.content.references import References
from knowledge.content.validation import problems

# In plain values, alike whether a file says it or the database.
type Row = list[Any]
# The rows of items by their primary key.
type RowsByItem = Mapping[int, list[Row]]


class Part(ABC):
    name: ClassVar[str]
    prefetch: ClassVar[Sequence[str | Prefetch]] = ()

    @abstractmethod
    def wanted(self, document: Document, references: References, faults: Faults) -> list[Row]:
        """Return the rows that the file asks for; names that lead nowhere are faults."""

    @abstractmethod
    def present(self, item: Any) -> list[Row]:
        """Return the rows that the database has; costs no query after ``prefetch``."""

    @abstractmethod
    def write(self, rows: RowsByItem) -> None:
        """Replace the rows of these items, and of no other."""

    def check(self, document: Document, faults: Faults) -> None:  # noqa: B027 -- some have no rows of their own
        """Add what the models of the rows would refuse to ``faults``."""


def find(
    document: Document, path: KeyPath, faults: Faults, look_up: Callable[..., str], *words: str
) -> str | None:
    """Return what ``look_up`` finds; when it finds nothing, say so at ``path``."""
    try:
        return look_up(*words)
    except UnknownNameError as error:
        document.fault(faults, path, str(error))
        return None


def check_row(
    document: Document, path: KeyPath, row: Model, faults: Faults, *, exclude: Collection[str]
) -> None:
    """Add what ``row`` would refuse; its fields stand under ``path`` by their own names."""
    names = [field.name for field in row._meta.concrete_fields]
    faulty = [name for name in names if document.is_faulty(*path, name)]
    for fields, message in list(problems(row, [*exclude, *faulty])):
        document.fault(faults, (*path, fields[0]), message)
