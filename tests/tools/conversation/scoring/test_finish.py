from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.conversation import led, participants, scored
from tests.tools.conversation.agenda.pages import to_phase, url
from tools.conversation.models import Conversation, Participant, Score
from tools.conversation.roles import Role

pytestmark = pytest.mark.django_db
Phase = Conversation.Phase


@pytest.fixture
def leader():
    return led(phase=Phase.SCORING)


@pytest.fixture
def seat(leader):
    return participants(leader, Role.HEALTH)[0]


def press(client, seat, button):
    response = client.post(url("finish", seat), {"naar": button})
    seat.refresh_from_db()
    return response


def test_page_shows_all_that_was_answered_and_what_is_open(client, seat):
    scored(seat, {"a1": 4, "b1": 0}, importance=3)
    Score.objects.update(remark="Zonnebloem")

    page = " ".join(client.get(url("finish", seat)).text.split())

    assert "Er staan nog 16 stellingen open." in page
    assert page.count("Niet ingevuld") == 16
    assert page.count("Zonnebloem") == 2
    for said in ("Verankerd", "Weet ik niet", "Belang komend jaar: hoog"):
        assert said in page


def test_who_is_done_waits_and_can_come_back(client, seat):
    done = press(client, seat, "klaar")
    assert (done.url, seat.done_at is not None) == (url("progress", seat), True)
    assert "Ik ben toch niet klaar" in client.get(url("finish", seat)).text
    assert "U hebt gezegd dat u klaar bent" in client.get(url("score", seat, "A")).text

    back = press(client, seat, "terug")

    assert (back.url, seat.done_at) == (url("finish", seat), None)


def test_button_of_a_theme_leads_there(client, seat):
    assert press(client, seat, "C").url == url("score", seat, "C")
    assert seat.done_at is None


@pytest.mark.parametrize("button", ["klaar", "terug"])
def test_nobody_says_anything_when_scoring_is_over(client, leader, seat, button):
    to_phase(leader, Phase.TALKING)

    response = press(client, seat, button)

    assert (response.status_code, seat.done_at) == (409, None)
    assert "Het scoren is gesloten" in response.text
    assert "Ik ben klaar" not in response.text


def test_hidden_answers_are_not_in_the_summary(client, seat):
    scored(seat, {"a1": 4})
    Score.objects.update(remark="Mosterdzaad")
    Participant.objects.update(hidden_before=timezone.now() + timedelta(seconds=1))

    page = client.get(url("finish", seat)).text

    assert "Eerder ingevuld; dat telt mee." in page
    assert "Mosterdzaad" not in page
    assert "Verankerd" not in page
