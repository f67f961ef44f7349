"""The part of a page that changes: asked for every three seconds by everybody in the room."""

import pytest
from django.utils import timezone

from tests.factories.reflection import ExerciseFactory, led, with_questions
from tests.tools.reflection.team.meetings import answer, meeting_of, press, screen_url, url, write
from tools.reflection.models import CardGroup
from tools.reflection.team.room import Room, meetings
from tools.sessions import joining

pytestmark = pytest.mark.django_db


@pytest.fixture
def stand_still(monkeypatch):
    """Keep the tag from changing by time alone."""
    monkeypatch.setattr("tools.reflection.team.room.SEEN_AFTER", 10**12)


def states(leader, guest):
    return {
        "lead": url("lead-state", leader),
        "screen": screen_url(leader, "screen-state"),
        "guest": url("take-part-state", guest),
    }


@pytest.mark.parametrize("who", ["lead", "screen", "guest"])
def test_state_is_the_part_that_changes_and_then_not_again(client, stand_still, who):
    leader, [guest] = led(guests=1)
    address = states(leader, guest)[who]

    first = client.get(address)
    second = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert first.text.strip().startswith("<div")
    assert "<html" not in first.text
    assert (second.status_code, second.content) == (304, b"")
    assert second.headers["ETag"] == first.headers["ETag"]
    assert "no-store" in first.headers["Cache-Control"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda client, leader, guest: joining.join(leader.session.code), id="joined"),
        pytest.param(lambda client, leader, guest: write([guest], "short"), id="card"),
        pytest.param(lambda client, leader, guest: answer([guest], "choice", "een"), id="answer"),
        pytest.param(lambda client, leader, guest: press(client, leader, "next"), id="part"),
        pytest.param(lambda client, leader, guest: joining.close(leader.session), id="closed"),
    ],
)
def test_state_is_another_when_something_happens(client, stand_still, change):
    leader, [guest] = led(guests=1)
    addresses = states(leader, guest)
    before = {who: client.get(address).headers["ETag"] for who, address in addresses.items()}

    change(client, leader, guest)

    for who, address in addresses.items():
        response = client.get(address, headers={"If-None-Match": before[who]})
        assert (who, response.status_code) == (who, 200)


def test_state_is_another_when_an_answer_changes(client, stand_still):
    leader, [guest] = led(guests=1)
    answer([guest], "choice", "een")
    tag = client.get(url("lead-state", leader)).headers["ETag"]

    answer([guest], "choice", "twee")

    response = client.get(url("lead-state", leader), headers={"If-None-Match": tag})
    assert response.status_code == 200


def test_what_no_stamp_tells_of_is_seen_within_half_a_minute():
    leader, _ = led()
    meeting = meetings().get(pk=leader.session_id)
    now = timezone.now()

    tags = {Room(meeting, now.replace(minute=0, second=at)).etag() for at in (0, 29, 30, 59)}

    assert len(tags) == 2


@pytest.mark.parametrize(
    ("who", "queries"), [("lead", 7), ("screen", 3), ("guest", 4)], ids=["lead", "screen", "guest"]
)
@pytest.mark.parametrize("people", [3, 9])
def test_state_costs_the_same_for_any_number_of_people(
    client, django_assert_num_queries, stand_still, who, queries, people
):
    leader, guests = led(guests=people, exercise=with_questions(ExerciseFactory()))
    press(client, leader, "next")
    answer(guests, "choice", "een")
    write(guests, "short")
    for title in ("Een", "Twee"):
        CardGroup.objects.create(reflection_id=leader.session_id, prompt="short", title=title)
    press(client, leader, "open", prompt="short")
    press(client, leader, "open", prompt="choice")
    address = states(leader, guests[0])[who]

    with django_assert_num_queries(queries):
        response = client.get(address)

    with django_assert_num_queries(1 if who == "screen" else 2):
        client.get(address, headers={"If-None-Match": response.headers["ETag"]})


def test_script_gets_the_part_that_changes_for_an_answer(client):
    leader, [guest] = led(guests=1)
    client.post(url("lead-screen", leader))
    live = {"X-Kp-Live": "1"}

    led_on = client.post(url("lead-act", leader), {"deed": "next", "version": 1}, headers=live)
    turned = client.post(
        screen_url(leader, "screen-act"), {"deed": "next", "version": 2}, headers=live
    )
    sent = client.post(
        url("team-answer", guest), {"prompt": "choice", "choice": "een"}, headers=live
    )

    assert [one.status_code for one in (led_on, turned, sent)] == [200, 200, 200]
    assert all(one.text.strip().startswith("<div") for one in (led_on, turned, sent))
    assert meeting_of(leader).position == 2
