"""Actions that change: their words, how far they are, and that they go."""

from threading import Thread

import pytest
from django.db import connection

from tests.factories.conversation import actions, led, participants
from tests.tools.conversation.agenda.pages import Phase, send_status, some_day, to_phase, typed, url
from tools.conversation.agenda import deeds
from tools.conversation.models import Action
from tools.conversation.phases import ChangedMeanwhileError
from tools.conversation.roles import Role

pytestmark = pytest.mark.django_db

WHOLE = {"lead": "Ans", "first_step": "Bellijst maken"}


@pytest.fixture
def leader():
    return led(phase=Phase.AGENDA)


@pytest.fixture
def participant(leader):
    (seat,) = participants(leader, Role.HEALTH)
    return seat


@pytest.fixture
def action(leader):
    (made,) = actions(leader, "Bel", review_on=some_day(), status="agreed", **WHOLE)
    return made


def send(client, seat, action, **changes):
    return client.post(url("action", seat, action.key), typed(**changes))


def test_participant_changes_an_action(client, participant, action):
    response = send(client, participant, action, text="Bel morgen", theme="B")

    action.refresh_from_db()
    assert response.headers["Location"] == f"{url('agenda', participant)}#actie-{action.key}"
    assert (action.text, action.theme, action.edit_version) == ("Bel morgen", "B", 2)


def test_form_shows_what_there_is(client, participant, action):
    page = client.get(url("action", participant, action.key)).text

    assert "Bellijst maken" in page
    assert f'value="{some_day().isoformat()}"' in page


def test_change_of_an_older_action_shows_both_texts(client, leader, participant, action):
    send(client, leader, action, text="Bel vandaag")

    response = send(client, participant, action, text="Bel morgen")

    action.refresh_from_db()
    assert (response.status_code, action.text) == (409, "Bel vandaag")
    assert [(one.label, one.here, one.kept) for one in response.context["differences"]] == [
        ("Actie", "Bel morgen", "Bel vandaag")
    ]
    assert response.context["version"] == 2


def test_both_texts_seen_the_second_time_is_meant(client, leader, participant, action):
    send(client, leader, action, text="Bel vandaag")
    refused = send(client, participant, action, text="Bel morgen")

    send(client, participant, action, text="Bel morgen", version=refused.context["version"])

    assert Action.objects.get().text == "Bel morgen"


def test_same_change_that_is_sent_twice_is_no_conflict(client, participant, action):
    answers = [send(client, participant, action, text="Bel morgen") for _ in range(2)]

    action.refresh_from_db()
    assert [answer.status_code for answer in answers] == [302, 302]
    assert action.edit_version == 2


def test_change_that_lacks_something_is_told_and_kept(client, participant, action):
    response = send(client, participant, action, text="Bel morgen", lead="")

    assert response.status_code == 422
    assert "Bel morgen" in response.text
    assert Action.objects.get().text == "Bel"


def test_date_that_passed_meanwhile_is_no_fault(client, participant, action):
    Action.objects.update(review_on="2026-01-05")

    response = send(client, participant, action, text="Bel morgen", review_on="2026-01-05")

    assert response.status_code == 302


@pytest.mark.parametrize("phase", [Phase.SCORING, Phase.CLOSED])
def test_words_do_not_change_in_another_phase_and_are_kept(client, leader, action, phase):
    to_phase(leader, phase)

    response = send(client, leader, action, text="Bel morgen")

    assert (response.status_code, Action.objects.get().text) == (409, "Bel")
    assert "Bel morgen" in response.text
    assert "kopieer het als u het wilt houden" in " ".join(response.text.split())


def test_page_to_change_it_leads_to_its_status_after_the_end(client, leader, action):
    to_phase(leader, Phase.CLOSED)

    response = client.get(url("action", leader, action.key))

    assert response.headers["Location"] == url("action-status", leader, action.key)


@pytest.mark.parametrize("name", ["action", "action-status", "action-remove"])
def test_action_of_another_conversation_is_not_there(client, action, name):
    elsewhere = led(phase=Phase.AGENDA)

    assert client.get(url(name, elsewhere, action.key)).status_code == 404
    assert client.post(url(name, elsewhere, action.key), typed()).status_code == 404


# How far it is ------------------------------------------------------------------


@pytest.mark.parametrize("phase", [Phase.TALKING, Phase.AGENDA, Phase.CLOSED])
def test_status_is_changed_by_anybody_as_long_as_there_is_an_agenda(
    client, leader, participant, action, phase
):
    to_phase(leader, phase)

    response = send_status(client, participant, action, status="busy")

    assert response.headers["Location"] == f"{url('agenda', participant)}#actie-{action.key}"
    assert Action.objects.get().status == "busy"


