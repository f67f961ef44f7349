"""
Loads the municipalities, with the names they had.

Curators look after them in the portal. So what is missing is added, and nothing
that is there is renamed or taken away unless somebody asks for that.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.text import slugify

from knowledge.content.document import Document, KeyPath
from knowledge.content.faults import Faults
from knowledge.content.parts import check_row
from knowledge.content.references import Places
from knowledge.content.validation import taken
from knowledge.content.writing import Outcome, Progress, Tally, follow, weightiest
from knowledge.models import Municipality, MunicipalityName, Province
from search.text import fold

UNIQUE = ("name", "slug")


@dataclass(slots=True)
class MunicipalityPlan:
    path: KeyPath
    record: Municipality
    province: str
    outcome: Outcome = Outcome.MADE
    new_names: list[MunicipalityName] = field(default_factory=list)
    changed_names: list[MunicipalityName] = field(default_factory=list)
    surplus_names: list[MunicipalityName] = field(default_factory=list)

    def note(self, outcome: Outcome) -> None:
        self.outcome = weightiest(self.outcome, outcome)


class MunicipalityLoader:
    def __init__(self, places: Places, *, overwrite: bool) -> None:
        self._places = places
        self._overwrite = overwrite
        stored = Municipality.objects.select_related("province").prefetch_related("other_names")
        self._stored = {municipality.code: municipality for municipality in stored}
        self._plans: dict[str, MunicipalityPlan] = {}
        for code, municipality in self._stored.items():
            places.add(code, municipality.name)
            for other in municipality.other_names.all():
                places.add_other_name(code, other.name)

    def check(self, document: Document, faults: Faults) -> None:
        """Plan every municipality; add all that is wrong to ``faults``."""
        for path in document.each("municipalities"):
            code = document.text(*path, "code")
            if code in self._plans:
                document.fault(faults, (*path, "code"), f"dubbele code {code}")
            elif code:
                plan = self._plans[code] = self._plan(document, path, code)
                self._places.add(code, document.text(*path, "name"))
                self._compare_names(document, plan, faults)
                self._validate(document, plan, faults)

    def write(self, provinces: dict[str, Province], progress: Progress) -> None:
        plans = list(self._plans.values())
        for plan in plans:
            if plan.province in provinces:
                plan.record.province = provinces[plan.province]
        new = [plan.record for plan in plans if plan.outcome is Outcome.MADE]
        changed = [plan.record for plan in plans if plan.outcome is Outcome.CHANGED]
        # in bulk and so without save(): more than three hundred at once
        Municipality.objects.bulk_create(new)
        Municipality.objects.bulk_update(changed, ["name", "slug", "province", "valid_from"])
        self._write_names(plans)
        if plans:
            progress("Gemeenten", len(plans), len(plans))

    def tally(self, *, is_whole: bool) -> Tally:
        tally = Tally("Gemeenten")
        for plan in self._plans.values():
            tally.add(plan.outcome, plan.record.name)
        if is_whole:
            absent = self._stored.keys() - self._plans.keys()
            tally.absent = sorted(self._stored[code].name for code in absent)
        return tally

    def _plan(self, document: Document, path: KeyPath, code: str) -> MunicipalityPlan:
        name = document.text(*path, "name")
        wanted = {
            "name": name,
            "slug": slugify(name),
            "valid_from": document.day(*path, "valid_from"),
        }
        province = document.text(*path, "province")
        record = self._stored.get(code)
        if record is None:
            return MunicipalityPlan(path, Municipality(code=code, **wanted), province)
        plan = MunicipalityPlan(path, record, "", follow(record, wanted, overwrite=self._overwrite))
        if province and province != record.province.code:
            plan.note(Outcome.CHANGED if self._overwrite else Outcome.LEFT)
            plan.province = province if self._overwrite else ""
        return plan

    def _compare_names(self, document: Document, plan: MunicipalityPlan, faults: Faults) -> None:
        stored = plan.record.other_names.all() if plan.record.pk else []
        there = {other.name: other for other in stored}
        wanted: set[str] = set()
        for path, name in _names(document, plan.path):
            if name.name in wanted:
                document.fault(faults, path, f"de naam “{name.name}” staat er twee keer bij")
            wanted.add(name.name)
            self._places.add_other_name(plan.record.code, name.name)
            self._compare_name(plan, there.get(name.name), name)
        surplus = [other for name, other in there.items() if name not in wanted]
        if surplus:
            plan.note(Outcome.CHANGED if self._overwrite else Outcome.LEFT)
            plan.surplus_names = surplus if self._overwrite else []

    def _compare_name(
        self, plan: MunicipalityPlan, stored: MunicipalityName | None, name: MunicipalityName
    ) -> None:
        if stored is None:
            plan.new_names.append(name)
            plan.note(Outcome.CHANGED)
            return
        wanted = {"kind": name.kind, "code": name.code, "valid_until": name.valid_until}
        outcome = follow(stored, wanted, overwrite=self._overwrite)
        plan.note(outcome)
        if outcome is Outcome.CHANGED:
            plan.changed_names.append(stored)

    def _validate(self, document: Document, plan: MunicipalityPlan, faults: Faults) -> None:
        province = document.text(*plan.path, "province")
        if province and not self._places.has_province(province):
            message = f"onbekende provincie “{province}”"
            document.fault(faults, (*plan.path, "province"), message)
        if plan.outcome is Outcome.SAME:
            return
        known = self._stored | {code: other.record for code, other in self._plans.items()}
        others = [other for code, other in known.items() if code != plan.record.code]
        for name, other in taken(plan.record, others, UNIQUE):
            message = f"“{getattr(plan.record, name)}” is ook van gemeente {other.code}"
            document.fault(faults, (*plan.path, name), message)
        check_row(document, plan.path, plan.record, faults, exclude=["id", "province"])
        for path, row in _names(document, plan.path):
            check_row(document, path, row, faults, exclude=["id", "municipality"])

    def _write_names(self, plans: list[MunicipalityPlan]) -> None:
        surplus = [name.pk for plan in plans for name in plan.surplus_names]
        MunicipalityName.objects.filter(pk__in=surplus).delete()
        changed = [name for plan in plans for name in plan.changed_names]
        MunicipalityName.objects.bulk_update(changed, ["kind", "code", "valid_until"])
        new = [name for plan in plans for name in plan.new_names]
        for plan in plans:
            for name in plan.new_names:
                name.municipality = plan.record
        MunicipalityName.objects.bulk_create(new)


def _names(document: Document, path: KeyPath) -> Iterator[tuple[KeyPath, MunicipalityName]]:
    for place in document.each(*path, "other_names"):
        yield place, _name(document.text(*place), MunicipalityName.Kind.OTHER)
    for place in document.each(*path, "former_names"):
        if name := document.text(*place, "name"):
            former = _name(name, MunicipalityName.Kind.FORMER)
            former.code = document.text(*place, "code")
            former.valid_until = document.day(*place, "until")
            yield place, former


def _name(name: str, kind: MunicipalityName.Kind) -> MunicipalityName:
    # folded here: rows made in bulk do not pass save()
    return MunicipalityName(name=name, kind=kind, folded=fold(name))
