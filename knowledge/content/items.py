"""Loads the items of one kind; each kind adds its own fields and rows."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, ClassVar, cast
from zoneinfo import ZoneInfo

from django.utils import timezone

from knowledge.content.assignments import ConceptsPart
from knowledge.content.companions import Companion
from knowledge.content.document import Document, KeyPath, items_of
from knowledge.content.faults import Faults
from knowledge.content.parts import Part, Row
from knowledge.content.references import References
from knowledge.content.validation import problems
from knowledge.content.writing import Outcome, Progress, Tally, digest, outcome_for
from knowledge.kinds import Kind
from knowledge.models import KnowledgeItem

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# Characters that no content has, and that fit in a field of one.
PARKING = 0xE000


@dataclass(slots=True)
class Plan[M: KnowledgeItem]:
    """What a file asks of one record, and what is to be done about it."""

    document: Document
    fields: dict[str, Any]
    rows: dict[str, list[Row]]
    record: M | None = None
    present_rows: dict[str, list[Row]] | None = None
    outcome: Outcome = Outcome.MADE
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        self.digest = digest(self.fields | self.rows)

    @property
    def is_written(self) -> bool:
        return self.outcome in {Outcome.MADE, Outcome.CHANGED}

    def after(self, name: str) -> Any:
        """Return what the record says in the field ``name`` when all is written."""
        keeps_its_own = self.record is not None and not self.is_written
        return getattr(self.record, name) if keeps_its_own else self.fields[name]


class ItemLoader[M: KnowledgeItem](ABC):
    """
    The loader of one kind of item.

    ``folder`` is where its files are, ``schema`` what they are checked
    against, ``paths`` where each field stands in a file. With ``is_list`` there
    is one file, named as the folder would be, with all items under ``list_name`` or else
    that same name.
    ``unique`` names the fields that no two may share, with what each is called.
    """

    model: type[M]
    folder: ClassVar[str]
    schema: ClassVar[str]
    is_list: ClassVar[bool] = False
    list_name: ClassVar[str] = ""
    unique: ClassVar[Mapping[str, str]] = {}
    own_paths: ClassVar[Mapping[str, Sequence[KeyPath]]] = {}

    def __init__(self) -> None:
        self.parts: Sequence[Part] = [ConceptsPart(), *self.own_parts()]
        self.companions: Sequence[Companion] = self.own_companions()
        self.paths: dict[str, Sequence[KeyPath]] = {
            "title": [("title",)],
            "slug": [()],
            "summary": [("summary",)],
            "published_at": [("published_on",)],
            "review_by": [("review_by",), ("reviewed_on",)],
            "reviewed_on": [("reviewed_on",)],
            **self.own_paths,
        }
        self.plans: list[Plan[M]] = []
        # One moment for all: what is loaded together is equally new.
        self.moment = timezone.now()

    @property
    def kind(self) -> Kind:
        return cast("Kind", self.model.KIND)

    @abstractmethod
    def own_parts(self) -> list[Part]: ...

    @abstractmethod
    def own_fields(self, document: Document) -> dict[str, Any]: ...

    def own_companions(self) -> list[Companion]:
        return []

    def items_in(self, document: Document) -> Sequence[Document]:
        """Return what a file says of each of its items."""
        return items_of(document, self.list_name or self.folder) if self.is_list else [document]

    def check(
        self,
        documents: Sequence[Document],
        references: References,
        faults: Faults,
        *,
        overwrite: bool,
    ) -> None:
        """Plan every record; add all that is wrong to ``faults``."""
        records = self._records(documents)
        slugs: dict[str, Document] = {}
        for document in documents:
            first = slugs.setdefault(document.slug.casefold(), document)
            if first is not document:
                where = f"regel {first.line('slug')}" if self.is_list else first.file
                message = f"dubbel adres “{document.slug}”: {where} heeft het ook"
                document.fault(faults, ("slug",), message)
            if document.slug in self.model.RESERVED_SLUGS:
                message = f"“{document.slug}” is het adres van een andere pagina"
                document.fault(faults, ("slug",), message)
            if document.is_readable:
                plan = self._plan(document, references, faults)
                self._compare(plan, records.get(document.slug), overwrite=overwrite)
                self.plans.append(plan)
                if plan.outcome is not Outcome.SAME:
                    self._validate(plan, faults)
        for name in self.unique:
            self._refuse_doubles(name, faults)

    def save(self, progress: Progress) -> None:
        """Write the records themselves; rows follow when all items of all kinds are there."""
        noun = self.noun
        self._park()
        for done, plan in enumerate(self.plans, start=1):
            if plan.is_written:
                record = plan.record or self.model(slug=plan.document.slug)
                for name, value in plan.fields.items():
                    setattr(record, name, value)
                record.published_at = record.published_at or self.moment
                record.content_digest = plan.digest
                record.save(force_insert=plan.record is None, indexes=False)
                plan.record = record
            elif plan.outcome is Outcome.SAME:
                self._remember(plan)
            progress(noun, done, len(self.plans))

    def save_rows(self) -> None:
        for part in self.parts:
            rows = {
                plan.record.pk: plan.rows[part.name]
                for plan in self.plans
                if plan.is_written
                and plan.record
                and plan.rows[part.name] != (plan.present_rows or {}).get(part.name, [])
            }
            if rows:
                part.write(rows)

    def written(self) -> list[int]:
        """Return the primary keys of the records that ``save`` wrote."""
        return [plan.record.pk for plan in self.plans if plan.is_written and plan.record]

    def tally(self, *, is_whole: bool) -> Tally:
        """Count the plans; ``is_whole`` when the content has every item of this kind."""
        tally = Tally(self.noun)
        for plan in self.plans:
            tally.add(plan.outcome, plan.document.slug)
        if is_whole:
            slugs = [plan.document.slug for plan in self.plans]
            # a record without a digest was made by hand and never in the content
            absent = self.model.objects.exclude(content_digest="").exclude(slug__in=slugs)
            tally.absent = sorted(absent.values_list("slug", flat=True))
        return tally

    @property
    def noun(self) -> str:
        return self.kind.plural.capitalize()

    def _records(self, documents: Iterable[Document]) -> dict[str, M]:
        slugs = [document.slug for document in documents]
        prefetches = [lookup for part in self.parts for lookup in part.prefetch]
        # a lock: a curator who saves at this moment waits, instead of losing work
        found = self.model.objects.filter(slug__in=slugs).prefetch_related(*prefetches)
        locked = found.select_for_update(of=("self", "knowledgeitem_ptr"))
        return {record.slug: record for record in cast("Iterable[M]", locked)}

    def _plan(self, document: Document, references: References, faults: Faults) -> Plan[M]:
        rows = {part.name: part.wanted(document, references, faults) for part in self.parts}
        return Plan(document, common_fields(document) | self.own_fields(document), rows)

    def _compare(self, plan: Plan[M], record: M | None, *, overwrite: bool) -> None:
        if record is None:
            return
        plan.record = record
        plan.present_rows = {part.name: part.present(record) for part in self.parts}
        plan.outcome = outcome_for(
            wanted=plan.digest,
            present=digest(
                {name: getattr(record, name) for name in plan.fields} | plan.present_rows
            ),
            last_written=record.content_digest,
            overwrite=overwrite,
        )

    def _validate(self, plan: Plan[M], faults: Faults) -> None:
        document = plan.document
        exclude = {
            name
            for name, paths in self.paths.items()
            if any(document.is_faulty(*path) for path in paths if path)
        }
        given = {"published_at": self.moment, "content_digest": plan.digest} | plan.fields
        item = self.model(slug=document.slug, kind=self.kind.name, **given)
        for names, message in list(problems(item, exclude)):
            document.fault(faults, self._nearest(document, names), message)
        for part in self.parts:
            part.check(document, faults)

    def _refuse_doubles(self, name: str, faults: Faults) -> None:
        others = self.model.objects.exclude(slug__in=[plan.document.slug for plan in self.plans])
        taken = dict(others.values_list(name, "title"))
        for plan in self.plans:
            value = plan.after(name)
            if value in taken:
                message = f"{self.unique[name]} {value} is ook van “{taken[value]}”"
                plan.document.fault(faults, self.paths[name][0], message)
            elif value:
                taken[value] = plan.fields["title"]

    def _park(self) -> None:
        """Clear the way for two that change places: in between, both would be the same."""
        for place, plan in enumerate(self.plans):
            for name in self.unique:
                record = plan.record
                if record and plan.is_written and getattr(record, name) != plan.fields[name]:
                    parked = {name: chr(PARKING + place)}
                    self.model.objects.filter(pk=record.pk).update(**parked)

    def _nearest(self, document: Document, names: Sequence[str]) -> KeyPath:
        """Return the place of the first of these fields that the file speaks of."""
        paths = [path for name in names for path in self.paths.get(name, [])]
        return next((path for path in paths if path in document.lines), ())

    def _remember(self, plan: Plan[M]) -> None:
        """Note that the record says what the content says, when a curator made it so."""
        if plan.record and plan.record.content_digest != plan.digest:
            # update() and not save(): nothing changed for readers
            self.model.objects.filter(pk=plan.record.pk).update(content_digest=plan.digest)


def common_fields(document: Document) -> dict[str, Any]:
    """
    Return the fields that every kind has in its file.

    Without ``published_on`` an item is published the moment it is first
    loaded, and keeps that moment.
    """
    reviewed_on, published_on = document.day("reviewed_on"), document.day("published_on")
    published = {"published_at": midnight(published_on)} if published_on else {}
    return published | {
        "title": document.text("title"),
        "summary": document.text("summary"),
        "status": KnowledgeItem.Status.PUBLISHED,
        "reviewed_on": reviewed_on,
        "review_by": document.day("review_by") or (reviewed_on and a_year_after(reviewed_on)),
    }


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), AMSTERDAM)


def a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)
