"""The statements and questions of a theme, as the starter content has them."""

from collections.abc import Iterator
from typing import ClassVar

from knowledge.content.assignments import concept_keys
from knowledge.content.document import Document, KeyPath
from knowledge.content.faults import Faults
from knowledge.content.parts import Part, Row, RowsByItem, check_row
from knowledge.content.references import References
from knowledge.models import Concept
from tools.conversation.models import ConversationTheme, Statement, TalkQuestion

STEPS = tuple(Statement.Step.values)
QUESTIONS = "questions"


class StatementsPart(Part):
    """Rows are statements: step, key, text, and the concepts, of which the order says nothing."""

    name = "statements"
    prefetch: ClassVar = ["statements__concepts__scheme"]

    def wanted(self, document: Document, references: References, faults: Faults) -> list[Row]:
        return [
            [
                path[0],
                document.text(*path, "key"),
                document.text(*path, "text"),
                sorted(concept_keys(document, (*path, "concepts"), references.terms, faults)),
            ]
            for path in _statements(document)
        ]

    def present(self, item: ConversationTheme) -> list[Row]:
        return [
            [
                one.step,
                one.key,
                one.text,
                sorted(f"{concept.scheme.slug}/{concept.slug}" for concept in one.concepts.all()),
            ]
            for one in item.statements.all()
        ]

    def check(self, document: Document, faults: Faults) -> None:
        for path in _statements(document):
            key, text = document.text(*path, "key"), document.text(*path, "text")
            row = Statement(step=path[0], key=key, text=text)
            check_row(document, path, row, faults, exclude=["theme"])

    def write(self, rows: RowsByItem) -> None:
        Statement.objects.filter(theme__in=list(rows)).delete()
        made = [
            (Statement(theme_id=theme, step=step, key=key, text=text, position=position), concepts)
            for theme, wanted in rows.items()
            for position, (step, key, text, concepts) in enumerate(wanted)
        ]
        Statement.objects.bulk_create(statement for statement, _ in made)
        known = {
            f"{scheme}/{slug}": pk
            for scheme, slug, pk in Concept.objects.values_list("scheme__slug", "slug", "pk")
        }
        links = Statement.concepts.through
        links.objects.bulk_create(
            links(statement_id=statement.pk, concept_id=known[key])
            for statement, concepts in made
            for key in concepts
        )


class QuestionsPart(Part):
    """Rows are questions: key and text."""

    name = QUESTIONS
    prefetch: ClassVar = [QUESTIONS]

    def wanted(self, document: Document, references: References, faults: Faults) -> list[Row]:
        return [
            [document.text(*path, "key"), document.text(*path, "text")]
            for path in document.each(QUESTIONS)
        ]

    def present(self, item: ConversationTheme) -> list[Row]:
        return [[one.key, one.text] for one in item.questions.all()]

    def check(self, document: Document, faults: Faults) -> None:
        rows = self.wanted(document, References(), faults)
        for path, (key, text) in zip(document.each(QUESTIONS), rows, strict=True):
            check_row(document, path, TalkQuestion(key=key, text=text), faults, exclude=["theme"])

    def write(self, rows: RowsByItem) -> None:
        TalkQuestion.objects.filter(theme__in=list(rows)).delete()
        TalkQuestion.objects.bulk_create(
            TalkQuestion(theme_id=theme, key=key, text=text, position=position)
            for theme, wanted in rows.items()
            for position, (key, text) in enumerate(wanted)
        )


def asked(document: Document) -> Iterator[KeyPath]:
    """Yield the place of everything with a key."""
    yield from _statements(document)
    yield from document.each(QUESTIONS)


def _statements(document: Document) -> Iterator[KeyPath]:
    for step in STEPS:
        yield from document.each(step)
