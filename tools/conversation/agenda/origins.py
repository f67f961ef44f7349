"""What an action comes from: a statement and its score, a note, or an example."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict

from knowledge.models import KnowledgeItem
from tools.conversation.models import Action, Conversation, Note
from tools.conversation.outcome import published
from tools.conversation.outcome.reading import StatementReading, read_statements
from tools.conversation.outcome.release import StatementRelease
from tools.conversation.outcome.wording import score
from tools.conversation.questionnaire import BALANCE, Questionnaire, Statement, Theme
from tools.sessions.posted import key_of, number

# How an address and a button name it.
STATEMENT, NOTE, ITEM, THEME = "stelling", "aantekening", "voorbeeld", "thema"
MOST_SUGGESTED = 3
# What scores as high as this, goes on by itself.
GOING = 3
_MOST_TEXT = Action._meta.get_field("text").max_length
_MOST_REASON = Action._meta.get_field("reason").max_length


@dataclass(frozen=True, slots=True)
class Origin:
    """
    What is offered with it.

    ``name`` and ``value`` are how an address or form names it. ``says`` is what is filled
    in for an action of it, ``links`` what it stays tied to, and ``idea`` what it says
    when nobody typed anything.
    """

    name: str
    value: str
    label: str
    says: Mapping[str, Any] = field(default_factory=dict)
    links: Mapping[str, Any] = field(default_factory=dict)
    idea: str = ""

    def at(self, theme: str) -> "Origin":
        """Return it as met in the talk about ``theme``, unless it has one of its own."""
        return replace(self, says={"theme": theme, **self.says})

    def as_idea(self, conversation: Conversation) -> Action:
        """Return an action of it, not stored; the same one whoever asks, and however often."""
        action = Action(conversation=conversation, **{**self.says, **self.links, "text": self.idea})
        action.key = uuid.uuid5(uuid.NAMESPACE_URL, f"{conversation.pk}?{self.name}={self.value}")
        return action


def origin_in(conversation: Conversation, data: QueryDict) -> Origin | None:
    """Return what ``data`` of an address or form names; None for nothing, or what is not there."""
    makers = {STATEMENT: _of_statement, NOTE: _of_note, ITEM: _of_item}
    for name, make in makers.items():
        if said := data.get(name):
            origin = make(conversation, said)
            return origin and origin.at(theme_in(conversation, data))
    return None


def theme_in(conversation: Conversation, data: QueryDict) -> str:
    """Return the letter that ``data`` names, or ""."""
    letter = data.get(THEME, "")
    return letter if letter in {one.letter for one in conversation.questionnaire.themes} else ""


def of_statement(conversation: Conversation, reading: StatementReading, theme: Theme) -> Origin:
    statement = reading.statement
    return Origin(
        name=STATEMENT,
        value=statement.key,
        label=f"de stelling “{statement.text}”",
        says={
            "theme": theme.letter,
            "reason": reason(reading, conversation.questionnaire)[:_MOST_REASON],
            "wanted": statement.text,
        },
        links={"statement": statement.key},
        idea=f"Werken aan: {statement.text}"[:_MOST_TEXT],
    )


def reason(reading: StatementReading, questionnaire: Questionnaire) -> str:
    """Say which statement it is, and how it was scored."""
    said = f"Stelling: “{reading.statement.text}”"
    mean = reading.mean
    if mean is None:
        return f"{said} Veel mensen weten dit niet." if reading.is_blind else said
    number, band = score(mean, is_about=reading.column.is_about), questionnaire.band(mean).label
    said = f"{said} Score: {number} van 4 ({band.lower()})."
    return f"{said} De antwoorden lopen uiteen." if reading.is_spread else said


def origins_of_lowest(conversation: Conversation, *, without: Collection[str]) -> Sequence[Origin]:
    """Return the statements of the balance that scored lowest; none while nothing is to be seen."""
    reading = published.reading_of(conversation)
    if reading is None:
        return ()
    scored = [
        (one.mean, theme.theme, one)
        for theme in reading.themes
        for one in theme.statements
        if one.mean is not None and one.mean < GOING and one.statement.key not in without
    ]
    lowest = sorted(scored, key=lambda one: one[0])[:MOST_SUGGESTED]
    return [of_statement(conversation, one, theme) for _mean, theme, one in lowest]


def _of_statement(conversation: Conversation, key: str) -> Origin | None:
    questionnaire = conversation.questionnaire
    try:
        statement, theme = questionnaire.statement(key), questionnaire.theme_of(key)
    except KeyError:
        return None
    return of_statement(conversation, _read(conversation, statement, theme), theme)


def _read(conversation: Conversation, statement: Statement, theme: Theme) -> StatementReading:
    part = BALANCE if statement in theme.balance else theme.letter
    release = published.latest(conversation, part)
    if release is None:
        return StatementReading(statement, StatementRelease())
    return read_statements([statement], release)[0]


def _of_note(conversation: Conversation, text: str) -> Origin | None:
    key = key_of(text)
    note = conversation.notes.filter(key=key).first() if key else None
    if note is None:
        return None
    is_future = note.kind == Note.Kind.FUTURE
    return Origin(
        name=NOTE,
        value=str(note.key),
        label=f"{'het toekomstbeeld' if is_future else 'de aantekening'} “{note.text}”",
        says={
            "theme": note.theme,
            "reason": _heard_at(conversation.questionnaire, note)[:_MOST_REASON],
            **({"wanted": note.text[:_MOST_REASON]} if is_future else {"text": _line(note.text)}),
        },
        links={"note": note},
        idea=_line(f"Werken aan: {note.text}" if is_future else note.text),
    )


def _heard_at(questionnaire: Questionnaire, note: Note) -> str:
    """Say where in the conversation it was written down."""
    questions = {one.key: one.text for theme in questionnaire.themes for one in theme.questions}
    titles = {theme.letter: theme.title for theme in questionnaire.themes}
    if note.question in questions:
        return f"Uit het gesprek over de vraag “{questions[note.question]}”"
    return f"Uit het gesprek over {titles.get(note.theme, 'dit thema')}"


def _of_item(_conversation: Conversation, text: str) -> Origin | None:
    item = KnowledgeItem.objects.published().filter(pk=number(text) or 0).first()
    if item is None:
        return None
    text = f"Aan de slag met “{item.title}”"
    return Origin(
        name=ITEM,
        value=str(item.pk),
        label=f"“{item.title}”",
        says={"text": text, "reason": f"Voorbeeld op de kennisplaats: “{item.title}”"},
        links={"item": item},
        idea=text,
    )


def _line(text: str) -> str:
    return " ".join(text.split())[:_MOST_TEXT].strip()
