from datetime import UTC, datetime

import pytest
from django.urls import reverse
from icalendar import Calendar

from tests.factories.conversation import led, participants
from tests.pages import parse
from tools.conversation.models import Conversation
from tools.conversation.roles import Role
from tools.sessions import joining

pytestmark = pytest.mark.django_db

Phase = Conversation.Phase
PLAN = {
    "day": "2027-03-30",
    "time": "13:30",
    "place": "Stadhuis",
    "roles": ["health", "resident"],
    "message": "Wij kijken vooruit.\nDoet u mee?",
}


def url_of(name, seat):
    return reverse(f"conversation:{name}", args=[seat.key])


def save(client, seat, **said):
    version = Conversation.objects.get(pk=seat.session_id).edit_version
    return client.post(url_of("prepare", seat), {**PLAN, "version": version, **said})


def test_plan_is_kept_and_stands_in_the_invitation(client):
    seat = led()

    page = client.post(
        url_of("prepare", seat), {**PLAN, "version": 1}, follow=True, headers={"host": "testserver"}
    )

    conversation = Conversation.objects.get()
    invitation = parse(page).one("p", id="uitnodiging").text
    assert (conversation.meets_at, conversation.place, conversation.invited_roles) == (
        datetime(2027, 3, 30, 11, 30, tzinfo=UTC),
        "Stadhuis",
        ["health", "resident"],
    )
    assert "Wij kijken vooruit. Doet u mee?" in invitation
    assert "Wanneer: dinsdag 30 maart 2027, 13.30 tot 16.00 uur Waar: Stadhuis" in invitation
    assert "vanuit: gezondheid, inwoner of ervaringsdeskundige." in invitation
    assert f"/meedoen/?code={seat.session.code}" in invitation
    assert "U antwoordt anoniem" in invitation
    assert seat.key not in invitation


def test_page_has_code_qr_and_the_own_link(client):
    seat = led()

    page = parse(client.get(url_of("prepare", seat)))

    assert page.one("p", data_kp_code=seat.session.code)
    assert page.one("svg", class_="kp-qr")["aria-label"] == "QR-code om mee te doen"
    assert page.one("p", id="eigen-adres").text.endswith(url_of("work", seat))
    assert page.one("p", id="meedoelink").text.endswith(f"/meedoen/?code={seat.session.code}")


def test_older_page_changes_nothing_and_keeps_what_was_typed(client):
    seat = led()
    save(client, seat, place="De Hofvijver")

    response = client.post(url_of("prepare", seat), {**PLAN, "version": 1})
    again = parse(response).all("input", name="version")[0]["value"]
    client.post(url_of("prepare", seat), {**PLAN, "version": again})

    text = parse(response).one("main").text
    assert response.status_code == 409
    assert "Plaats: De Hofvijver" in text
    assert response.context["form"]["place"].value() == "Stadhuis"
    assert response.context["form"]["roles"].value() == ["health", "resident"]
    assert Conversation.objects.get().place == "Stadhuis"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"time": ""}, "Vul ook een tijd in."),
        ({"day": "", "time": "10:00"}, "Vul ook een dag in."),
        ({"day": "morgen"}, "Vul een dag in, zoals 1-12-2026."),
        ({"day": "2027-03-28", "time": "02:30"}, "Deze tijd bestaat niet"),
        ({"roles": ["koning"]}, "Kies uit deze rollen."),
        ({"place": "x" * 161}, "Gebruik ten hoogste 160 tekens."),
        ({"message": "x" * 1_001}, "Gebruik ten hoogste 1000 tekens."),
    ],
)
def test_wrong_plan_says_why_and_keeps_what_was_typed(client, said, told):
    response = save(client, led(), **said)

    assert response.status_code == 422
    assert told in parse(response).one("main").text
    assert response.context["form"]["message"].value() == {**PLAN, **said}["message"]
    assert Conversation.objects.get().edit_version == 1


@pytest.mark.parametrize(
    ("is_named", "people", "is_advised"), [(False, 3, True), (False, 4, False), (True, 0, False)]
)
def test_anonymous_talk_of_few_is_advised_to_be_larger(client, is_named, people, is_advised):
    seat = led(is_named=is_named)
    participants(seat, *[Role.HEALTH] * people)

    text = parse(client.get(url_of("prepare", seat))).one("main").text

    assert ("met minstens vier mensen" in text) == is_advised


def test_scoring_opens_once_however_often_it_is_pressed(client):
    seat = led()

    answers = [client.post(url_of("start-scoring", seat), {"version": 1}) for _ in range(2)]

    conversation = Conversation.objects.get()
    assert (conversation.phase, conversation.edit_version) == (Phase.SCORING, 2)
    assert [answer.url for answer in answers] == [url_of("progress", seat), url_of("work", seat)]


@pytest.mark.parametrize("version", ["2", "", "veel"])
def test_scoring_is_not_opened_from_another_version(client, version):
    response = client.post(url_of("start-scoring", led()), {"version": version})

    assert response.status_code == 409
    assert Conversation.objects.get().phase == Phase.PREPARING


@pytest.mark.parametrize("name", ["prepare", "start-scoring", "invitation-ics", "script"])
def test_participant_has_no_page_of_who_leads(client, name):
    (seat,) = participants(led(), Role.HEALTH)

    assert client.post(url_of(name, seat), {"version": 1}).status_code in {404, 405}
    assert client.get(url_of(name, seat)).status_code in {404, 405}


def test_calendar_file_is_in_utc_and_invites_to_join(client):
    seat = led()
    save(client, seat, day="2027-03-28", time="01:00")

    response = client.get(url_of("invitation-ics", seat))

    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert event.decoded("dtstart") == datetime(2027, 3, 28, 0, tzinfo=UTC)
    assert event.decoded("dtend") == datetime(2027, 3, 28, 2, 30, tzinfo=UTC)
    assert f"code={seat.session.code}" in str(event["url"])
    assert seat.key.encode() not in response.content


def test_calendar_file_asks_for_a_moment_first(client):
    seat = led()

    assert client.get(url_of("invitation-ics", seat)).url == url_of("prepare", seat)


def test_script_has_the_times_of_the_clock(client):
    seat = led()
    without = parse(client.get(url_of("script", seat))).one("table").text
    save(client, seat)

    page = parse(client.get(url_of("script", seat)))

    rows = [row.all("td")[0].text for row in page.one("tbody").all("tr")]
    assert rows[0] == "13.30 – 13.40"
    assert rows[-1] == "15.50 – 16.00"
    assert "0 – 10" in without


def test_closed_conversation_invites_nobody(client):
    seat = led()
    joining.close(seat.session)

    page = parse(client.get(url_of("prepare", seat)))

    assert page.all("p", id="meedoelink") == []
    assert "Er kan niemand meer bij." in page.one("main").text
