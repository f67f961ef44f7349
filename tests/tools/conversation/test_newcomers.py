"""Who came in with the code, and did not say yet from where they look, or agree to names."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.factories.conversation import actions
from tests.tools.conversation.talk.talks import noted, send, talking, texts, url
from tools.conversation.models import Participant
from tools.sessions.models import Seat

pytestmark = pytest.mark.django_db

WITH_THE_KEY = (
    *("outcome", "report", "report-pdf", "report-docx", "report-xlsx", "review-ics", "rounds"),
    *("talk", "talk-state", "agenda", "action-new"),
)


def pages(seat, note, action):
    """Return every page with something that somebody said."""
    return [
        *(url(name, seat) for name in WITH_THE_KEY),
        *(url(name, seat, "D") for name in ("talk-theme", "talk-theme-state")),
        url("note", seat, "D", note.key),
        *(url(name, seat, action.key) for name in ("action", "action-status")),
    ]


@pytest.mark.parametrize("phase", ["talking", "agenda", "closed"])
def test_newcomer_is_led_to_the_welcome_from_every_page(client, phase):
    leader, [guest, _] = talking(phase=phase)
    newcomer = Seat.objects.create(session=leader.session)
    [action] = actions(leader, "Bellen")

    answers = [client.get(page) for page in pages(newcomer, noted(guest), action)]

    assert {one.headers.get("Location") for one in answers} == {url("welcome", newcomer)}


def test_who_did_not_agree_to_names_is_a_newcomer_still(client):
    _leader, [guest, _] = talking(is_named=True)

    assert client.get(url("outcome", guest)).headers["Location"] == url("welcome", guest)
    Participant.objects.filter(seat=guest).update(agreed_at=guest.joined_at)
    assert client.get(url("outcome", guest)).status_code == 200


def test_newcomer_writes_nothing(client):
    leader, _guests = talking()
    newcomer = Seat.objects.create(session=leader.session)

    noted = send(client, newcomer, "Zomaar")
    made = client.post(url("action-new", newcomer), {"text": "Bellen", "key": uuid4()})

    assert noted.headers["Location"] == made.headers["Location"] == url("welcome", newcomer)
    assert texts(leader) == []
    assert not leader.session.conversation.actions.exists()


def test_welcome_of_a_newcomer_has_no_links_to_where_they_may_not_look(client):
    leader, [guest, _] = talking(phase="closed")
    newcomer = Seat.objects.create(session=leader.session)

    text = client.get(url("welcome", newcomer)).content.decode()

    assert (
        reverse("conversation:outcome", args=[guest.key])
        in client.get(url("welcome", guest)).content.decode()
    )
    assert reverse("conversation:outcome", args=[newcomer.key]) not in text
    assert reverse("conversation:agenda", args=[newcomer.key]) not in text
