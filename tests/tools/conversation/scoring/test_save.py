"""What the script on the page sends and is told."""

import pytest

from tests.factories.conversation import led, participants, scored
from tests.tools.conversation.agenda.pages import to_phase, url
from tests.tools.conversation.scoring.answering import fields, kept, save
from tools.conversation.models import Conversation
from tools.conversation.roles import Role
from tools.conversation.scoring.keeping import CLOSED

pytestmark = pytest.mark.django_db
Phase = Conversation.Phase


@pytest.fixture
def leader():
    return led(phase=Phase.SCORING)


@pytest.fixture
def seat(leader):
    return participants(leader, Role.HEALTH)[0]


def test_only_what_is_sent_is_kept(client, seat):
    scored(seat, {"a2": 4})

    response = save(client, seat, "a1", **fields("a1", "3", "1", "Ja"), **fields("a2", "1"))

    assert response.json()["problems"] == {}
    assert kept(seat) == {"a1": [3, 1, "Ja"], "a2": [4, None, ""]}


def test_choice_that_was_cleared_is_taken_away(client, seat):
    scored(seat, {"a1": 4})

    save(client, seat, "a1", **{"a1:toelichting": ""})

    assert kept(seat) == {}


def test_what_is_wrong_is_told_by_statement_and_the_rest_kept(client, seat):
    wrong = fields("a1", "3", "", "a" * 1_001)

    response = save(client, seat, "a1", "a2", **wrong, **fields("a2", "4"))

    assert list(response.json()["problems"]) == ["a1"]
    assert list(kept(seat)) == ["a2"]


def test_statement_of_another_theme_or_none_is_refused(client, seat):
    for key in ("b1", "a-v1", "onbekend"):
        assert save(client, seat, "a1", key, **fields("a1", "3")).status_code == 422

    assert kept(seat) == {}


def test_after_closing_it_answers_409_and_says_why(client, leader, seat):
    to_phase(leader, Phase.TALKING)

    response = save(client, seat, "a1", **fields("a1", "3"))

    assert (response.status_code, response.json()) == (409, {"message": CLOSED})
    assert kept(seat) == {}


def test_deepening_is_saved_at_the_same_address(client, leader, seat):
    rows = Conversation.objects.filter(pk=leader.session_id)
    rows.update(phase=Phase.TALKING, chosen_themes=["A"])

    response = save(client, seat, "a-d1", **fields("a-d1", "2"))

    assert (response.status_code, kept(seat)) == (200, {"a-d1": [2, None, ""]})


def test_new_token_is_given_to_who_asks(client, seat):
    assert client.get(url("save", seat, "A")).json()["token"]
