import pytest
from django.urls import reverse

from tests.factories import UserFactory
from tests.factories.conversation import led, participants
from tests.pages import parse
from tools.conversation.models import Conversation
from tools.conversation.roles import Role
from tools.sessions.models import Seat

pytestmark = pytest.mark.django_db

MINE = "/mijn/gesprekken/"


@pytest.fixture
def user(client):
    user = UserFactory()
    client.force_login(user)
    return user


def joined(user, **kwargs):
    (seat,) = participants(led(**kwargs), Role.HEALTH)
    Seat.objects.filter(pk=seat.pk).update(user=user)
    return seat


def test_page_says_where_in_which_phase_and_when_it_goes(client, user):
    seat = led(user=user, title="Samen verder")
    Conversation.objects.update(phase="talking", round=2)

    row = parse(client.get(MINE)).one("li", class_="kp-own__item")

    places = seat.session.conversation.municipalities.get().name
    assert [link["href"] for link in row.all("a")] == [
        *[reverse("conversation:work", args=[seat.key])] * 2,
        reverse("conversation:mail-link", args=[seat.key]),
        reverse("conversation:remove", args=[seat.key]),
    ]
    assert "In gesprek" in row.text
    assert f"{places}, ronde 2. U leidt dit gesprek. Wordt verwijderd op" in row.text
    assert str(seat.session.expires_at.year) in row.text


def test_participant_finds_the_own_seat_and_removes_only_that(client, user):
    seat = joined(user)

    row = parse(client.get(MINE)).one("li", class_="kp-own__item")

    assert "U doet mee." in row.text
    assert "Stop met meedoen" in row.text
    assert row.all("a")[0]["href"] == reverse("conversation:work", args=[seat.key])


def test_conversation_of_somebody_else_is_not_shown(client, user):
    led(user=UserFactory(), title="Van Ann")

    assert "Van Ann" not in client.get(MINE).content.decode()


def test_page_without_conversations_says_how_to_come_by_one(client, user):
    assert "zet het gesprek bij uw account" in parse(client.get(MINE)).one("main").text


def test_visitor_logs_in_first(client):
    assert client.get(MINE)["Location"] == f"/account/login/?next={MINE}"


def test_account_sees_the_last_ones_on_its_own_page(client, user):
    for number in range(4):
        led(user=user, title=f"Nummer {number}")

    section = parse(client.get("/mijn/")).one("section", aria_labelledby="gesprekken")

    assert len(section.all("li", class_="kp-own__item")) == 3
    assert "Bekijk alle 4 gesprekken" in section.text


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_for_one_and_many(client, user, django_assert_num_queries, count):
    for _number in range(count):
        joined(user)

    with django_assert_num_queries(5):
        client.get(MINE)
