"""
What a workbook would change in the practices: everything, and all faults, before anything.

A row is known by its address. An empty or unknown address makes a draft.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import batched
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from knowledge.content.faults import did_you_mean
from knowledge.content.validation import problems
from knowledge.exporting import BATCH, Column, joined
from knowledge.models import (
    Concept,
    KnowledgeItem,
    Municipality,
    MunicipalityName,
    Organisation,
    Province,
)
from practices.columns import ADDRESS, COLUMNS, ConceptsColumn, FieldColumn, LinksColumn
from practices.importing.cells import CellError, asked, names, same
from practices.importing.workbook import Given, Row
from practices.models import Practice
from search.text import fold

# As long as the address of a new practice is made from its title.
LONGEST_SLUG = 120
BY_TITLE = {column.title: column for column in COLUMNS}
WEB_ADDRESS = "Webadres"
NUMBERS = frozenset({"knowledgeitem_ptr", "id"})


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """What is wrong; ``row`` is its number in the sheet, 1 for the titles, 0 for the whole."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        where = f"rij {self.row}, {self.column}" if self.column else f"rij {self.row}"
        return f"{where}: {self.message}" if self.row else self.message


@dataclass(frozen=True, slots=True)
class Change:
    column: str
    before: str
    after: str


@dataclass(eq=False, slots=True)
class RowPlan:
    """A row that changes something, and the cells that do."""

    row: int
    practice: Practice
    is_new: bool
    changes: list[Change] = field(default_factory=list)
    cells: dict[str, Given] = field(default_factory=dict)
    concepts: dict[str, list[Concept]] = field(default_factory=dict)
    links: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    rows: list[RowPlan] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unchanged: int = 0

    @property
    def fingerprint(self) -> str:
        """Return what differs as soon as anything would be done that was not shown."""
        shown = [
            [plan.practice.slug, plan.is_new, *map(asdict, plan.changes)] for plan in self.rows
        ]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


def plan(titles: Sequence[str], rows: Sequence[Row]) -> Plan:
    """Compare the rows of a workbook with what there is; writes nothing."""
    made = Plan()
    made.faults += _wrong_titles(titles)
    if not made.faults:
        Planning(made).run(rows)
    made.faults.sort()
    return made


def _wrong_titles(titles: Sequence[str]) -> Iterator[Fault]:
    if ADDRESS not in titles:
        message = f"De kolom “{ADDRESS}” ontbreekt. Begin met een bestand dat u hier downloadt."
        yield Fault(1, "", message)
    for title in sorted({title for title in titles if title and titles.count(title) > 1}):
        yield Fault(1, title, "Deze kolom staat er twee keer.")
    for number, title in enumerate(titles, start=1):
        if not title:
            yield Fault(1, f"kolom {number}", "Deze kolom heeft geen naam.")
        elif title not in BY_TITLE and title != WEB_ADDRESS:
            near = did_you_mean(title, BY_TITLE)
            yield Fault(1, title, f"Deze kolom kennen wij niet{near}.")


