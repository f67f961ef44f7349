"""The agenda as it is shown."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst

from tools.conversation.models import MOST_ON_TOP, Action, Conversation
from tools.conversation.questionnaire import Questionnaire, Theme

Status = Action.Status


@dataclass(frozen=True, slots=True)
class Look:
    """``tone`` is part of the name of a class in the style sheets."""

    icon: str
    tone: str


LOOKS: Mapping[str, Look] = {
    Status.IDEA: Look("messages", "todo"),
    Status.AGREED: Look("calendar-event", "agreed"),
    Status.BUSY: Look("clock", "busy"),
    Status.DONE: Look("circle-check", "done"),
    Status.STOPPED: Look("x", "todo"),
}

# What is told of an action where there is room for it, in this order.
TOLD = (
    "first_step",
    "stopped_why",
    "reason",
    "wanted",
    "reach",
    "colleagues",
    "partners",
    "residents",
    "means",
    "decision",
    "starts_on",
    "ready_on",
    "seen_by",
)


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """``place`` counts among the open ones from 1; 0 for what is over."""

    action: Action
    theme: Theme | None
    place: int
    is_last: bool
    is_due: bool

    @property
    def look(self) -> Look:
        return LOOKS[self.action.status]

    @property
    def facts(self) -> Sequence[Fact]:
        """Return what else is known of it."""
        said = ((name, _in_words(self.action, name)) for name in TOLD)
        return [Fact(capfirst(label_of(name)), text) for name, text in said if text]

    @property
    def item_url(self) -> str:
        """Return where the item that it rests on can be read; "" for what nobody may see now."""
        item = self.action.item
        return item.get_absolute_url() if item and item.status == item.Status.PUBLISHED else ""

    @property
    def is_first(self) -> bool:
        return self.place == 1


@dataclass(frozen=True, slots=True)
class Board:
    open: Sequence[Entry]
    over: Sequence[Entry]

    @property
    def on_top(self) -> Sequence[Entry]:
        return self.open[:MOST_ON_TOP]

    @property
    def later(self) -> Sequence[Entry]:
        return self.open[MOST_ON_TOP:]

    @property
    def due(self) -> Sequence[Entry]:
        return [one for one in self.open if one.is_due]

    def entry(self, key: uuid.UUID) -> Entry | None:
        return next((one for one in self.open if one.action.key == key), None)


def board_of(conversation: Conversation, today: date) -> Board:
    """Return the actions of ``conversation``; one query."""
    actions = list(conversation.actions.select_related("item"))
    themes = _themes(conversation.questionnaire)
    opened = [one for one in actions if one.is_open]
    return Board(
        open=[
            Entry(
                action=one,
                theme=themes.get(one.theme),
                place=place,
                is_last=place == len(opened),
                is_due=one.review_on is not None and one.review_on <= today,
            )
            for place, one in enumerate(opened, start=1)
        ],
        over=[
            Entry(one, themes.get(one.theme), place=0, is_last=False, is_due=False)
            for one in actions
            if not one.is_open
        ],
    )


def label_of(name: str) -> str:
    """Return what the field ``name`` of an action is called."""
    field: models.Field[Any, Any] = Action._meta.get_field(name)  # type: ignore[assignment]
    return str(field.verbose_name)


def _in_words(action: Action, name: str) -> str:
    value = getattr(action, name)
    if isinstance(value, date):
        return date_format(value, "j F Y")
    shown = getattr(action, f"get_{name}_display", None)
    return str(shown() if shown else value or "")


def _themes(questionnaire: Questionnaire) -> Mapping[str, Theme]:
    return {theme.letter: theme for theme in questionnaire.themes}
