from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.conversation import led, participants, scored
from tests.tools.conversation.agenda.pages import to_phase, url
from tools.conversation.models import Conversation, Participant
from tools.conversation.roles import Role
from tools.conversation.scoring.taking_part import DONE, LOCKED
from tools.sessions.joining import join
from tools.sessions.models import Seat

pytestmark = pytest.mark.django_db
Phase = Conversation.Phase


@pytest.fixture
def leader():
    return led(phase=Phase.SCORING)


@pytest.fixture
def seat(leader):
    return join(leader.session.code, name="Noor")


def choose(client, seat, role="health", **data):
    return client.post(url("welcome", seat), {"role": role, **data})


def test_page_says_who_sees_what_and_asks_for_a_role(client, seat):
    page = client.get(url("welcome", seat)).text

    assert "Niemand ziet wat u antwoordt." in page
    assert page.count('name="role"') == len(Role)
    assert 'name="name"' not in page
    assert "Dit is uw eigen link" not in page


def test_choosing_a_role_makes_a_participant_with_a_link_of_their_own(client, seat):
    response = choose(client, seat, name="Iemand anders", follow=True)

    page = client.get(url("welcome", seat)).text
    participant = Participant.objects.get(seat=seat)
    seat.refresh_from_db()
    assert response.status_code == 302
    assert (participant.role, participant.agreed_at, seat.name) == ("health", None, "Noor")
    assert f"{url('work', seat)}</p>" in page
    assert f'action="{url("mail-link", seat)}"' in page
    assert "Begin met scoren" in page


@pytest.mark.parametrize("role", ["", "boss"])
def test_role_that_is_none_is_refused(client, seat, role):
    response = choose(client, seat, role)

    assert response.status_code == 422
    assert 'href="#id_role"' in response.text
    assert not Participant.objects.exists()


def test_role_can_be_changed_until_done(client, seat):
    choose(client, seat)
    choose(client, seat, "work")
    Seat.objects.filter(pk=seat.pk).update(done_at=timezone.now())

    refused = choose(client, seat, "board")

    assert (refused.status_code, Participant.objects.get().role) == (409, "work")
    assert DONE in refused.text


def test_role_can_be_changed_again_after_scoring_was_opened_again(client, seat):
    choose(client, seat)
    Seat.objects.filter(pk=seat.pk).update(done_at=timezone.now() - timedelta(hours=1))
    Conversation.objects.update(reopened_at=timezone.now())

    choose(client, seat, "board")

    assert Participant.objects.get().role == "board"


def test_role_is_fixed_when_scoring_is_over_but_who_comes_late_may_choose_one(client, leader, seat):
    choose(client, seat)
    to_phase(leader, Phase.TALKING)
    late = join(leader.session.code)

    refused, chosen = choose(client, seat, "board"), choose(client, late, "board")

    assert (refused.status_code, chosen.status_code) == (409, 302)
    assert LOCKED in refused.text
    assert Participant.objects.get(seat=seat).role == "health"
    assert "U kunt niet meer scoren, maar wel meepraten." in client.get(url("welcome", late)).text


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        (Phase.PREPARING, "Wacht tot het begint"),
        (Phase.SCORING, "Begin met scoren"),
        (Phase.AGENDA, "Ga naar het gesprek"),
    ],
)
def test_page_leads_on_by_phase(client, leader, phase, words):
    [seat] = participants(leader, Role.HEALTH)
    to_phase(leader, phase)

    assert words in client.get(url("welcome", seat)).text


def test_page_leads_to_the_first_theme_with_something_open_or_to_the_end(client, leader):
    first, second = participants(leader, Role.HEALTH, Role.WORK)
    keys = [one.key for one in leader.session.conversation.questionnaire.balance]
    scored(first, dict.fromkeys(keys[:4], 2))
    scored(second, dict.fromkeys(keys, 2))

    assert "Ga verder bij thema 2" in " ".join(client.get(url("welcome", first)).text.split())
    assert "Bekijk uw antwoorden" in client.get(url("welcome", second)).text


# With names ------------------------------------------------------------------


@pytest.fixture
def named():
    return join(led(phase=Phase.SCORING, is_named=True).session.code, name="Noor")


def test_with_names_the_page_says_so_and_asks_to_agree(client, named):
    page = client.get(url("welcome", named)).text

    assert "ziet iedereen in dit gesprek uw naam bij uw antwoorden" in " ".join(page.split())
    assert 'value="Noor"' in page
    assert "Niemand ziet wat u antwoordt." not in page


@pytest.mark.parametrize(
    ("data", "field"),
    [({"name": "Noor"}, "id_agrees"), ({"name": " ", "agrees": "on"}, "id_name")],
    ids=["not agreed", "no name"],
)
def test_with_names_nobody_takes_part_without_name_and_agreement(client, named, data, field):
    response = choose(client, named, **data)

    assert response.status_code == 422
    assert f'href="#{field}"' in response.text
    assert client.get(url("score", named, "A")).url == url("welcome", named)


def test_with_names_agreeing_is_kept_with_its_moment(client, named):
    choose(client, named, name="Noor de Vries", agrees="on")

    participant = Participant.objects.select_related("seat").get()
    assert participant.agreed_at is not None
    assert participant.seat.name == "Noor de Vries"
    assert client.get(url("score", named, "A")).status_code == 200
