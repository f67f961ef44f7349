import uuid

import pytest

from tests.factories.reflection import ExerciseFactory, led, with_questions
from tests.tools.reflection.team.meetings import answer, meeting_of, press, url, write
from tools.reflection.answers import answers_of
from tools.reflection.models import Agreement, Card

pytestmark = pytest.mark.django_db


def put(client, seat, text, *, prompt="short", key=None):
    data = {"prompt": prompt, "key": key or uuid.uuid4(), "text": text}
    return client.post(url("put-card", seat), data)


def test_guest_sees_the_part_of_now_and_its_questions(client):
    leader, [guest] = led(guests=1)
    before = client.get(url("take-part", guest)).text

    press(client, leader, "next")

    page = client.get(url("take-part", guest)).text
    assert "Welkom en afspraken" in before
    assert "Vraag van soort korte tekst?" not in before
    assert "Vraag van soort korte tekst?" in page
    assert "Vraag van soort schaal" not in page
    assert "Schrijf geen namen of herkenbare gegevens van inwoners op." in page


def test_earlier_questions_stay_within_reach(client):
    leader, [guest] = led(guests=1)
    press(client, leader, "next")
    press(client, leader, "next")

    page = client.get(url("take-part", guest)).text

    assert page.index("Bespreek") < page.index("Eerder: Kijk rond")
    assert "Vraag van soort korte tekst?" in page


def test_what_was_answered_later_stays_within_reach_when_the_group_goes_back(client):
    _leader, [guest] = led(guests=1)
    answer([guest], "scale", {"een": 2})

    page = client.get(url("take-part", guest)).text

    assert "Eerder: Bespreek" in page


def test_card_is_kept_and_shown_to_who_wrote_it(client):
    leader, [guest] = led(guests=1)
    press(client, leader, "next")

    response = put(client, guest, "  Vertrouwen 😀\r\nop een tweede regel  ")

    assert response.headers["Location"] == f"{url('take-part', guest)}#vraag-short"
    assert Card.objects.get().text == "Vertrouwen 😀\nop een tweede regel"
    assert "Vertrouwen 😀<br>op een tweede regel" in client.get(url("take-part", guest)).text


def test_card_that_is_sent_twice_is_there_once(client):
    _leader, [guest] = led(guests=1)
    key = uuid.uuid4()

    put(client, guest, "Bellen", key=key)
    again = put(client, guest, "Bellen", key=key)

    assert again.status_code == 302
    assert Card.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(" \u200b ", "Schrijf eerst iets op het kaartje.", id="nothing to see"),
        pytest.param("x" * 281, "te lang: 281 tekens", id="too long"),
        pytest.param("x" * 5_000, "te lang: 5000 tekens", id="far too long"),
    ],
)
def test_card_that_is_wrong_comes_back_as_it_was_typed(client, text, says):
    leader, [guest] = led(guests=1)
    press(client, leader, "next")

    response = put(client, guest, text)

    assert response.status_code == 422
    assert says in response.text
    assert f"{text}</textarea>" in response.text
    assert not Card.objects.exists()


def test_eleventh_card_is_refused(client):
    leader, [guest] = led(guests=1)
    press(client, leader, "next")
    for number in range(10):
        put(client, guest, f"Kaartje {number}")

    response = put(client, guest, "Nog een")

    assert response.status_code == 422
    assert "Je hebt al 10 kaartjes bij deze vraag." in response.text
    assert "meer passen er niet" in client.get(url("take-part", guest)).text
    assert put(client, guest, "Elders mag het", prompt="long").status_code == 302


def test_own_card_is_withdrawn_also_when_all_see_it(client):
    leader, guests = led(guests=4)
    keys = write(guests, "short")
    press(client, leader, "next")
    press(client, leader, "open", prompt="short")

    client.post(url("withdraw-card", guests[0]), {"key": keys[0], "prompt": "short"})

    page = client.get(url("take-part", guests[1])).text
    assert "Bellen helpt 0" not in page
    assert "Bellen helpt 2" in page
    assert Card.objects.count() == 3


def test_card_of_another_is_not_withdrawn(client):
    _leader, guests = led(guests=2)
    keys = write(guests, "short")

    client.post(url("withdraw-card", guests[0]), {"key": keys[1], "prompt": "short"})

    assert Card.objects.count() == 2


