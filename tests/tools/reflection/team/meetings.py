"""What tests of meetings do: answer as those who take part, press as the facilitator."""

import uuid

from django.urls import reverse

from tools.reflection.answers import keep
from tools.reflection.models import TeamMeeting
from tools.reflection.team import cards


def answer(seats, prompt, value):
    for seat in seats:
        keep(seat, {prompt: value})


def write(seats, prompt, text="Bellen helpt"):
    """Give each a card that says ``text`` and at which place they sit; return their keys."""
    keys = [uuid.uuid4() for _seat in seats]
    for number, (seat, key) in enumerate(zip(seats, keys, strict=True)):
        cards.put(seat, prompt, key=key, text=f"{text} {number}")
    return keys


def meeting_of(leader):
    return TeamMeeting.objects.get(pk=leader.session_id)


def press(client, leader, deed, *, version=None, **data):
    """Press a button on the page of the facilitator, as it is now or as it was."""
    data["version"] = meeting_of(leader).version if version is None else version
    return client.post(reverse("reflection:lead-act", args=[leader.key]), {"deed": deed, **data})


def url(name, seat):
    return reverse(f"reflection:{name}", args=[seat.key])


def screen_url(leader, name="screen"):
    leader.session.refresh_from_db()
    return reverse(f"reflection:{name}", args=[leader.session.screen_key])
