"""
Loads the scale and the results in words.

Each is one list: a point or band more or less changes the meaning of the
others. So it follows the content as a whole, until an editor saves or deletes
one of it in the beheer.
"""

from abc import abstractmethod
from decimal import Decimal
from typing import Any, ClassVar

from knowledge.content.companions import Companion
from knowledge.content.document import Document, KeyPath
from knowledge.content.faults import Faults
from knowledge.content.parts import check_row
from knowledge.content.references import References
from knowledge.content.writing import Outcome, Tally
from tools.conversation.models import ResultBand, ScalePoint


class WholeList(Companion):
    """
    Records that are replaced together.

    ``noun`` is what they are called, ``name`` the list in the file, ``known_by`` a field.
    """

    noun: ClassVar[str]
    name: ClassVar[str]
    known_by: ClassVar[str]
    model: ClassVar[Any]

    def __init__(self) -> None:
        self._wanted: dict[Any, dict[str, Any]] = {}
        self._stored: dict[Any, Any] = {}
        self._may_change = True

    @abstractmethod
    def fields(self, document: Document, path: KeyPath) -> dict[str, Any]: ...

    def check(
        self, document: Document, references: References, faults: Faults, *, overwrite: bool
    ) -> None:
        self._stored = {getattr(one, self.known_by): one for one in self.model.objects.all()}
        self._may_change = overwrite or not self.model.history.exists()
        for path in document.each(self.name):
            fields = self.fields(document, path)
            known_by = fields[self.known_by]
            check_row(document, path, self.model(**fields), faults, exclude=["id"])
            if known_by in self._wanted:
                message = f"{self.model(**fields)} staat er twee keer"
                document.fault(faults, (*path, self.known_by), message)
            elif known_by is not None:
                self._wanted[known_by] = fields

    def write(self) -> None:
        if not self._may_change:
            return
        surplus = [one.pk for key, one in self._stored.items() if key not in self._wanted]
        self.model.objects.filter(pk__in=surplus).delete()
        for key, fields in self._wanted.items():
            if self._outcome(key) is not Outcome.SAME:
                self.model.objects.update_or_create(**{self.known_by: key}, defaults=fields)

    def tally(self, *, is_whole: bool) -> Tally:
        tally = Tally(self.noun)
        for key in self._wanted | self._stored:
            tally.add(self._outcome(key), str(key))
        return tally

    def _outcome(self, key: Any) -> Outcome:
        stored, wanted = self._stored.get(key), self._wanted.get(key)
        if stored and wanted and all(getattr(stored, name) == wanted[name] for name in wanted):
            return Outcome.SAME
        if not self._may_change:
            return Outcome.LEFT
        return Outcome.CHANGED if stored else Outcome.MADE


class ScaleLoader(WholeList):
    noun = "Schaal"
    name = "scale"
    known_by = "value"
    model = ScalePoint

    def fields(self, document: Document, path: KeyPath) -> dict[str, Any]:
        texts = {name: document.text(*path, name) for name in ("label", "anchor")}
        return texts | {"value": document.get(*path, "value")}


class BandLoader(WholeList):
    noun = "Uitkomst in woorden"
    name = "bands"
    known_by = "starts_at"
    model = ResultBand

    def fields(self, document: Document, path: KeyPath) -> dict[str, Any]:
        texts = {name: document.text(*path, name) for name in ("label", "text")}
        starts_at = document.text(*path, "starts_at")
        return texts | {"starts_at": Decimal(starts_at) if starts_at else None}