def test_status_does_not_change_while_scoring(client, leader, participant, action):
    to_phase(leader, Phase.SCORING)

    response = send_status(client, participant, action, status="busy")

    assert (response.status_code, Action.objects.get().status) == (409, "agreed")


def test_status_leaves_what_is_not_sent(client, participant, action):
    send_status(client, participant, action, status="done")

    changed = Action.objects.get()
    assert (changed.lead, changed.first_step, changed.review_on) == (*WHOLE.values(), some_day())


def test_status_asks_for_what_it_needs(client, leader, participant):
    (idea,) = actions(leader, "Bel")
    to_phase(leader, Phase.CLOSED)

    asked = send_status(client, participant, idea, status="agreed")
    whole = {**WHOLE, "review_on": some_day().isoformat()}
    given = send_status(client, participant, idea, status="agreed", **whole)

    assert asked.status_code == 422
    assert set(asked.context["form"].errors) == {"lead", "first_step", "review_on"}
    assert (given.status_code, Action.objects.get().status) == (302, "agreed")


def test_stopping_asks_why(client, participant, action):
    asked = send_status(client, participant, action, status="stopped")
    send_status(client, participant, action, status="stopped", stopped_why="Geen geld")

    assert asked.status_code == 422
    assert "Schrijf kort op waarom de actie stopt." in asked.text
    assert Action.objects.get().stopped_why == "Geen geld"


def test_status_of_an_older_page_shows_both(client, leader, participant, action):
    send_status(client, leader, action, status="busy")

    response = send_status(client, participant, action, status="done")

    assert (response.status_code, Action.objects.get().status) == (409, "busy")
    (one,) = response.context["differences"]
    assert (one.here, one.kept) == ("Klaar", "Bezig")


def test_status_that_is_sent_twice_is_no_conflict(client, participant, action):
    answers = [send_status(client, participant, action, status="busy") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]


def test_every_deed_moves_the_end_of_the_session(client, leader, participant, action):
    session = leader.session
    type(session).objects.filter(pk=session.pk).update(changed_at="2026-01-01T00:00Z")

    send_status(client, participant, action, status="busy")

    before = session.changed_at
    session.refresh_from_db()
    assert session.changed_at >= before


# Taking away --------------------------------------------------------------------


def test_leader_removes_an_action_after_being_asked(client, leader, action):
    asked = client.get(url("action-remove", leader, action.key))
    there = Action.objects.exists()
    response = client.post(url("action-remove", leader, action.key), {"version": 1})

    assert "Wilt u deze actie verwijderen?" in asked.text
    assert there
    assert response.headers["Location"] == url("agenda", leader)
    assert not Action.objects.exists()


def test_removing_from_an_older_page_asks_again(client, leader, action):
    response = client.post(url("action-remove", leader, action.key), {"version": 9})

    assert response.status_code == 409
    assert Action.objects.exists()


def test_participant_removes_nothing(client, participant, action):
    for method in (client.get, client.post):
        assert method(url("action-remove", participant, action.key)).status_code == 404

    assert Action.objects.exists()
    assert "verwijderen" not in client.get(url("agenda", participant)).text


# At the same moment ---------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="a memory database has one connection")
def test_of_those_who_change_it_at_the_same_moment_one_does():
    leader = led(phase=Phase.AGENDA)
    (action,) = actions(leader, "Bel")
    outcomes = []

    def change(text):
        try:
            deeds.change(action, {"text": text}, version=1)
            outcomes.append(text)
        except ChangedMeanwhileError:
            outcomes.append("")
        finally:
            connection.close()

    _at_once(change, ["Een", "Twee", "Drie", "Vier"])

    assert len(outcomes) == 4
    assert list(filter(None, outcomes)) == [Action.objects.get().text]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="a memory database has one connection")
def test_action_that_is_sent_at_the_same_moment_is_there_once():
    leader = led(phase=Phase.AGENDA)
    key = Action().key
    outcomes = []

    def add(text):
        try:
            made = Action(conversation_id=leader.session_id, key=key, text=text)
            outcomes.append(deeds.add(made).pk)
        finally:
            connection.close()

    _at_once(add, ["Een", "Twee", "Drie", "Vier"])

    assert (len(outcomes), set(outcomes)) == (4, {Action.objects.get().pk})


def _at_once(deed, many):
    threads = [Thread(target=deed, args=[one]) for one in many]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
