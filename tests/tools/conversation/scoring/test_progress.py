from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.conversation import led, participants, scored
from tests.tools.conversation.agenda.pages import to_phase, url
from tools.conversation.models import Conversation
from tools.conversation.roles import Role
from tools.sessions import joining
from tools.sessions.models import Seat

pytestmark = pytest.mark.django_db
Phase = Conversation.Phase


@pytest.fixture
def leader():
    return led(phase=Phase.SCORING)


def done(*seats, at=None):
    Seat.objects.filter(pk__in=[one.pk for one in seats]).update(done_at=at or timezone.now())


def test_leader_sees_how_many_joined_and_are_done_and_nothing_of_who_or_what(client, leader):
    seats = participants(leader, *[Role.HEALTH] * 3, names=["Zilvermeeuw"])
    scored(seats[0], {"a1": 4})
    done(*seats[:2])

    page = client.get(url("progress", leader)).text

    assert 'data-kp-joined="3" data-kp-done="2"' in page
    assert "Zilvermeeuw" not in page
    assert "Verankerd" not in page
    for name in ("people", "end-scoring"):
        assert url(name, leader) in page
    assert f'data-kp-code="{leader.session.code}"' in page
    assert "<svg" in page


def test_who_left_is_not_counted_and_who_was_done_before_opening_again_not_as_done(client, leader):
    first, second, gone = participants(leader, *[Role.HEALTH] * 3)
    now = timezone.now()
    Seat.objects.filter(pk=gone.pk).update(withdrawn_at=now, done_at=now)
    done(first, at=now - timedelta(hours=1))
    Conversation.objects.update(reopened_at=now)
    done(second, at=now + timedelta(minutes=1))

    assert 'data-kp-joined="2" data-kp-done="1"' in client.get(url("progress", leader)).text


def test_page_without_anybody_or_without_a_code_says_so(client):
    leader = led(phase=Phase.SCORING, is_open=False)

    page = client.get(url("progress", leader)).text

    assert "Er doet nog niemand mee" in page
    assert "er is geen code" in page


@pytest.mark.parametrize(
    ("phase", "words", "leads_to"),
    [
        (Phase.PREPARING, "Het scoren is nog niet open", "prepare"),
        (Phase.TALKING, "Het scoren is gesloten", "outcome"),
    ],
)
def test_leader_is_led_on_outside_scoring(client, leader, phase, words, leads_to):
    to_phase(leader, phase)

    page = " ".join(client.get(url("progress", leader)).text.split())

    assert words in page
    assert f'href="{url(leads_to, leader)}"' in page


@pytest.mark.parametrize(
    ("phase", "is_done", "words"),
    [
        (Phase.PREPARING, False, "Het scoren begint"),
        (Phase.SCORING, False, "U bent nog niet klaar"),
        (Phase.SCORING, True, "U bent klaar"),
        (Phase.TALKING, True, "Bekijk de uitkomst"),
    ],
)
def test_participant_waits_and_sees_no_numbers(client, leader, phase, is_done, words):
    seat, other = participants(leader, Role.HEALTH, Role.WORK)
    done(other, *([seat] if is_done else []))
    to_phase(leader, phase)

    page = client.get(url("progress", seat)).text

    assert words in page
    assert "data-kp-done" not in page
    assert leader.session.code not in page


def test_state_is_the_part_that_changes_and_then_not_again(client, leader):
    [seat] = participants(leader, Role.HEALTH)

    for one in (leader, seat):
        first = client.get(url("progress-state", one))
        second = client.get(
            url("progress-state", one), headers={"If-None-Match": first.headers["ETag"]}
        )

        assert first.text.strip().startswith("<div")
        assert "<html" not in first.text
        assert (second.status_code, second.content) == (304, b"")


@pytest.mark.parametrize(
    ("change", "leader_status", "seat_status"),
    [
        pytest.param(lambda leader, _seat: joining.join(leader.session.code), 200, 304, id="join"),
        pytest.param(lambda _leader, seat: done(seat), 200, 200, id="done"),
        pytest.param(lambda leader, _seat: to_phase(leader, Phase.TALKING), 200, 200, id="phase"),
        pytest.param(lambda _leader, seat: scored(seat, {"a1": 1}), 304, 304, id="answer"),
    ],
)
def test_state_is_another_when_there_is_something_else_to_see(
    client, leader, change, leader_status, seat_status
):
    [seat] = participants(leader, Role.HEALTH)
    pages = {leader: leader_status, seat: seat_status}
    tags = {one: client.get(url("progress-state", one)).headers["ETag"] for one in pages}

    change(leader, seat)

    for one, status in pages.items():
        again = client.get(url("progress-state", one), headers={"If-None-Match": tags[one]})
        assert again.status_code == status


def test_news_is_said_when_all_are_done_and_when_scoring_is_over(client, leader):
    seats = participants(leader, Role.HEALTH, Role.WORK)
    done(*seats)
    assert 'data-say="Iedereen die meedoet, is klaar."' in client.get(url("progress", leader)).text

    to_phase(leader, Phase.TALKING)

    over = client.get(url("progress-state", seats[0])).text
    assert 'data-say="Het scoren is gesloten. De uitkomst is er."' in over
    assert "data-over" in over


def test_state_of_a_session_that_is_none_is_not_there(client, leader):
    Conversation.objects.all().delete()

    assert client.get(url("progress-state", leader)).status_code == 404


@pytest.mark.parametrize("people", [1, 40])
def test_page_costs_the_same_for_any_number_of_people(
    client, django_assert_num_queries, leader, people
):
    participants(leader, *[Role.HEALTH] * people)

    with django_assert_num_queries(PAGE_QUERIES):
        client.get(url("progress", leader))
    with django_assert_num_queries(3):
        state = client.get(url("progress-state", leader))
    with django_assert_num_queries(3):
        client.get(url("progress-state", leader), headers={"If-None-Match": state.headers["ETag"]})


PAGE_QUERIES = 4
