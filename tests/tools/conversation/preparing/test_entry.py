import pytest
from django.urls import reverse

from tests.factories.conversation import a_questionnaire, led, participants, scored
from tools.conversation.models import Conversation
from tools.conversation.roles import Role
from tools.sessions.models import Seat

pytestmark = pytest.mark.django_db

Phase = Conversation.Phase


def url_of(name, seat, *more):
    return reverse(f"conversation:{name}", args=[seat.key, *more])


def led_to(client, seat):
    return client.get(url_of("work", seat)).url


@pytest.mark.parametrize(
    ("phase", "for_leader", "for_participant"),
    [
        (Phase.PREPARING, "prepare", "progress"),
        (Phase.TALKING, "outcome", "outcome"),
        (Phase.AGENDA, "agenda", "agenda"),
        (Phase.CLOSED, "agenda", "agenda"),
    ],
)
def test_own_link_leads_to_what_is_at_hand(client, phase, for_leader, for_participant):
    leader = led(phase=phase)
    (seat,) = participants(leader, Role.HEALTH)

    assert led_to(client, leader) == url_of(for_leader, leader)
    assert led_to(client, seat) == url_of(for_participant, seat)


def test_own_link_leads_to_the_talk_once_themes_are_chosen(client):
    leader = led(phase=Phase.TALKING)
    Conversation.objects.update(chosen_themes=["A"])

    assert led_to(client, leader) == url_of("talk", leader)


def test_who_leads_follows_the_scoring(client):
    leader = led(phase=Phase.SCORING)

    assert led_to(client, leader) == url_of("progress", leader)


def test_who_just_joined_is_welcomed(client):
    leader = led(phase=Phase.SCORING)
    seat = Seat.objects.create(session=leader.session)

    assert led_to(client, seat) == url_of("welcome", seat)


def test_who_did_not_agree_to_be_named_is_asked(client):
    (seat,) = participants(led(phase=Phase.SCORING, is_named=True), Role.HEALTH)

    assert led_to(client, seat) == url_of("welcome", seat)


def test_participant_goes_on_at_the_first_open_theme_and_then_finishes(client):
    (seat,) = participants(led(phase=Phase.SCORING), Role.HEALTH)
    scored(seat, {"a1": 3, "a2": 0, "a3": 1, "b1": 2})

    at_b = led_to(client, seat)
    keys = [one.key for one in a_questionnaire().balance]
    scored(seat, dict.fromkeys(set(keys) - {"a1", "a2", "a3", "b1"}, 4))

    assert at_b == url_of("score", seat, "B")
    assert led_to(client, seat) == url_of("finish", seat)
