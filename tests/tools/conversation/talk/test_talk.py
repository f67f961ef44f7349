from datetime import UTC, datetime, timedelta

import pytest

from tests.factories.conversation import actions, led, participants
from tests.tools.conversation.talk.talks import (
    change,
    conversation_of,
    noted,
    press,
    talking,
    url,
)
from tools.conversation.roles import Role
from tools.conversation.script import PARTS
from tools.conversation.talk import timing
from tools.conversation.talk.table import SHOWS

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def seconds(place):
    return PARTS[place].minutes * 60


def test_every_part_of_the_script_shows_something():
    assert len(SHOWS) == len(PARTS)


def test_talk_leads_to_the_chosen_themes_in_order(client):
    leader, [guest, _] = talking(chosen=["D", "A"])
    noted(guest)

    page = " ".join(client.get(url("talk", guest)).text.split())

    assert page.index(url("talk-theme", guest, "D")) < page.index(url("talk-theme", guest, "A"))
    assert "score 1,1, vertrekpunt" in page
    assert "1 aantekening" in page
    assert "Inwoners en ervaringsdeskundigen praten het eerst." in page
    assert url("talk-act", guest) not in page
    assert url("talk-act", leader) in client.get(url("talk", leader)).text


def test_talk_without_themes_says_what_we_advise(client):
    leader, [guest, _] = talking(chosen=[])

    shown = {seat: " ".join(client.get(url("talk", seat)).text.split()) for seat in (leader, guest)}

    for page in shown.values():
        assert "Ons advies: verdiep <b>Thema D</b> en <b>Thema A</b>." in page
    assert url("talk-choose", leader) in shown[leader]
    assert url("talk-choose", guest) not in shown[guest]


def test_what_was_written_at_a_theme_that_was_dropped_stays_to_be_found(client):
    _leader, [guest, _] = talking(chosen=["D"])
    noted(guest, theme="B", question="b-v1")

    page = client.get(url("talk", guest)).text

    assert url("talk-theme", guest, "B") in page
    assert url("talk-theme", guest, "C") not in page


@pytest.mark.parametrize("phase", ["preparing", "scoring"])
def test_talk_is_not_there_before_there_is_an_outcome(client, phase):
    leader, [guest, _] = talking(phase=phase)

    for seat in (leader, guest):
        for page in (url("talk", seat), url("talk-theme", seat, "D")):
            assert client.get(page).headers["Location"] == url("work", seat)
    assert client.get(url("talk-choose", leader)).headers["Location"] == url("work", leader)


def test_talk_that_went_back_to_scoring_says_so_on_the_page_itself(client):
    _leader, [guest, _] = talking(phase="scoring")

    for page in (url("talk-state", guest), url("talk-theme-state", guest, "D")):
        assert "Het scoren is weer open." in client.get(page).text


def test_who_did_not_say_from_where_they_look_does_so_first(client):
    _leader, [guest, _] = talking()
    guest.participant.delete()

    assert client.get(url("talk", guest)).headers["Location"] == url("welcome", guest)


def test_who_did_not_agree_to_names_does_so_first(client):
    _leader, [guest, _] = talking(is_named=True)

    assert client.get(url("talk", guest)).headers["Location"] == url("welcome", guest)


def test_closed_talk_can_be_read_and_not_changed(client):
    leader, [guest, _] = talking(phase="closed")
    noted(guest, "Wat gezegd is")

    for seat in (leader, guest):
        page = client.get(url("talk-theme", seat, "D")).text
        assert "Wat gezegd is" in page
        assert "<textarea" not in page
        assert "Zet op de agenda" not in page
        assert 'value="next"' not in page
    assert press(client, leader, "next").status_code == 409


def test_themes_are_chosen_by_who_leads(client):
    leader, [guest, _] = talking(chosen=["B"])
    page = url("talk-choose", leader)

    shown = " ".join(client.get(page).text.split())
    response = client.post(page, {"version": 1, "themes": ["A", "B", "D", "x"]})

    assert shown.count("Ons advies") == 2
    assert response.headers["Location"] == f"{url('talk', leader)}#themas"
    # What was chosen stays first, then comes what is advised: lowest first.
    assert conversation_of(leader).chosen_themes == ["B", "D", "A"]
    assert client.get(url("talk-choose", guest)).status_code == 404


def test_themes_are_chosen_without_an_outcome_too(client):
    leader = led(phase="talking")

    client.post(url("talk-choose", leader), {"version": 1, "themes": ["C", "A"]})

    assert conversation_of(leader).chosen_themes == ["A", "C"]


def test_choosing_nothing_is_refused(client):
    leader, _ = talking()

    response = client.post(url("talk-choose", leader), {"version": 1})

    assert response.status_code == 422
    assert "Kies minstens één thema." in response.text
    assert conversation_of(leader).chosen_themes == ["D", "A"]


def test_choice_on_an_older_page_is_kept_on_screen(client):
    leader, _ = talking()
    change(leader, edit_version=2)

    response = client.post(url("talk-choose", leader), {"version": 1, "themes": ["C"]})

    assert response.status_code == 409
    assert "Intussen veranderd" in response.text
    assert 'value="C" checked' in " ".join(response.text.split())
    assert conversation_of(leader).chosen_themes == ["D", "A"]


