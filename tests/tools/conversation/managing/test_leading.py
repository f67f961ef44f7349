import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from tests.factories import UserFactory
from tests.factories.conversation import led, participants
from tests.pages import parse
from tools.conversation.managing import deeds
from tools.conversation.models import Conversation, MailWish
from tools.conversation.roles import Role
from tools.sessions import joining
from tools.sessions.keys import new_key
from tools.sessions.models import Seat, ToolSession

pytestmark = pytest.mark.django_db


def url_of(name, key):
    return reverse(f"conversation:{name}", args=[key])


def offer(client, leader):
    """Make the link to take over by, and return its key."""
    version = Conversation.objects.get(pk=leader.session_id).edit_version
    client.post(url_of("hand-over", leader.key), {"version": version})
    return ToolSession.objects.get(pk=leader.session_id).invite_key


def take(client, invite_key):
    url = url_of("take-over", invite_key)
    place = parse(client.get(url)).one("input", name="place")["value"]
    return client.post(url, {"place": place})


def test_link_is_made_shown_and_withdrawn(client):
    leader = led()

    key = offer(client, leader)
    shown = parse(client.get(url_of("hand-over", leader.key))).one("p", id="overnamelink").text
    client.post(url_of("hand-over", leader.key), {"version": 2, "deed": "withdraw"})

    assert shown.endswith(url_of("take-over", key))
    assert ToolSession.objects.get().invite_key is None
    assert client.get(url_of("take-over", key)).status_code == 404


def test_link_is_not_made_from_an_older_page(client):
    leader = led()

    response = client.post(url_of("hand-over", leader.key), {"version": 5})

    assert (response.status_code, ToolSession.objects.get().invite_key) == (409, None)


def test_whoever_takes_over_leads_and_the_old_link_dies(client):
    owner = UserFactory()
    leader = led(user=owner)
    MailWish.objects.create(
        seat=leader, email="oud@gemeente.example", key=new_key(), asked_at=timezone.now()
    )
    key = offer(client, leader)

    response = take(client, key)

    seat = Seat.objects.get(is_leader=True)
    assert response.url == url_of("mail-link", seat.key)
    assert (seat.pk, seat.user, seat.session.owner) == (leader.pk, None, None)
    assert client.get(url_of("work", leader.key)).status_code == 404
    assert client.get(url_of("work", seat.key)).status_code == 302
    assert client.get(url_of("take-over", key)).status_code == 404
    assert not MailWish.objects.exists()


def test_looking_at_the_link_takes_nothing_over(client):
    leader = led()
    key = offer(client, leader)

    text = parse(client.get(url_of("take-over", key))).one("main").text

    assert "U gaat dit gesprek leiden." in text
    assert "u ziet niet wie wat antwoordde" in text
    assert Seat.objects.get().key == leader.key


def test_account_of_whoever_takes_over_is_tied(client):
    key = offer(client, led(user=UserFactory()))
    successor = UserFactory()
    client.force_login(successor)

    take(client, key)

    seat = Seat.objects.get()
    assert (seat.user, seat.session.owner) == (successor, successor)


def test_account_that_takes_part_already_stays_there(client):
    leader = led()
    (seat,) = participants(leader, Role.HEALTH)
    successor = UserFactory()
    Seat.objects.filter(pk=seat.pk).update(user=successor)
    client.force_login(successor)

    take(client, offer(client, leader))

    assert (Seat.objects.get(is_leader=True).user, Seat.objects.get(user=successor)) == (None, seat)


def test_form_that_is_sent_twice_takes_over_once(client):
    key = offer(client, led())
    url = url_of("take-over", key)
    place = parse(client.get(url)).one("input", name="place")["value"]

    client.post(url, {"place": place})
    second = client.post(url, {"place": place})

    assert second.url == url_of("work", Seat.objects.get().key)


def test_of_two_who_take_over_the_first_leads(client):
    leader = led()
    key = offer(client, leader)
    session = deeds.offered_or_404(key)
    first, second = new_key(), new_key()
    deeds.take_lead(session, invite_key=key, key=first, user=AnonymousUser())

    with pytest.raises(deeds.TakenError):
        deeds.take_lead(session, invite_key=key, key=second, user=AnonymousUser())

    assert Seat.objects.get().key == first


def test_screen_of_the_one_before_dies_too(client):
    leader = led()
    before = leader.session.screen_key

    take(client, offer(client, leader))

    assert ToolSession.objects.get().screen_key not in {None, before}


def test_closed_conversation_has_no_such_link(client):
    leader = led()
    joining.close(leader.session)

    text = parse(client.get(url_of("hand-over", leader.key))).one("main").text
    response = client.post(url_of("hand-over", leader.key), {"version": 1})

    assert "Geef dan uw eigen link." in text
    assert (response.status_code, ToolSession.objects.get().invite_key) == (409, None)
