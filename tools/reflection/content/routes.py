"""
Loads the combinations and the keuzehulp.

They remember no digest, as items do. One that an editor saved in the beheer has
a history, and is left alone from then on; any other follows the content.
"""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Model

from knowledge.content.companions import Companion
from knowledge.content.document import Document, KeyPath
from knowledge.content.faults import Faults
from knowledge.content.parts import Row, check_row, find
from knowledge.content.references import References
from knowledge.content.writing import Outcome, Tally
from tools.reflection.models import (
    Combination,
    CombinationStep,
    Exercise,
    GuideOption,
    GuideQuestion,
)

Asks = GuideQuestion.Asks


@dataclass(slots=True)
class RoutePlan:
    """What the content asks of one combination or question, and what is to be done about it."""

    fields: Mapping[str, Any]
    rows: list[Row]
    record: Any
    outcome: Outcome = Outcome.MADE


class RouteLoader(Companion):
    """
    Records with rows, known by one field.

    ``noun`` is what they are called, ``name`` the list in the file, ``rows_name``
    the rows of each in there, ``known_by`` the field.
    """

    noun: ClassVar[str]
    name: ClassVar[str]
    rows_name: ClassVar[str]
    known_by: ClassVar[str]
    model: ClassVar[Any]
    row_model: ClassVar[Any]

    def __init__(self) -> None:
        self._plans: dict[str, RoutePlan] = {}
        self._stored: dict[str, Any] = {}

    def check(
        self, document: Document, references: References, faults: Faults, *, overwrite: bool
    ) -> None:
        self._stored = {getattr(record, self.known_by): record for record in self.stored()}
        edited = set(self.model.history.values_list("id", flat=True))
        for position, path in enumerate(document.each(self.name)):
            key = document.text(*path, self.known_by)
            if key in self._plans:
                message = f"“{key}” staat er twee keer"
                document.fault(faults, (*path, self.known_by), message)
            elif key:
                fields = self.fields(document, path) | {"position": position}
                rows = self.rows(document, path, references, faults)
                plan = RoutePlan(fields, rows, self._stored.get(key))
                may_change = overwrite or getattr(plan.record, "pk", None) not in edited
                self._compare(plan, key, may_change=may_change)
                self._plans[key] = plan
                if plan.outcome is not Outcome.SAME:
                    self._validate(document, path, key, faults)

    def write(self) -> None:
        written = [
            plan for plan in self._plans.values() if plan.outcome in {Outcome.MADE, Outcome.CHANGED}
        ]
        for plan in written:
            for name, value in plan.fields.items():
                setattr(plan.record, name, value)
            plan.record.save()
        self.write_rows(written)

    def tally(self, *, is_whole: bool) -> Tally:
        tally = Tally(self.noun)
        for key, plan in self._plans.items():
            tally.add(plan.outcome, key)
        if is_whole:
            tally.absent = sorted(self._stored.keys() - self._plans.keys())
        return tally

    @abstractmethod
    def stored(self) -> Iterable[Any]:
        """Return all records there are, with their rows."""

    @abstractmethod
    def fields(self, document: Document, path: KeyPath) -> dict[str, Any]: ...

    @abstractmethod
    def rows(
        self, document: Document, path: KeyPath, references: References, faults: Faults
    ) -> list[Row]:
        """Return the rows that the file asks for; what no model would refuse are faults here."""

    @abstractmethod
    def present(self, record: Any) -> list[Row]: ...

    @abstractmethod
    def row(self, row: Row) -> Model:
        """Return a row to be checked."""

    @abstractmethod
    def write_rows(self, plans: Sequence[RoutePlan]) -> None: ...

    def _compare(self, plan: RoutePlan, key: str, *, may_change: bool) -> None:
        if plan.record is None:
            plan.record = self.model(**{self.known_by: key})
            return
        said = {name: getattr(plan.record, name) for name in plan.fields}
        if said == plan.fields and self.present(plan.record) == plan.rows:
            plan.outcome = Outcome.SAME
        else:
            plan.outcome = Outcome.CHANGED if may_change else Outcome.LEFT

    def _validate(self, document: Document, path: KeyPath, key: str, faults: Faults) -> None:
        plan = self._plans[key]
        record = self.model(**{self.known_by: key}, **plan.fields)
        check_row(document, path, record, faults, exclude=["id"])
        places = list(document.each(*path, self.rows_name))
        for place, row in zip(places, plan.rows, strict=True):
            # what it points at is looked up by name, and not there yet
            links = [
                field.name for field in self.row_model._meta.concrete_fields if field.is_relation
            ]
            check_row(document, place, self.row(row), faults, exclude=["id", *links])