def test_answer_is_kept_and_can_be_changed(client):
    leader, [guest] = led(guests=1)
    press(client, leader, "next")

    first = client.post(url("team-answer", guest), {"prompt": "choice", "choice": "een"})
    client.post(url("team-answer", guest), {"prompt": "choice", "choice": "drie"})

    assert first.headers["Location"] == f"{url('take-part', guest)}#vraag-choice"
    assert answers_of(guest) == {"choice": "drie"}
    assert "Je antwoord is verstuurd" in client.get(url("take-part", guest)).text


def test_answer_that_cannot_be_read_says_so(client):
    leader, [guest] = led(guests=1)
    press(client, leader, "next")

    response = client.post(url("team-answer", guest), {"prompt": "choice", "choice": "vier"})

    assert response.status_code == 422
    assert "Dit antwoord kunnen wij niet lezen." in response.text
    assert answers_of(guest) == {}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("team-answer", {"prompt": "short", "short": "x"}, id="words are cards"),
        pytest.param("put-card", {"prompt": "scale", "key": uuid.UUID(int=1)}, id="no words asked"),
        pytest.param("put-card", {"prompt": "anders", "key": uuid.UUID(int=1)}, id="not asked"),
        pytest.param("put-card", {"prompt": "short", "key": "x"}, id="no key"),
    ],
)
def test_what_the_page_does_not_ask_is_not_found(client, name, data):
    _leader, [guest] = led(guests=1)

    assert client.post(url(name, guest), data).status_code == 404


def test_facilitators_key_takes_no_part(client):
    leader, [guest] = led(guests=1)

    assert client.get(url("take-part", guest)).status_code == 200
    for name in ("take-part", "take-part-state"):
        assert client.get(url(name, leader)).status_code == 404
    for name in ("put-card", "withdraw-card", "team-answer"):
        assert client.post(url(name, leader)).status_code == 404


def test_guest_of_something_else_is_not_found(client):
    leader, [guest] = led(guests=1)
    meeting_of(leader).delete()

    assert client.get(url("take-part", guest)).status_code == 404


def test_others_stay_unknown_and_in_no_order_of_time(client):
    leader, guests = led(guests=8, exercise=with_questions(ExerciseFactory()))
    press(client, leader, "next")
    for guest in guests:
        guest.name = f"Naam van {guest.pk}"
        guest.save()
    write(guests, "short")
    press(client, leader, "open", prompt="short")

    page = client.get(url("take-part", guests[0])).text

    shown = page[page.index("Dit ziet de groep") :]
    places = [shown.index(f"Bellen helpt {number}") for number in range(8)]
    assert "Naam van" not in page
    assert guests[1].key not in page
    assert leader.key not in page
    assert places != sorted(places)


def test_after_closing_typed_text_is_given_back_and_not_kept(client):
    leader, [guest] = led(guests=1)
    client.post(url("lead-close", leader), {"version": 1})

    card = put(client, guest, "Te laat bedacht")
    answered = client.post(url("team-answer", guest), {"prompt": "choice", "choice": "een"})

    assert (card.status_code, answered.status_code) == (409, 409)
    assert "Te laat bedacht" in card.text
    assert not Card.objects.exists()
    assert answers_of(guest) == {}


def test_after_closing_guest_sees_agreements_and_what_was_opened(client):
    leader, guests = led(guests=3)
    write(guests, "short", "Getoond")
    write(guests, "long", "Geheim")
    answer(guests, "choice", "drie")
    press(client, leader, "open", prompt="short")
    press(client, leader, "open", prompt="choice")
    Agreement.objects.create(reflection_id=leader.session_id, text="Bellen", who="Bram")
    client.post(url("lead-close", leader), {"version": meeting_of(leader).version})

    page = client.get(url("take-part", guests[0])).text

    assert "Het overleg is afgesloten" in page
    assert "Bellen" in page
    assert "Getoond 2" in page
    assert "Het vaakst gekozen: ‘Optie drie’" in page
    assert "Geheim 0" in page  # own words, to withdraw
    assert "Geheim 1" not in page
    assert 'name="text"' not in page