def test_theme_goes_earlier(client):
    leader, _ = talking(chosen=["D", "A", "F"])

    press(client, leader, "earlier", theme="F")
    first = press(client, leader, "earlier", theme="D")

    assert conversation_of(leader).chosen_themes == ["D", "F", "A"]
    assert first.status_code == 409


def test_clock_has_all_its_time_before_it_runs(client):
    leader, _ = talking()

    assert f'data-left="{seconds(0)}"' in client.get(url("talk", leader)).text


def test_who_leads_goes_through_the_parts(client):
    leader, _ = talking()

    press(client, leader, "start")
    there = press(client, leader, "next")
    running = conversation_of(leader)
    press(client, leader, "previous", letter="D")
    press(client, leader, "pause")

    now = conversation_of(leader)
    assert there.headers["Location"] == f"{url('talk', leader)}#nu"
    assert (running.part, running.seconds_left) == (1, seconds(1))
    assert running.runs_since is not None
    assert (now.part, now.runs_since) == (0, None)


@pytest.mark.parametrize(("part", "deed"), [(0, "previous"), (len(PARTS) - 1, "next")])
def test_there_is_nothing_before_the_first_part_and_after_the_last(client, part, deed):
    leader, _ = talking()
    change(leader, part=part)

    assert press(client, leader, deed).status_code == 409
    assert conversation_of(leader).part == part


def test_minute_more_is_added_to_what_is_left():
    leader, _ = talking()
    conversation = conversation_of(leader)
    timing.go_to(conversation, 1, version=1, now=NOW)

    timing.start(conversation, version=2, now=NOW)
    timing.add_minute(conversation, version=3, now=NOW + timedelta(seconds=30))

    assert (conversation.seconds_left, conversation.edit_version) == (seconds(1) + 30, 4)


def test_two_windows_of_who_leads_do_not_do_the_same_twice(client):
    leader, _ = talking()

    press(client, leader, "next", version=1)
    second = press(client, leader, "next", version=1)

    assert second.status_code == 409
    assert "Op een andere plek is intussen iets veranderd." in second.text
    assert conversation_of(leader).part == 1


def test_deeds_are_of_who_leads(client):
    leader, [guest, _] = talking()

    for page in (url("talk-act", guest), url("talk-theme-act", guest, "D")):
        assert client.post(page, {"deed": "next", "version": 1}).status_code == 404
    assert client.post(url("talk-screen", guest)).status_code == 404
    assert conversation_of(leader).part == 0


def test_unknown_deed_does_nothing(client):
    leader, _ = talking()

    assert press(client, leader, "agenda!", letter="D").status_code == 409


@pytest.fixture
def live():
    return {"headers": {"X-Kp-Live": "1"}}


@pytest.mark.parametrize("who", ["lead", "guest", "lead's theme", "guest's theme"])
def test_state_is_the_part_that_changes_and_then_not_again(client, who):
    leader, [guest, _] = talking()
    seat = leader if who.startswith("lead") else guest
    page = url("talk-theme-state", seat, "D") if "theme" in who else url("talk-state", seat)

    first = client.get(page)
    second = client.get(page, headers={"If-None-Match": first.headers["ETag"]})

    assert first.text.strip().startswith("<div")
    assert (second.status_code, second.content) == (304, b"")


@pytest.mark.parametrize(
    "happens",
    [
        pytest.param(lambda leader, guest: noted(guest), id="note"),
        pytest.param(lambda leader, guest: participants(leader, Role.BOARD), id="joined"),
        pytest.param(lambda leader, guest: actions(leader, "Bellen"), id="action"),
        pytest.param(lambda leader, guest: change(leader, edit_version=2), id="deed"),
    ],
)
def test_state_is_another_when_something_happens(client, happens):
    leader, [guest, _] = talking()
    pages = [url("talk-state", guest), url("talk-theme-state", leader, "D")]
    before = [client.get(page).headers["ETag"] for page in pages]

    happens(leader, guest)

    for page, etag in zip(pages, before, strict=True):
        assert client.get(page, headers={"If-None-Match": etag}).status_code == 200


def test_script_gets_the_part_that_changes(client, live):
    leader, _ = talking()

    responses = [
        client.post(url("talk-act", leader), {"deed": "next", "version": 1}, **live),
        client.post(url("talk-theme-act", leader, "D"), {"deed": "start", "version": 2}, **live),
        client.post(url("talk-act", leader), {"deed": "next", "version": 1}, **live),
    ]

    assert [one.status_code for one in responses] == [200, 200, 409]
    assert all(one.text.strip().startswith("<div") for one in responses)


@pytest.mark.parametrize("count", [1, 3])
def test_talk_costs_the_same_for_any_number_of_notes_and_themes(
    client, django_assert_num_queries, count
):
    _leader, [guest, _] = talking(chosen="DAB"[:count])
    for number in range(count):
        noted(guest, f"Aantekening {number}")

    with django_assert_num_queries(6):
        client.get(url("talk", guest))
    with django_assert_num_queries(6):
        client.get(url("talk-state", guest))
