"""The questionnaire that a file asks for."""

from decimal import Decimal

from knowledge.content.assignments import concept_keys
from knowledge.content.document import Document, KeyPath
from knowledge.content.faults import Faults
from knowledge.content.references import References
from tools.conversation.content.statements import QUESTIONS
from tools.conversation.questionnaire import Band, Point, Question, Questionnaire, Statement, Theme


def questionnaire_of(document: Document, references: References) -> Questionnaire:
    """Return what would be asked if nothing but ``document`` were there."""
    themes = [_theme(document, path, references) for path in document.each("themes")]
    points = [
        Point(
            document.get(*path, "value"),
            document.text(*path, "label"),
            document.text(*path, "anchor"),
        )
        for path in document.each("scale")
        if document.get(*path, "value")
    ]
    bands = [
        Band(
            document.text(*path, "starts_at"),
            document.text(*path, "label"),
            document.text(*path, "text"),
        )
        for path in document.each("bands")
        if document.text(*path, "starts_at")
    ]
    return Questionnaire(
        themes=tuple(sorted(themes, key=lambda theme: theme.letter)),
        scale=tuple(sorted(points, key=lambda point: point.value)),
        bands=tuple(sorted(bands, key=lambda band: Decimal(band.starts_at))),
    )


def _theme(document: Document, path: KeyPath, references: References) -> Theme:
    letter, slug, title, summary = (
        document.text(*path, name) for name in ("letter", "slug", "title", "summary")
    )
    return Theme(
        letter=letter,
        slug=slug,
        title=title,
        summary=summary,
        balance=_statements(document, (*path, "balance"), references),
        deepening=_statements(document, (*path, "deepening"), references),
        questions=tuple(
            Question(document.text(*place, "key"), document.text(*place, "text"))
            for place in document.each(*path, QUESTIONS)
        ),
    )


def _statements(document: Document, path: KeyPath, references: References) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            document.text(*place, "key"),
            document.text(*place, "text"),
            _slugs(document, place, references),
        )
        for place in document.each(*path)
    )


def _slugs(document: Document, place: KeyPath, references: References) -> tuple[str, ...]:
    # what leads nowhere was told where the statements themselves were read
    keys = concept_keys(document, (*place, "concepts"), references.terms, Faults())
    return tuple(sorted(key.partition("/")[2] for key in keys))
