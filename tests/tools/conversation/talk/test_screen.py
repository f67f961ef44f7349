import pytest
from django.urls import reverse

from tests.factories.conversation import actions
from tests.tools.conversation.talk.talks import (
    change,
    conversation_of,
    noted,
    press,
    screen_url,
    talking,
    url,
)
from tools.conversation.script import PARTS
from tools.conversation.talk.table import SHOWS
from tools.sessions.remote import COOKIE

pytestmark = pytest.mark.django_db


def shown(client, leader, query=""):
    return " ".join(client.get(f"{screen_url(leader)}{query}").text.split())


def at(leader, part):
    change(leader, part=SHOWS.index(part))


@pytest.mark.parametrize("part", SHOWS)
def test_screen_has_nobodys_key_in_any_part(client, part):
    leader, guests = talking()
    noted(guests[0])
    actions(leader, "Bellen")
    at(leader, part)

    page = shown(client, leader)

    assert f"Onderdeel {SHOWS.index(part) + 1} van {len(PARTS)}" in page
    assert not [seat for seat in (leader, *guests) if seat.key in page]
    assert "data-kp-clock" in page


@pytest.mark.parametrize("phase", ["preparing", "scoring", "talking"])
def test_screen_says_where_to_join_while_one_can(client, phase):
    leader, _ = talking(phase=phase)

    page = shown(client, leader)

    assert f'data-kp-code="{leader.session.code}"' in page
    assert 'class="kp-qr"' in page
    assert reverse("sessions:join") in page
    assert "2 deelnemers" in page


def test_screen_shows_the_outcome(client):
    leader, _ = talking()
    at(leader, "outcome")

    page = shown(client, leader)
    conversation_of(leader).outcomes.all().delete()

    assert "Waar staat u samen?" in page
    assert "Er is nog geen uitkomst." in shown(client, leader)


def test_screen_shows_which_themes_are_advised_and_chosen(client):
    leader, _ = talking(chosen=["B"])
    at(leader, "themes")

    page = shown(client, leader)

    assert page.count("Gekozen") == 1
    assert page.count("Advies") == 2
    assert "1,1" in page


def test_screen_shows_questions_and_notes_as_they_come(client):
    leader, [guest, _] = talking()
    at(leader, "questions")
    state = screen_url(leader, "screen-state")
    etag = client.get(state).headers["ETag"]
    noted(guest, "Wat gezegd is")
    noted(guest, "Over drie jaar", kind="future")

    page = client.get(state, headers={"If-None-Match": etag}).text

    assert "Wat schuurt er bij D?" in page
    assert "Wat schuurt er bij A?" in page
    assert "Wat gezegd is" in page
    assert "Over drie jaar" not in page


def test_screen_shows_one_theme_that_it_is_asked_for(client):
    leader, _ = talking()
    at(leader, "questions")

    page = shown(client, leader, "?thema=A")
    unknown = shown(client, leader, "?thema=Z")

    assert "Wat schuurt er bij A?" in page
    assert "Wat schuurt er bij D?" not in page
    assert f"{screen_url(leader, 'screen-state')}?thema=A" in page
    assert "Wat schuurt er bij D?" in unknown


def test_screen_without_themes_says_so(client):
    leader, _ = talking(chosen=[])
    at(leader, "questions")

    assert "Er zijn nog geen thema’s gekozen." in shown(client, leader)


def test_screen_shows_what_a_resident_would_notice(client):
    leader, [guest, _] = talking()
    at(leader, "future")
    noted(guest, "Wat gezegd is")
    noted(guest, "Over drie jaar", kind="future")

    page = shown(client, leader)

    assert "Over drie jaar" in page
    assert "Wat gezegd is" not in page


@pytest.mark.parametrize("part", ["agenda", "end"])
def test_screen_shows_what_will_be_done(client, part):
    leader, _ = talking()
    at(leader, part)
    empty = shown(client, leader)
    actions(leader, "Bellen")
    actions(leader, "Niet meer doen", status="stopped", stopped_why="Te duur")

    page = shown(client, leader)

    assert "kp-talk-screen__actions" not in empty
    assert "Bellen" in page
    assert "Niet meer doen" not in page


def test_screen_of_a_closed_conversation_shows_what_was_agreed(client):
    leader, _ = talking(phase="closed")
    actions(leader, "Bellen")

    page = shown(client, leader)

    assert "Het gesprek is afgesloten" in page
    assert "Bellen" in page
    assert "data-over" in page
    assert "data-kp-clock" not in page


def test_screen_of_a_passer_by_only_shows(client):
    leader, _ = talking()

    page = shown(client, leader)
    response = client.post(screen_url(leader, "screen-act"), {"deed": "next", "version": 1})

    assert 'value="next"' not in page
    assert response.status_code == 403
    assert conversation_of(leader).part == 0


def test_browser_that_opened_the_screen_turns_pages_there(client):
    leader, _ = talking()
    act = screen_url(leader, "screen-act")

    opened = client.post(url("talk-screen", leader))
    cookie = opened.cookies[COOKIE]
    turned = client.post(act, {"deed": "next", "version": 1})
    live = client.post(act, {"deed": "next", "version": 2}, headers={"X-Kp-Live": "1"})
    behind = client.post(act, {"deed": "next", "version": 2})
    other = client.post(act, {"deed": "earlier", "theme": "A", "version": 3})

    assert opened.headers["Location"] == turned.headers["Location"] == screen_url(leader)
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (
        screen_url(leader),
        True,
        "Strict",
    )
    assert leader.key not in cookie.value
    assert (live.status_code, behind.status_code, other.status_code) == (200, 409, 409)
    assert "Intussen veranderd" in behind.text
    assert conversation_of(leader).part == 2
    assert 'value="previous"' in shown(client, leader)


def test_cookie_of_one_screen_leads_no_other(client):
    leader, _ = talking()
    other, _ = talking()
    client.post(url("talk-screen", leader))
    stolen = client.cookies[COOKIE].value
    client.cookies.clear()
    client.cookies[COOKIE] = stolen

    response = client.post(screen_url(other, "screen-act"), {"deed": "next", "version": 1})

    assert response.status_code == 403


def test_conversation_without_a_screen_has_none_to_open(client):
    leader, _ = talking(is_open=False)

    response = client.post(url("talk-screen", leader))

    assert response.headers["Location"] == url("talk", leader)
    assert 'id="open-scherm"' not in client.get(url("talk", leader)).text


def test_key_of_a_seat_opens_no_screen(client):
    leader, _ = talking()

    assert client.get(reverse("conversation:screen", args=[leader.key])).status_code == 404


def test_screen_waits_for_what_changes(client):
    leader, _ = talking()
    state = screen_url(leader, "screen-state")
    etag = client.get(state).headers["ETag"]

    same = client.get(state, headers={"If-None-Match": etag})
    press(client, leader, "start")

    assert same.status_code == 304
    assert client.get(state, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("part", "queries"), [("questions", 3), ("agenda", 3), ("outcome", 3)])
def test_screen_costs_the_same_for_any_number(
    client, django_assert_num_queries, part, queries, count
):
    leader, [guest, _] = talking(chosen="DAB"[:count])
    at(leader, part)
    for number in range(count):
        noted(guest, f"Aantekening {number}")
    actions(leader, *["Bellen"] * count)
    state = screen_url(leader, "screen-state")

    with django_assert_num_queries(queries):
        etag = client.get(state).headers["ETag"]
    with django_assert_num_queries(2):
        client.get(state, headers={"If-None-Match": etag})