class Planning:
    def __init__(self, made: Plan) -> None:
        self.made = made
        self.names = Names()
        self.taken: dict[str, int] = {}

    def run(self, rows: Iterable[Row]) -> None:
        for batch in batched(rows, BATCH):
            slugs = {str(row.cells[ADDRESS].value or "") for row in batch if ADDRESS in row.cells}
            there = {one.slug: one for one in _with_all(slugs)}
            for row in batch:
                self._row(row, there)

    def _row(self, row: Row, there: Mapping[str, Practice]) -> None:
        faults = len(self.made.faults)
        address = row.cells[ADDRESS]
        slug = str(address.value or "")
        practice = there.get(slug)
        planned = RowPlan(row.number, practice or Practice(slug=slug), practice is None)
        if address.fault:
            self._refuse(row.number, ADDRESS, address.fault)
            return
        for title, given in row.cells.items():
            if title != ADDRESS and title in BY_TITLE:
                self._compare(planned, BY_TITLE[title], given)
        self._address(planned, slug)
        if planned.changes or planned.is_new:
            planned.cells[ADDRESS] = address
            if len(self.made.faults) == faults:
                self._validate(planned)
            self.made.rows.append(planned)
        elif len(self.made.faults) == faults:
            self.made.unchanged += 1

    def _address(self, planned: RowPlan, slug: str) -> None:
        practice = planned.practice
        if planned.is_new:
            practice.slug = slug or slugify(fold(practice.title))[:LONGEST_SLUG].strip("-")
            made_by_us = not slug and Practice.objects.filter(slug=practice.slug).exists()
            if made_by_us or practice.slug in Practice.RESERVED_SLUGS:
                message = f"Er is al iets met het adres “{practice.slug}”. Vul een ander adres in."
                self._refuse(planned.row, ADDRESS, message)
        if first := self.taken.get(practice.slug):
            self._refuse(planned.row, ADDRESS, f"Dit adres staat ook op rij {first}.")
        self.taken.setdefault(practice.slug, planned.row)

    def _compare(self, planned: RowPlan, column: Column, given: Given) -> None:
        before = None if planned.is_new else column.read(planned.practice)
        if same(given.value, before) and not given.fault:
            return
        try:
            after = self._asked(planned, column, given)
        except CellError as error:
            self._refuse(planned.row, column.title, str(error))
            return
        if not same(after, before) and not (planned.is_new and same(after, None)):
            planned.changes.append(Change(column.title, _shown(before), _shown(after)))
            planned.cells[column.title] = given

    def _asked(self, planned: RowPlan, column: Column, given: Given) -> Any:
        """Return the cell as it will be, having changed the practice in memory."""
        if given.fault:
            raise CellError(given.fault)
        if isinstance(column, ConceptsColumn | LinksColumn):
            return self._choose(planned, column, given)
        if not isinstance(column, FieldColumn):
            raise CellError("deze kolom kunt u hier niet wijzigen; maak de cel zoals hij was")
        setattr(planned.practice, column.field, asked(column, given))
        return column.read(planned.practice)

    def _choose(self, planned: RowPlan, column: FieldColumn, given: Given) -> str:
        """Return the cell as it will be; the choice itself waits in the plan."""
        if isinstance(column, ConceptsColumn):
            concepts = [self.names.concept(column.field, name) for name in names(given)]
            planned.concepts[column.field] = concepts
            return joined(dict.fromkeys(concepts))
        found = [self.names.linked(column.field, name) for name in names(given)]
        planned.links[column.field] = found
        return joined(sorted({str(one) for one in found}))

    def _validate(self, planned: RowPlan) -> None:
        practice, settled = planned.practice, set(NUMBERS)
        if "thema" in planned.concepts:
            practice.theme_count = len(planned.concepts["thema"])
            is_public = practice.status == KnowledgeItem.Status.PUBLISHED
            if is_public and not practice.theme_count:
                self._refuse(planned.row, "Thema", "een gepubliceerd voorbeeld heeft een thema")
                settled.add("theme_count")
        practice.kind = Practice.KIND.name
        for fields, message in list(problems(practice, settled)):
            self._refuse(planned.row, _title_of(fields), message)
        try:
            practice.clean()
        except ValidationError as error:
            for message in error.messages:
                self._refuse(planned.row, "", message)

    def _refuse(self, row: int, column: str, message: str) -> None:
        self.made.faults.append(Fault(row, column, message))


class Names:
    """Finds what cells name; read once, when it is first asked for."""

    def __init__(self) -> None:
        self._concepts: dict[str, dict[str, Concept]] = {}
        self._linked: dict[str, dict[str, Any]] = {}

    def concept(self, scheme: str, name: str) -> Concept:
        if not self._concepts:
            for one in Concept.objects.select_related("scheme"):
                self._concepts.setdefault(one.scheme.slug, {})[one.folded_name] = one
        known = self._concepts.get(scheme, {})
        if found := known.get(fold(name)):
            return found
        near = did_you_mean(name, [one.name for one in known.values()])
        raise CellError(f"“{name}” is geen begrip uit deze lijst{near}")

    def linked(self, field_name: str, name: str) -> Any:
        if field_name not in self._linked:
            self._linked[field_name] = _LOAD[field_name]()
        known = self._linked[field_name]
        if found := known.get(fold(name)):
            return found
        if field_name == "organisations":
            made = known[fold(name)] = Organisation(name=name)
            if refused := [message for _names, message in problems(made, ["id"])]:
                raise CellError(" ".join(refused))
            return made
        near = did_you_mean(name, {str(one) for one in known.values()})
        raise CellError(f"“{name}” kennen wij niet{near}")


def _municipalities() -> dict[str, Municipality]:
    other = MunicipalityName.objects.select_related("municipality")
    # a present name goes before a former one
    return {
        **{one.folded: one.municipality for one in other},
        **{fold(one.name): one for one in Municipality.objects.all()},
    }


_LOAD: dict[str, Any] = {
    "municipalities": _municipalities,
    "provinces": lambda: {fold(one.name): one for one in Province.objects.all()},
    "organisations": lambda: {fold(one.name): one for one in Organisation.objects.all()},
}


def _with_all(slugs: Iterable[str]) -> Iterable[Practice]:
    chosen = Practice.objects.filter(kind=Practice.KIND.name, slug__in=slugs)
    found: Iterable[Practice] = chosen.for_cards().prefetch_related("organisations", "sources")
    return found


def _shown(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str | int) and str(value) == value else _plain(value)


def _plain(value: Any) -> str:
    return f"{value:%d-%m-%Y}" if hasattr(value, "strftime") else str(value)


def _title_of(fields: Sequence[str]) -> str:
    """Return the title of the first column that one of ``fields`` stands in, "" without any."""
    titles = {
        column.field: column.title for column in COLUMNS if isinstance(column, FieldColumn)
    } | {"slug": ADDRESS}
    return next((titles[name] for name in fields if name in titles), "")
