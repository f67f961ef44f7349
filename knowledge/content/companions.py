from abc import ABC, abstractmethod

from knowledge.content.document import Document
from knowledge.content.faults import Faults
from knowledge.content.references import References
from knowledge.content.writing import Tally


class Companion(ABC):
    """Records that are no items, in the file of the items that they are about."""

    @abstractmethod
    def check(
        self, document: Document, references: References, faults: Faults, *, overwrite: bool
    ) -> None:
        """Plan every record; add all that is wrong to ``faults``."""

    @abstractmethod
    def write(self) -> None:
        """Write what was planned; all items are there by now."""

    @abstractmethod
    def tally(self, *, is_whole: bool) -> Tally:
        """Count the plans; ``is_whole`` when the content has every record of this sort."""
