"""Loads the questionnaire of the starter content."""

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
from tools.conversation.content.issuing import VersionLoader
from tools.conversation.content.scale import BandLoader, ScaleLoader
from tools.conversation.content.statements import QuestionsPart, StatementsPart, asked
from tools.conversation.models import ConversationTheme, Statement, TalkQuestion


class ThemeLoader(ItemLoader[ConversationTheme]):
    model = ConversationTheme
    folder = "conversation"
    schema = "conversation"
    is_list = True
    list_name = "themes"
    unique: ClassVar = {"letter": "de letter"}
    own_paths: ClassVar[Mapping[str, Sequence[KeyPath]]] = {
        "slug": [("slug",)],
        "letter": [("letter",)],
        "body": [("introduction",)],
    }

    def own_parts(self) -> list[Part]:
        return [StatementsPart(), QuestionsPart(), SourcesPart(), RelationsPart(self.kind.name)]

    def own_companions(self) -> list[Companion]:
        # the last one reads what the others wrote
        return [ScaleLoader(), BandLoader(), VersionLoader()]

    def own_fields(self, document: Document) -> dict[str, Any]:
        return {"letter": document.text("letter"), "body": document.prose("introduction")}

    def check(
        self,
        documents: Sequence[Document],
        references: References,
        faults: Faults,
        *,
        overwrite: bool,
    ) -> None:
        super().check(documents, references, faults, overwrite=overwrite)
        self._refuse_double_keys(faults)

    def _refuse_double_keys(self, faults: Faults) -> None:
        """One key is one statement or question, of whatever theme: scores and notes go by it."""
        slugs = [plan.document.slug for plan in self.plans]
        taken = {
            key: f"thema {letter}"
            for model in (Statement, TalkQuestion)
            for key, letter in model.objects.exclude(theme__slug__in=slugs).values_list(
                "key", "theme__letter"
            )
        }
        # what stays as it is, has its keys before what is about to be written
        for plan in [plan for plan in self.plans if not plan.is_written]:
            taken |= dict.fromkeys(_present_keys(plan), f"thema {plan.after('letter')}")
        for plan in self.plans:
            if plan.is_written:
                self._refuse_taken(plan.document, taken, faults)

    def _refuse_taken(self, document: Document, taken: dict[str, str], faults: Faults) -> None:
        for path in asked(document):
            key = document.text(*path, "key")
            if key in taken:
                message = f"de sleutel “{key}” is al gebruikt: {taken[key]}"
                document.fault(faults, (*path, "key"), message)
            elif key:
                taken[key] = f"regel {document.line(*path, 'key')}"


def _present_keys(plan: Plan[ConversationTheme]) -> list[str]:
    rows = plan.present_rows or {}
    return [key for _, key, *_ in rows["statements"]] + [key for key, _ in rows["questions"]]
