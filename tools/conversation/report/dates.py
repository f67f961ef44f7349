"""The days on which actions are looked back at, for a calendar."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from outbox.mail import absolute_url
from tools.conversation.models import Action, Conversation
from tools.documents.calendar import Event


def review_events(conversation: Conversation) -> Sequence[Event]:
    """Return a day for each action that is open and has one."""
    dated = conversation.actions.open()
    return [_event(one, one.review_on, conversation) for one in dated if one.review_on]


def _event(action: Action, day: date, conversation: Conversation) -> Event:
    """Return a day without the address of the conversation: others may see the calendar."""
    lead = f" Trekker: {action.lead}." if action.lead else ""
    return Event(
        uid=f"terugkijken-{action.key}@kennisplaats",
        title=f"Terugkijken: {action.text}",
        text=f"Actie uit ‘{conversation.title}’.{lead}",
        on=day,
        url=absolute_url(reverse("conversation:start")),
    )
