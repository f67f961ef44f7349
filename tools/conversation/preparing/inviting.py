"""What is sent to those who are asked to come: a text for a mail, and a moment for a calendar."""

from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format

from outbox.mail import absolute_url
from tools.conversation.models import Conversation
from tools.conversation.places import where
from tools.conversation.roles import Role
from tools.conversation.script import MINUTES
from tools.documents.calendar import Event
from tools.sessions.moments import AMSTERDAM, on_the_clock

MINUTES_ALONE = 15


def join_url(conversation: Conversation) -> str:
    """Return the address to join at; without a code it asks for one."""
    address = reverse("sessions:join")
    code = conversation.session.code
    return absolute_url(f"{address}?{urlencode({'code': code})}" if code else address)


def place_names(conversation: Conversation) -> str:
    names = [place.name for place in conversation.municipalities.all()]
    return where(names, conversation.region)


def when(conversation: Conversation) -> str:
    """Return the day and the times, as a clock on the wall has them; "" where none is chosen."""
    if conversation.meets_at is None:
        return ""
    begins = conversation.meets_at
    day = date_format(begins.astimezone(AMSTERDAM), "l j F Y")
    ends = begins + timedelta(minutes=MINUTES)
    return f"{day}, {on_the_clock(begins)} tot {on_the_clock(ends)} uur"


def invitation(conversation: Conversation) -> str:
    """Return the text to paste in a mail, while people can join."""
    parts = [
        "Beste collega,",
        conversation.message,
        _asked(conversation),
        _when_and_where(conversation),
        _before(conversation),
        _how(conversation),
        "Met vriendelijke groet,",
    ]
    return "\n\n".join(part for part in parts if part)


def _asked(conversation: Conversation) -> str:
    return (
        f"Ik nodig u uit voor een gesprek over armoede en gezondheid in "
        f"{place_names(conversation)}. Wij gebruiken daarvoor de Gesprekstool van de kennisplaats. "
        f"{_who(conversation)}"
    ).strip()


def _before(conversation: Conversation) -> str:
    return (
        f"Wilt u vooraf de stellingen beantwoorden? Dat kost ongeveer {MINUTES_ALONE} minuten en "
        f"kan op uw telefoon, zonder account. {_named(conversation)}"
    )


def _who(conversation: Conversation) -> str:
    roles = [Role(one).label for one in conversation.invited_roles if one in Role.values]
    return f"Ik vraag mensen vanuit: {', '.join(roles).lower()}." if roles else ""


def _when_and_where(conversation: Conversation) -> str:
    moment = when(conversation)
    lines = [f"Wanneer: {moment}" if moment else "", _place(conversation)]
    return "\n".join(line for line in lines if line)


def _place(conversation: Conversation) -> str:
    return f"Waar: {conversation.place}" if conversation.place else ""


def _named(conversation: Conversation) -> str:
    if conversation.is_named:
        return "De anderen zien straks uw naam bij uw antwoorden; u kiest zelf of u dat wilt."
    return "U antwoordt anoniem: niemand ziet wie wat antwoordde, ook ik niet."


def _how(conversation: Conversation) -> str:
    address = absolute_url(reverse("sessions:join"))
    return (
        f"Doe mee via deze link: {join_url(conversation)}\n"
        f"Of ga naar {address} en vul deze code in: {conversation.session.code}"
    )


def event(conversation: Conversation) -> Event:
    """Return the meeting, which has a moment, for the calendar of everybody who comes."""
    begins = conversation.meets_at
    assert begins is not None  # noqa: S101 -- the page has no such link without it
    how = _how(conversation) if conversation.session.code else ""
    said = [_place(conversation), conversation.message, how]
    return Event(
        # The same meeting at another moment takes the place of this one.
        uid=f"gesprek-{conversation.pk}@kennisplaats",
        title=conversation.title,
        text="\n\n".join(part for part in said if part),
        on=(begins, begins + timedelta(minutes=MINUTES)),
        url=join_url(conversation),
    )
