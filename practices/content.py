"""Loads the practices of the starter content."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from knowledge.content.compass import CompassPart
from knowledge.content.document import Document, KeyPath
from knowledge.content.faults import Faults
from knowledge.content.items import ItemLoader
from knowledge.content.parts import Part, Row, RowsByItem, check_row, find
from knowledge.content.references import References
from knowledge.content.relations import RelationsPart
from knowledge.content.sources import SourcesPart
from knowledge.models import Municipality, Organisation, Province
from practices.models import Practice

# The heading of a list of facts and the field that holds them, one fact a line.
FACTS = {
    "background": "background",
    "approach": "body",
    "people": "people",
    "results": "results",
    "conditions": "conditions",
    "lessons": "lessons",
}
EVIDENCE = ("level", "judge", "databank", "basis")
TEXTS = ("run_state", "cost_note", "hours_note")
YEARS = ("started_year", "ended_year")


class LinksPart(Part):
    """Plain links to records that are known by a code or name; their order says nothing."""

    def present(self, item: Practice) -> list[Row]:
        return sorted([self.known_by(linked)] for linked in getattr(item, self.name).all())

    def write(self, rows: RowsByItem) -> None:
        links = getattr(Practice, self.name)
        through, column = links.through, links.field.m2m_reverse_name()
        known = self.primary_keys({name for wanted in rows.values() for (name,) in wanted})
        through.objects.filter(practice__in=list(rows)).delete()
        through.objects.bulk_create(
            through(practice_id=practice, **{column: known[name]})
            for practice, wanted in rows.items()
            for (name,) in wanted
        )

    @abstractmethod
    def known_by(self, linked: Any) -> str: ...

    @abstractmethod
    def primary_keys(self, names: set[str]) -> dict[str, int]:
        """Return the primary key of each record that is known by one of ``names``."""


class MunicipalitiesPart(LinksPart):
    name = "municipalities"
    prefetch: ClassVar = ["municipalities"]

    def wanted(self, document: Document, references: References, faults: Faults) -> list[Row]:
        if not references.places.is_complete:
            return []
        look_up = references.places.municipality
        # a set: two former names may be one municipality now
        codes = {
            find(document, path, faults, look_up, document.text(*path))
            for path in document.each("municipalities")
        }
        return sorted([code] for code in codes if code)

    def known_by(self, linked: Municipality) -> str:
        return linked.code

    def primary_keys(self, names: set[str]) -> dict[str, int]:
        return dict(Municipality.objects.filter(code__in=names).values_list("code", "pk"))


class ProvincesPart(LinksPart):
    name = "provinces"
    prefetch: ClassVar = ["provinces"]

    def wanted(self, document: Document, references: References, faults: Faults) -> list[Row]:
        if not references.places.is_complete:
            return []
        look_up = references.places.province
        codes = {
            find(document, path, faults, look_up, document.text(*path))
            for path in document.each("provinces")
        }
        return sorted([code] for code in codes if code)

    def known_by(self, linked: Province) -> str:
        return linked.code

    def primary_keys(self, names: set[str]) -> dict[str, int]:
        return dict(Province.objects.filter(code__in=names).values_list("code", "pk"))


class OrganisationsPart(LinksPart):
    """Organisations need no list of their own: an unknown one is made."""

    name = "organisations"
    prefetch: ClassVar = ["organisations"]

    def wanted(self, document: Document, references: References, faults: Faults) -> list[Row]:
        return sorted([name] for name in set(document.texts("organisations")))

    def check(self, document: Document, faults: Faults) -> None:
        for path in document.each("organisations"):
            organisation = Organisation(name=document.text(*path))
            check_row(document, path, organisation, faults, exclude=["id"])

    def known_by(self, linked: Organisation) -> str:
        return linked.name

    def primary_keys(self, names: set[str]) -> dict[str, int]:
        there = set(Organisation.objects.filter(name__in=names).values_list("name", flat=True))
        Organisation.objects.bulk_create(Organisation(name=name) for name in sorted(names - there))
        return dict(Organisation.objects.filter(name__in=names).values_list("name", "pk"))


class PracticeLoader(ItemLoader[Practice]):
    model = Practice
    folder = "practices"
    schema = "practice"
    own_paths: ClassVar[Mapping[str, Sequence[KeyPath]]] = {
        **{name: [(name,)] for name in (*TEXTS, *YEARS)},
        **{field: [("facts", heading)] for heading, field in FACTS.items()},
        **{f"evidence_{name}": [("evidence", name)] for name in (*EVIDENCE, "judged_on")},
    }

    def own_parts(self) -> list[Part]:
        return [
            MunicipalitiesPart(),
            ProvincesPart(),
            OrganisationsPart(),
            SourcesPart(),
            CompassPart(),
            RelationsPart(self.kind.name),
        ]

    def own_fields(self, document: Document) -> dict[str, Any]:
        return {
            "run_state": document.text("run_state") or Practice.RunState.UNKNOWN,
            "cost_note": document.text("cost_note"),
            "hours_note": document.text("hours_note"),
            **{name: document.get(name) for name in YEARS},
            **{
                field: "\n".join(document.texts("facts", heading))
                for heading, field in FACTS.items()
            },
            **{f"evidence_{name}": document.text("evidence", name) for name in EVIDENCE},
            "evidence_level": document.text("evidence", "level") or Practice.Evidence.NOT_ASSESSED,
            "evidence_judged_on": document.day("evidence", "judged_on"),
        }
