from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from icalendar import Calendar

from tests.factories.conversation import led, participants, published
from tests.pages import parse
from tests.tools.conversation.rounds.chains import a_chain, an_action
from tools.conversation.models import Conversation, Note, Outcome, Score
from tools.conversation.roles import Role
from tools.sessions.models import Seat
from tools.sessions.places import new_place

pytestmark = pytest.mark.django_db

Phase = Conversation.Phase
SPRING = datetime(2027, 3, 27, 23, 30, tzinfo=UTC)


def at(name, seat):
    return reverse(f"conversation:{name}", args=[seat.key])


def shown(client, seat):
    return parse(client.get(at("rounds", seat))).one("main").text


def test_rounds_stand_side_by_side_with_what_was_done(client):
    first, second = a_chain({"a1": {2: 9, 3: 1}}, {"a1": {2: 4, 3: 6}})
    an_action(first, "Vast overleg", theme="A")

    text = shown(client, second)

    assert "Het gemiddelde ging van 2,1 naar 2,6. In deze tijd is deze actie afgerond:" in text
    assert "0,5 hoger" in text


def test_participants_see_the_rounds_too(client):
    _first, second = a_chain({"a1": {2: 5}}, {"a1": {3: 5}})
    [seat] = participants(second, Role.HEALTH)

    page = parse(client.get(at("rounds", seat)))

    assert "Het gemiddelde ging van 2,0 naar 3,0." in page.one("main").text
    assert page.all("form", action=at("next-round", seat)) == []


def test_who_has_a_key_of_an_earlier_round_sees_no_later_one(client):
    first, second = a_chain({"a1": {2: 5}}, {"a1": {3: 5}})
    [seat] = participants(first, Role.HEALTH)

    of_participant, of_leader = shown(client, seat), shown(client, first)

    assert "3,0" not in of_participant + of_leader
    assert "Ronde 2" not in of_participant
    assert "Ronde 2 is begonnen op" in of_leader
    assert second.key not in client.get(at("rounds", first)).content.decode()


def test_of_earlier_rounds_nothing_is_shown_but_means_and_actions(client):
    first, second = a_chain({"a1": {2: 5}}, {"a1": {3: 5}})
    [seat] = participants(first, Role.HEALTH)
    Score.objects.create(seat=seat, statement="a1", value=1, remark="GEHEIM")
    Note.objects.create(conversation_id=first.session_id, seat=seat, theme="A", text="GEHEIM")

    content = client.get(at("rounds", second)).content.decode()

    assert "GEHEIM" not in content
    assert first.key not in content


def test_leader_begins_the_next_round_once(client):
    leader = led(phase=Phase.CLOSED)
    place = new_place()

    answers = [client.post(at("next-round", leader), {"place": place}) for _click in range(2)]

    begun = Seat.objects.get(session__conversation__round=2)
    assert [one["Location"] for one in answers] == [at("prepare", begun)] * 2


def test_next_round_that_is_there_already_is_a_conflict(client):
    leader = led(phase=Phase.CLOSED)
    client.post(at("next-round", leader), {"place": new_place()})

    again = client.post(at("next-round", leader), {"place": new_place()})

    assert again.status_code == 409
    assert "De volgende ronde is al begonnen" in again.content.decode()
    assert Conversation.objects.count() == 2


@pytest.mark.parametrize(
    ("phase", "place", "title"),
    [
        (Phase.TALKING, True, "Deze ronde is nog bezig"),
        (Phase.CLOSED, False, "De volgende ronde is niet begonnen"),
    ],
)
def test_next_round_that_may_not_begin_says_why(client, phase, place, title):
    leader = led(phase=phase)

    answer = client.post(at("next-round", leader), {"place": new_place() if place else "x"})

    assert answer.status_code == 409
    assert title in answer.content.decode()
    assert Conversation.objects.count() == 1


def test_participant_does_not_begin_a_round(client):
    [seat] = participants(led(phase=Phase.CLOSED), Role.HEALTH)

    answer = client.post(at("next-round", seat), {"place": new_place()})

    assert answer.status_code == 404
    assert Conversation.objects.count() == 1


def test_day_to_measure_again_goes_to_a_calendar(client):
    leader = led(phase=Phase.CLOSED)
    published(leader, {"a1": {2: 5}})
    # half past midnight here, the 28th
    Outcome.objects.update(published_at=SPRING)

    contents = [client.get(at("again-ics", leader)).content for _time in range(2)]

    [event] = Calendar.from_ical(contents[0]).walk("VEVENT")
    assert event.decoded("dtstart") == date(2027, 9, 28)
    assert event["uid"] == f"ronde-{leader.session_id}-2@kennisplaats"
    assert leader.key.encode() not in contents[0]


@pytest.mark.parametrize("phase", [Phase.TALKING, Phase.CLOSED])
def test_without_a_measurement_there_is_no_day(client, phase):
    assert client.get(at("again-ics", led(phase=phase))).status_code == 404


@pytest.mark.parametrize(
    ("months_ago", "words"),
    [
        (1, "Een goed moment is"),
        (8, "Het is nu een goed moment."),
        (30, "De vorige meting is langer dan een jaar geleden."),
    ],
)
def test_advice_goes_along_with_the_time(client, months_ago, words):
    leader = led(phase=Phase.AGENDA)
    published(leader, {"a1": {2: 5}})
    _measured_months_ago(months_ago)

    assert words in shown(client, leader)


def test_round_whose_earlier_ones_are_gone_says_so(client):
    first, second = a_chain({"a1": {2: 5}}, {"a1": {3: 5}})
    first.session.delete()

    text = shown(client, second)

    assert "Er waren ook eerdere rondes." in text
    assert "Dit is ronde 2." in text


@pytest.mark.parametrize("count", [2, 5])
def test_page_asks_the_same_of_the_database_for_few_and_many(
    client, count, django_assert_max_num_queries
):
    seats = a_chain(*[{"a1": {2: 5}}] * count)

    with django_assert_max_num_queries(13):
        client.get(at("rounds", seats[-1]))


@pytest.mark.parametrize("name", ["rounds", "again-ics"])
def test_unknown_key_is_not_found(client, name):
    assert client.get(reverse(f"conversation:{name}", args=["x" * 32])).status_code == 404


def _measured_months_ago(months):
    now = datetime.now(UTC)
    years, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    Outcome.objects.update(published_at=datetime(years, month + 1, 15, 12, tzinfo=UTC))
