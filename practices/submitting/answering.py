"""The questions of the editors, and what the author answers to each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from knowledge import prose
from knowledge.models import FieldComment
from practices.models import Practice, Submission
from practices.submitting.building import TEXTS
from practices.submitting.fields import GuidedForm, Text
from practices.submitting.forms import SubmissionForm
from search.text import clean

MOST_ANSWER = 2_000
TEXT_CHANGED = "Ik heb de tekst aangepast."


@dataclass(frozen=True, slots=True)
class Answers:
    """What the author says to each comment, and the texts that changed, by field."""

    answered: list[tuple[FieldComment, str]]
    texts: dict[str, str]

    def fields_after(self, fields: Mapping[str, str]) -> dict[str, str]:
        """Return what stays kept as typed: the new texts, no longer the answers."""
        asked = {answer_name(comment) for comment, _answer in self.answered}
        asked |= {text_name(comment) for comment, _answer in self.answered}
        return {**{name: text for name, text in fields.items() if name not in asked}, **self.texts}


@dataclass(frozen=True, slots=True)
class AskedField:
    """A question with the fields in which it is answered; ``text`` only for a field of text."""

    comment: FieldComment
    about: str
    answer: Any
    text: Any


class AnswersForm(GuidedForm):
    """
    One question after the other; an answer, a changed text, or both.

    It has what was kept, and over that what is ``typed`` but not kept yet; a
    bound one says what is missing.
    """

    def __init__(
        self,
        submission: Submission,
        *,
        typed: Mapping[str, str] | None = None,
        is_bound: bool = False,
    ) -> None:
        practice = submission.practice
        if practice is None:
            raise ValueError("Wat niet is ingestuurd, heeft geen vragen.")
        self.practice: Practice = practice
        self.comments = list(practice.comments.open())
        initial: dict[str, str] = {}
        for comment in self.comments:
            if comment.field in TEXTS:
                initial[text_name(comment)] = self._text(comment)
        given = {**initial, **submission.fields, **(typed or {})}
        super().__init__(data=given if is_bound else None, initial=given)
        for name, known in self._fields():
            self.fields[name] = known

    def _fields(self) -> Iterator[tuple[str, forms.Field]]:
        for comment in self.comments:
            yield answer_name(comment), Text(label="Uw antwoord", rows=3, max_length=MOST_ANSWER)
            if comment.field in TEXTS:
                about = SubmissionForm.base_fields[comment.field]
                yield (
                    text_name(comment),
                    Text(
                        label=f"De tekst bij “{about.label}”",
                        rows=5,
                        max_length=_most(comment.field),
                        help_text="Pas de tekst hier aan als dat nodig is.",
                    ),
                )

    def asked(self) -> list[AskedField]:
        return [
            AskedField(
                comment,
                label_of(comment.field),
                self[answer_name(comment)],
                self[text_name(comment)] if text_name(comment) in self.fields else None,
            )
            for comment in self.comments
        ]

    def clean(self) -> dict[str, Any]:
        for comment in self.comments:
            name = answer_name(comment)
            if name in self.cleaned_data and not self._said(comment):
                self.add_error(name, "Geef een antwoord, of pas de tekst aan.")
        if self.cleaned_data.get(self._title_name, "x") == "":
            self.add_error(self._title_name, "Een voorbeeld heeft een naam.")
        return self.cleaned_data

    def answers(self) -> Answers:
        texts = {
            comment.field: self.cleaned_data[text_name(comment)]
            for comment in self.comments
            if self._is_changed(comment)
        }
        return Answers([(comment, self._said(comment)) for comment in self.comments], texts)

    @property
    def _title_name(self) -> str:
        return next((text_name(one) for one in self.comments if one.field == "title"), "")

    def _text(self, comment: FieldComment) -> str:
        """Return what the practice says now, without the markup of the beheer."""
        return prose.to_plain(getattr(self.practice, comment.field))

    def _is_changed(self, comment: FieldComment) -> bool:
        text = self.cleaned_data.get(text_name(comment))
        return text is not None and text != clean(self._text(comment))

    def _said(self, comment: FieldComment) -> str:
        answer: str = self.cleaned_data.get(answer_name(comment), "")
        return answer or (TEXT_CHANGED if self._is_changed(comment) else "")


def answer_name(comment: FieldComment) -> str:
    return f"answer_{comment.pk}"


def text_name(comment: FieldComment) -> str:
    return f"text_{comment.pk}"


def _most(field: str) -> int | None:
    most: int | None = getattr(Practice._meta.get_field(field), "max_length", None)
    return most


def label_of(field: str) -> str:
    """Return how the author knows a field of the practice."""
    known = SubmissionForm.base_fields.get(field)
    return str(known.label) if known else "Het hele voorbeeld"
