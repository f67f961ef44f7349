"""Loads the exercises of the starter content, with the combinations and the keuzehulp."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from knowledge.content.companions import Companion
from knowledge.content.document import Document, KeyPath
from knowledge.content.faults import Faults
from knowledge.content.items import ItemLoader, Plan
from knowledge.content.parts import Part
from knowledge.content.references import References
from knowledge.content.relations import RelationsPart
from knowledge.content.sources import SourcesPart
from knowledge.content.writing import Progress
from tools.reflection.content.routes import CombinationLoader, GuideLoader
from tools.reflection.content.steps import StepsPart
from tools.reflection.models import Exercise

TEXTS = ("number", "goal", "group_size")
PROSE = ("in_meeting", "with_residents")
FORMS = ("alone", "duo", "team", "partners")
FORM_PATHS: Sequence[KeyPath] = [("forms", number) for number in range(len(FORMS))]


class ExerciseLoader(ItemLoader[Exercise]):
    model = Exercise
    folder = "exercises"
    schema = "exercises"
    is_list = True
    own_paths: ClassVar[Mapping[str, Sequence[KeyPath]]] = {
        **{name: [(name,)] for name in (*TEXTS, *PROSE, "minutes", "minutes_most", "materials")},
        # also where one of them is a word that is no form, which is a fault of its own
        **{f"for_{form}": [("forms",), *FORM_PATHS] for form in FORMS},
        "slug": [("slug",)],
        "need": [("number",)],
        "body": [("introduction",)],
        "short_minutes": [("short", "minutes")],
        "short_version": [("short", "text")],
        "inspired_by": [("inspired_by", "text")],
        "inspired_url": [("inspired_by", "url")],
    }

    def own_parts(self) -> list[Part]:
        return [StepsPart(), SourcesPart(), RelationsPart(self.kind.name)]

    def own_companions(self) -> list[Companion]:
        return [CombinationLoader(), GuideLoader()]

    def own_fields(self, document: Document) -> dict[str, Any]:
        forms = document.texts("forms")
        return {
            **{name: document.text(name) for name in TEXTS},
            **{name: document.prose(name) for name in PROSE},
            **{f"for_{form}": form in forms for form in FORMS},
            # the first figure of its number: 3.2 is the second one of leerbehoefte 3
            "need": int(document.text("number")[:1] or 0),
            "body": document.prose("introduction"),
            "minutes": document.get("minutes"),
            "minutes_most": document.get("minutes_most"),
            "short_minutes": document.get("short", "minutes"),
            "short_version": document.prose("short", "text"),
            "materials": "\n".join(document.texts("materials")),
            "inspired_by": document.text("inspired_by", "text"),
            "inspired_url": document.text("inspired_by", "url"),
        }

    def check(
        self,
        documents: Sequence[Document],
        references: References,
        faults: Faults,
        *,
        overwrite: bool,
    ) -> None:
        super().check(documents, references, faults, overwrite=overwrite)
        self._refuse_double_numbers(faults)

    def save(self, progress: Progress) -> None:
        # Two may change places: between one and the other both would have the same number.
        for place, plan in enumerate(self.plans):
            if plan.record and plan.is_written and plan.record.number != plan.fields["number"]:
                Exercise.objects.filter(pk=plan.record.pk).update(number=f"~{place}")
        super().save(progress)

    def _refuse_double_numbers(self, faults: Faults) -> None:
        others = Exercise.objects.exclude(slug__in=[plan.document.slug for plan in self.plans])
        taken = dict(others.values_list("number", "title"))
        for plan in self.plans:
            number = _number_after(plan)
            if number in taken:
                message = f"het nummer {number} is ook van “{taken[number]}”"
                plan.document.fault(faults, ("number",), message)
            elif number:
                taken[number] = plan.fields["title"]


def _number_after(plan: Plan[Exercise]) -> str:
    """Return the number that an exercise has when all is written."""
    keeps_its_own = plan.record is not None and not plan.is_written
    return str(plan.record.number if plan.record and keeps_its_own else plan.fields["number"])
