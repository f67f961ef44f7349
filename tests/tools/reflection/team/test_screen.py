import pytest
from django.urls import reverse

from tests.factories.reflection import ExerciseFactory, led, with_questions
from tests.tools.reflection.team.meetings import (
    answer,
    meeting_of,
    press,
    screen_url,
    url,
    write,
)
from tools.reflection.models import Agreement
from tools.sessions import joining
from tools.sessions.remote import COOKIE

pytestmark = pytest.mark.django_db


def test_screen_shows_where_to_join_and_nobodys_key(client):
    leader, [guest] = led(guests=1)

    page = client.get(screen_url(leader)).text

    assert f'data-kp-code="{leader.session.code}"' in page
    assert 'class="kp-qr"' in page
    assert reverse("sessions:join") in page
    assert "1 deelnemer" in page
    assert leader.key not in page
    assert guest.key not in page


def test_screen_names_nobody(client):
    leader, _ = led()
    joining.join(leader.session.code, name="Aïsha")

    assert "Aïsha" not in client.get(screen_url(leader)).text


def test_screen_shows_answers_only_when_opened(client):
    leader, guests = led(guests=3)
    answer(guests, "choice", "drie")
    press(client, leader, "next")
    before = client.get(screen_url(leader)).text

    press(client, leader, "open", prompt="choice")

    after = client.get(screen_url(leader)).text
    assert "Het vaakst gekozen" not in before
    assert "3 van 3 gaven antwoord" in " ".join(before.split())
    assert "Het vaakst gekozen: ‘Optie drie’ (3 van 3)." in after
    assert "Bekijk de aantallen in een tabel" in after


def test_last_opened_question_has_the_screen(client):
    leader, guests = led(guests=3)
    answer(guests, "choice", "drie")
    write(guests, "short")
    press(client, leader, "next")
    press(client, leader, "open", prompt="choice")
    press(client, leader, "open", prompt="short")

    page = client.get(screen_url(leader)).text

    assert 'id="vraag-short"' in page
    assert 'id="gevraagd-choice"' in page
    assert "Bellen helpt 2" in page


def test_too_few_answers_are_not_shown(client):
    leader, guests = led(guests=2)
    answer(guests, "choice", "drie")
    write(guests, "short", "Geheim")
    press(client, leader, "next")
    press(client, leader, "open", prompt="short")
    press(client, leader, "open", prompt="choice")

    page = client.get(screen_url(leader)).text

    assert "te weinig antwoorden om anoniem te tonen (minstens 3)" in page
    assert "Het vaakst gekozen" not in page
    assert "Geheim" not in page


def test_screen_shows_what_was_agreed_at_the_end_and_after_it(client):
    leader, _ = led()
    Agreement.objects.create(reflection_id=leader.session_id, text="Bellen", who="Bram")
    for _part in range(3):
        press(client, leader, "next")

    last = client.get(screen_url(leader)).text
    client.post(url("lead-close", leader), {"version": meeting_of(leader).version})

    closed = client.get(screen_url(leader)).text
    assert "Bellen" in last
    assert "Het overleg is afgesloten" in closed
    assert "Bellen" in closed
    assert "data-kp-code" not in closed


def test_screen_of_a_passer_by_only_shows(client):
    leader, _ = led()

    page = client.get(screen_url(leader)).text
    response = client.post(screen_url(leader, "screen-act"), {"deed": "next", "version": 1})

    assert 'value="next"' not in page
    assert response.status_code == 403
    assert meeting_of(leader).position == 0


def test_browser_that_opened_the_screen_turns_pages_there(client):
    leader, _ = led()

    opened = client.post(url("lead-screen", leader))
    cookie = opened.cookies[COOKIE]
    turned = client.post(screen_url(leader, "screen-act"), {"deed": "next", "version": 1})

    assert opened.headers["Location"] == screen_url(leader)
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (
        screen_url(leader),
        True,
        "Strict",
    )
    assert leader.key not in cookie.value
    assert turned.headers["Location"] == screen_url(leader)
    assert meeting_of(leader).position == 1
    assert 'value="previous"' in client.get(screen_url(leader)).text


def test_screen_that_is_behind_is_told(client):
    leader, _ = led()
    client.post(url("lead-screen", leader))
    press(client, leader, "next")

    response = client.post(screen_url(leader, "screen-act"), {"deed": "next", "version": 1})

    assert response.status_code == 409
    assert "Intussen veranderd" in response.text
    assert meeting_of(leader).position == 1


def test_screen_opens_no_answers(client):
    leader, _ = led()
    client.post(url("lead-screen", leader))

    response = client.post(
        screen_url(leader, "screen-act"), {"deed": "open", "prompt": "choice", "version": 1}
    )

    assert response.status_code == 409
    assert meeting_of(leader).opened == []


def test_cookie_of_one_screen_leads_no_other(client):
    leader, _ = led()
    other, _ = led(exercise=with_questions(ExerciseFactory()))
    client.post(url("lead-screen", leader))
    stolen = client.cookies[COOKIE].value
    client.cookies.clear()
    client.cookies[COOKIE] = stolen

    response = client.post(screen_url(other, "screen-act"), {"deed": "next", "version": 1})

    assert response.status_code == 403


def test_unknown_screen_is_not_found(client):
    leader, _ = led()

    assert client.get(screen_url(leader)).status_code == 200
    assert client.get(reverse("reflection:screen", args=[leader.key])).status_code == 404
