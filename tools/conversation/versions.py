"""Issued versions of the questionnaire, and what curators are at."""

import hashlib
import json
from typing import Any

from django.db import IntegrityError, transaction

from search import stamp
from tools.conversation.models import (
    ConversationTheme,
    QuestionnaireVersion,
    ResultBand,
    ScalePoint,
    Statement,
)
from tools.conversation.questionnaire import (
    Band,
    Point,
    Question,
    Questionnaire,
    Theme,
)
from tools.conversation.questionnaire import Statement as AskedStatement

MOST_TRIES = 5


class NothingIssuedError(Exception):
    """There is no version to begin with yet."""


def working_copy() -> Questionnaire:
    """Return what the published themes say now; six queries."""
    themes = ConversationTheme.objects.published().in_order()
    return Questionnaire(
        themes=tuple(
            _theme(theme) for theme in themes.prefetch_related("statements__concepts", "questions")
        ),
        scale=tuple(Point(one.value, one.label, one.anchor) for one in ScalePoint.objects.all()),
        bands=tuple(
            Band(f"{one.starts_at:.2f}", one.label, one.text) for one in ResultBand.objects.all()
        ),
    )


def _theme(theme: ConversationTheme) -> Theme:
    statements = {
        step: tuple(
            AskedStatement(
                one.key, one.text, tuple(sorted(concept.slug for concept in one.concepts.all()))
            )
            for one in theme.statements.all()
            if one.step == step
        )
        for step in Statement.Step
    }
    return Theme(
        letter=theme.letter,
        slug=theme.slug,
        title=theme.title,
        summary=theme.summary,
        balance=statements[Statement.Step.BALANCE],
        deepening=statements[Statement.Step.DEEPENING],
        questions=tuple(Question(one.key, one.text) for one in theme.questions.all()),
    )


def current() -> QuestionnaireVersion:
    """Return the version that conversations begin with; raise NothingIssuedError without any."""
    version = last_version()
    if version is None:
        raise NothingIssuedError
    return version


def last_version() -> QuestionnaireVersion | None:
    return QuestionnaireVersion.objects.order_by("-number").first()


def issue(questionnaire: Questionnaire, *, by: Any = None, note: str = "") -> QuestionnaireVersion:
    """
    Return the version that says ``questionnaire``: the last one, or a new one with the next number.

    Two who issue at once get one version each, or the same if they issue the same.
    """
    content, digest = questionnaire.as_json(), digest_of(questionnaire)
    for tries_left in reversed(range(MOST_TRIES)):
        last = last_version()
        if last is not None and last.digest == digest:
            return last
        try:
            with transaction.atomic():
                version = QuestionnaireVersion.objects.create(
                    number=last.number + 1 if last else 1,
                    digest=digest,
                    content=content,
                    issued_by=by,
                    note=note,
                )
                # Visitors read what is asked in the example of an outcome.
                stamp.move()
                return version
        except IntegrityError:
            if not tries_left:
                raise
    raise AssertionError  # pragma: no cover -- the last try raises or returns


def digest_of(questionnaire: Questionnaire) -> str:
    """Return the fingerprint of all that is asked."""
    said = json.dumps(questionnaire.as_json(), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()
