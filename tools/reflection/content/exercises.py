"""Loads the exercises of the starter content, with the combinations and the keuzehulp."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from knowledge.content.companions import Companion
from knowledge.content.document import Document, KeyPath
from knowledge.content.items import ItemLoader
from knowledge.content.parts import Part
from knowledge.content.relations import RelationsPart
from knowledge.content.sources import SourcesPart
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
    unique: ClassVar = {"number": "het nummer"}
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
