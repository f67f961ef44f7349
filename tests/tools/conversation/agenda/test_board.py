"""The page of the agenda: what stands where, and for whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.conversation import actions, led, participants, published
from tests.factories.practices import PracticeFactory
from tests.tools.conversation.agenda.pages import Phase, order_of, send_order, url
from tools.conversation.models import Action, Conversation
from tools.conversation.roles import Role

pytestmark = pytest.mark.django_db

Status = Action.Status
NINE = [f"Actie {number}" for number in range(1, 10)]


@pytest.fixture
def leader():
    return led(phase=Phase.AGENDA)


@pytest.fixture
def participant(leader):
    (seat,) = participants(leader, Role.HEALTH)
    return seat


def texts(entries):
    return [entry.action.text for entry in entries]


def key_of(leader, text):
    return leader.session.conversation.actions.get(text=text).key


def test_seven_open_ones_stand_on_top_and_what_is_over_apart(client, leader):
    made = actions(leader, *NINE)
    Action.objects.filter(pk=made[1].pk).update(status=Status.STOPPED, stopped_why="Geen geld")

    board = client.get(url("agenda", leader)).context["board"]

    assert texts(board.on_top) == [NINE[0], *NINE[2:8]]
    assert texts(board.later) == [NINE[8]]
    assert texts(board.over) == [NINE[1]]


def test_action_to_look_back_at_today_is_pointed_out(client, leader):
    today = timezone.localdate()
    actions(leader, "Vandaag", review_on=today)
    actions(leader, "Morgen", review_on=today + timedelta(days=1))

    response = client.get(url("agenda", leader))

    assert texts(response.context["board"].due) == ["Vandaag"]
    assert "Tijd om terug te kijken" in response.text


def test_page_tells_all_that_is_known_of_an_action(client, participant):
    actions(participant, "Bel", theme="B", lead="Ans", means="2 uur", residents="think")

    page = client.get(url("agenda", participant)).text

    for words in ("Bij: Thema B", "Ans", "2 uur", "denkt mee", "Idee"):
        assert words in page


@pytest.mark.parametrize("phase", [Phase.PREPARING, Phase.SCORING])
def test_there_is_no_agenda_before_the_outcome(client, phase):
    seat = led(phase=phase)

    response = client.get(url("agenda", seat))

    assert response.headers["Location"] == url("work", seat)


def test_page_takes_as_many_queries_with_three_actions_as_with_one(client, leader):
    published(leader, {"a1": {1: 3}})
    item = PracticeFactory()
    actions(leader, "Een", item=item)
    client.get(url("agenda", leader))

    with CaptureQueriesContext(connection) as of_one:
        client.get(url("agenda", leader))
    actions(leader, "Twee", "Drie", item=item, theme="A", review_on=timezone.localdate())
    with CaptureQueriesContext(connection) as of_three:
        client.get(url("agenda", leader))

    assert len(of_three) == len(of_one)


# The order ----------------------------------------------------------------------


def test_button_moves_an_action_and_keeps_the_focus(client, leader):
    actions(leader, "Een", "Twee", "Drie")

    response = send_order(client, leader, omhoog=key_of(leader, "Drie"))

    assert order_of(leader) == ["Een", "Drie", "Twee"]
    page = client.get(response.headers["Location"]).text
    assert "‘Drie’ staat nu op plaats 2 van 3." in page
    button = page.partition(f'id="omhoog-{key_of(leader, "Drie")}"')[2].partition(">")[0]
    assert "autofocus" in button


def test_button_that_is_spent_gives_the_focus_to_the_other(client, leader):
    actions(leader, "Een", "Twee")

    response = send_order(client, leader, omhoog=key_of(leader, "Twee"))

    page = client.get(response.headers["Location"]).text
    button = page.partition(f'id="omlaag-{key_of(leader, "Twee")}"')[2].partition(">")[0]
    assert "autofocus" in button


def test_button_passes_what_is_over(client, leader):
    made = actions(leader, "Een", "Gedaan", "Drie")
    Action.objects.filter(pk=made[1].pk).update(status="stopped", stopped_why="Geen geld")

    send_order(client, leader, omhoog=made[2].key)

    assert order_of(leader) == ["Drie", "Een", "Gedaan"]


def test_whole_order_is_saved_at_once(client, leader):
    actions(leader, *NINE)
    keys = [key_of(leader, text) for text in reversed(NINE)]

    response = send_order(client, leader, volgorde=keys, verplaatst=keys[0])

    assert order_of(leader) == NINE[::-1]
    assert response.headers["Location"].endswith(f"?verplaatst={keys[0]}")


def test_action_that_the_order_does_not_name_comes_after(client, leader):
    actions(leader, "Een", "Twee", "Drie", "Nieuw")
    keys = [key_of(leader, text) for text in ("Drie", "Een", "Twee")]

    send_order(client, leader, volgorde=keys, verplaatst=keys[0])

    assert order_of(leader) == ["Drie", "Een", "Twee", "Nieuw"]


def test_order_of_an_older_page_changes_nothing(client, leader):
    one, two = actions(leader, "Een", "Twee")
    send_order(client, leader, omhoog=two.key)

    response = send_order(client, leader, version=1, omhoog=one.key)

    assert response.status_code == 409
    assert order_of(leader) == ["Twee", "Een"]
    assert "Intussen veranderd" in response.text


@pytest.mark.parametrize(
    "nonsense",
    [{"omhoog": "x"}, {"omlaag": Action().key}, {"volgorde": ["x"]}, {}],
    ids=["no key", "of nothing", "no keys", "nothing"],
)
def test_order_that_means_nothing_changes_nothing(client, leader, nonsense):
    actions(leader, "Een", "Twee")

    response = send_order(client, leader, **nonsense)

    assert (response.status_code, order_of(leader)) == (409, ["Een", "Twee"])


def test_first_action_goes_no_higher(client, leader):
    one, _two = actions(leader, "Een", "Twee")

    assert send_order(client, leader, omhoog=one.key).status_code == 409


def test_participant_does_not_order(client, leader, participant):
    _one, two = actions(leader, "Een", "Twee")

    response = send_order(client, participant, omhoog=two.key)

    assert (response.status_code, order_of(leader)) == (404, ["Een", "Twee"])
    assert "omhoog-" not in client.get(url("agenda", participant)).text


def test_order_changes_after_the_end_too(client):
    leader = led(phase=Phase.CLOSED)
    _one, two = actions(leader, "Een", "Twee")

    send_order(client, leader, omhoog=two.key)

    assert order_of(leader) == ["Twee", "Een"]


# To it, back, and the end -------------------------------------------------------


def go(client, seat, deed, version=1):
    return client.post(url("agenda", seat), {"deed": deed, "version": version})


def phase_of(seat):
    return Conversation.objects.get(pk=seat.session_id).phase


def test_leader_goes_from_talking_to_the_agenda_and_back(client):
    leader = led(phase=Phase.TALKING)

    to_agenda = go(client, leader, "agenda")
    there = phase_of(leader)
    back = go(client, leader, "talk", version=2)

    assert (to_agenda.headers["Location"], there) == (url("agenda", leader), Phase.AGENDA)
    assert (back.headers["Location"], phase_of(leader)) == (url("talk", leader), Phase.TALKING)


def test_going_on_from_an_older_page_is_told(client, leader):
    response = go(client, leader, "talk", version=7)

    assert (response.status_code, phase_of(leader)) == (409, Phase.AGENDA)


@pytest.mark.parametrize("name", ["agenda", "close"])
def test_participant_does_not_go_on_or_close(client, leader, participant, name):
    answer = client.post(url(name, participant), {"deed": "talk", "version": 1})

    assert (answer.status_code, phase_of(leader)) == (404, Phase.AGENDA)


def test_closing_asks_first_and_then_lets_nobody_in(client, leader):
    actions(leader, "Bel")

    asked = client.get(url("close", leader))
    before = phase_of(leader)
    response = client.post(url("close", leader), {"version": 1})

    leader.session.refresh_from_db()
    assert "Er staat" in asked.text
    assert before == Phase.AGENDA
    assert response.headers["Location"] == url("agenda", leader)
    assert (phase_of(leader), leader.session.code) == (Phase.CLOSED, None)
    assert "Dit gesprek is afgesloten" in client.get(url("close", leader)).text


def test_closing_an_older_page_asks_again(client, leader):
    response = client.post(url("close", leader), {"version": 9})

    assert (response.status_code, phase_of(leader)) == (409, Phase.AGENDA)
    assert "Wilt u dat nog steeds?" in response.text


def test_closing_waits_for_the_agenda(client):
    leader = led(phase=Phase.TALKING)

    response = client.post(url("close", leader), {"version": 1})

    assert (response.status_code, phase_of(leader)) == (409, Phase.TALKING)
    assert "Afsluiten kan nog niet" in response.text