class CombinationLoader(RouteLoader):
    noun = "Combinaties"
    name = "combinations"
    known_by = "slug"
    rows_name = "steps"
    model = Combination
    row_model = CombinationStep

    def stored(self) -> Iterable[Combination]:
        return Combination.objects.prefetch_related("steps__exercise")

    def fields(self, document: Document, path: KeyPath) -> dict[str, Any]:
        return {name: document.text(*path, name) for name in ("title", "summary")}

    def rows(
        self, document: Document, path: KeyPath, references: References, faults: Faults
    ) -> list[Row]:
        rows: list[Row] = []
        for place in document.each(*path, "steps"):
            slug, at = document.text(*place, "exercise"), (*place, "exercise")
            if slug and not find(
                document, at, faults, references.items.find, Exercise.KIND.name, slug
            ):
                slug = ""
            elif slug and slug in [known for known, _ in rows]:
                document.fault(faults, at, "deze oefening staat er twee keer bij")
            rows.append([slug, document.text(*place, "reason")])
        return rows

    def present(self, record: Combination) -> list[Row]:
        return [[step.exercise.slug, step.reason] for step in record.steps.all()]

    def row(self, row: Row) -> CombinationStep:
        return CombinationStep(reason=row[1])

    def write_rows(self, plans: Sequence[RoutePlan]) -> None:
        known = dict(Exercise.objects.values_list("slug", "pk"))
        CombinationStep.objects.filter(combination__in=[plan.record for plan in plans]).delete()
        CombinationStep.objects.bulk_create(
            CombinationStep(
                combination=plan.record, exercise_id=known[slug], reason=reason, position=position
            )
            for plan in plans
            for position, (slug, reason) in enumerate(plan.rows)
        )


class GuideLoader(RouteLoader):
    noun = "Keuzehulp"
    name = "guide"
    known_by = "asks"
    rows_name = "options"
    model = GuideQuestion
    row_model = GuideOption

    def stored(self) -> Iterable[GuideQuestion]:
        return GuideQuestion.objects.prefetch_related("options")

    def fields(self, document: Document, path: KeyPath) -> dict[str, Any]:
        return {"text": document.text(*path, "text")}

    def rows(
        self, document: Document, path: KeyPath, references: References, faults: Faults
    ) -> list[Row]:
        asks = document.text(*path, "asks")
        rows: list[Row] = []
        for place in document.each(*path, "options"):
            row = [document.text(*place, name) for name in ("slug", "label", "value")]
            if row[0] and row[0] in [known for known, *_ in rows]:
                document.fault(faults, (*place, "slug"), f"“{row[0]}” staat er twee keer bij")
            if asks and row[2] and (message := Asks(asks).refusal_of(row[2])):
                document.fault(faults, (*place, "value"), message)
            rows.append(row)
        return rows

    def present(self, record: GuideQuestion) -> list[Row]:
        return [[option.slug, option.label, option.value] for option in record.options.all()]

    def row(self, row: Row) -> GuideOption:
        slug, label, value = row
        return GuideOption(slug=slug, label=label, value=value)

    def write_rows(self, plans: Sequence[RoutePlan]) -> None:
        GuideOption.objects.filter(question__in=[plan.record for plan in plans]).delete()
        GuideOption.objects.bulk_create(
            GuideOption(
                question=plan.record, slug=slug, label=label, value=value, position=position
            )
            for plan in plans
            for position, (slug, label, value) in enumerate(plan.rows)
        )
