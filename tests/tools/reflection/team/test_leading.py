"""What the facilitator does, and what becomes of it when somebody was first."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.reflection import ExerciseFactory, begun, led, with_questions
from tests.tools.reflection.team.meetings import answer, meeting_of, press, url, write
from tools.reflection.models import Agreement, Card, CardGroup
from tools.reflection.team.room import Room, meetings
from tools.sessions import joining

pytestmark = pytest.mark.django_db


def test_next_part_begins_with_all_its_time(client):
    leader, _ = led()

    response = press(client, leader, "next")

    meeting = meeting_of(leader)
    assert response.headers["Location"] == f"{url('lead', leader)}#nu"
    assert (meeting.position, meeting.version, meeting.runs_since) == (1, 2, None)
    assert meeting.seconds_left == meeting.agenda["parts"][1]["minutes"] * 60


def test_clock_that_runs_goes_on_in_the_next_part(client):
    leader, _ = led()
    press(client, leader, "start")

    press(client, leader, "next")

    assert meeting_of(leader).runs_since is not None


def test_previous_part_is_gone_back_to(client):
    leader, _ = led()
    press(client, leader, "next")

    press(client, leader, "previous")

    assert meeting_of(leader).position == 0


@pytest.mark.parametrize(("deed", "steps"), [("previous", 0), ("next", 3)])
def test_there_is_nothing_before_the_first_part_and_after_the_last(client, deed, steps):
    leader, _ = led()
    for _step in range(steps):
        press(client, leader, "next")

    response = press(client, leader, deed)

    assert (response.status_code, meeting_of(leader).position) == (409, steps)


def test_pausing_keeps_what_is_left(client):
    leader, _ = led()
    press(client, leader, "start")
    running = meeting_of(leader)
    running.runs_since = timezone.now() - timedelta(seconds=20)
    running.save()

    press(client, leader, "pause")

    meeting = meeting_of(leader)
    assert (meeting.runs_since, meeting.seconds_left) == (None, 40)


def test_a_minute_more_is_a_whole_one_when_the_time_was_up(client):
    leader, _ = led()
    late = meeting_of(leader)
    late.seconds_left, late.runs_since = 10, timezone.now() - timedelta(seconds=50)
    late.save()

    press(client, leader, "more")

    meeting = meeting_of(leader)
    assert meeting.seconds_left == 60
    assert meeting.runs_since > timezone.now() - timedelta(seconds=30)


def test_a_minute_more_on_a_clock_that_stands_still_leaves_it_so(client):
    leader, _ = led()

    press(client, leader, "more")

    meeting = meeting_of(leader)
    assert (meeting.seconds_left, meeting.runs_since) == (120, None)


def test_answers_are_opened_and_hidden_again(client):
    leader, _ = led()

    press(client, leader, "open", prompt="choice")
    press(client, leader, "open", prompt="scale")
    press(client, leader, "hide", prompt="choice")

    assert meeting_of(leader).opened == ["scale"]


def test_second_window_is_told_and_changes_nothing(client):
    leader, _ = led()
    seen = meeting_of(leader).version
    press(client, leader, "next", version=seen)

    response = press(client, leader, "next", version=seen)

    assert response.status_code == 409
    assert "Intussen veranderd" in response.text
    assert 'id="nu-titel">Kijk rond<' in response.text
    assert meeting_of(leader).position == 1


def test_what_second_window_typed_is_not_lost(client):
    leader, _ = led()
    seen = meeting_of(leader).version
    press(client, leader, "next", version=seen)
    key = uuid.uuid4()

    response = press(
        client, leader, "agree", version=seen, key=key, text="Brieven herschrijven", who="Bram"
    )

    assert response.status_code == 409
    assert "Brieven herschrijven</textarea>" in response.text
    assert 'value="Bram"' in response.text
    assert f'value="{key}"' in response.text
    assert not Agreement.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({"version": "veel"}, id="a version that is no number"),
        pytest.param({"version": "1", "deed": "vliegen"}, id="no such deed"),
        pytest.param({"version": "1", "deed": "open", "prompt": "anders"}, id="no such question"),
        pytest.param({"version": "1", "deed": "agree", "key": "x"}, id="no such key"),
    ],
)
def test_button_that_is_not_on_the_page_does_nothing(client, data):
    leader, _ = led()

    response = client.post(url("lead-act", leader), data)

    assert (response.status_code, meeting_of(leader).version) == (409, 1)


def test_cards_are_put_in_a_group_of_their_own(client):
    leader, guests = led(guests=3)
    write(guests, "short")
    press(client, leader, "open", prompt="short")
    first, second, third = Card.objects.order_by("pk")

    press(client, leader, "group", prompt="short", title="  Contact  ", cards=[first.pk, second.pk])

    group = CardGroup.objects.get()
    first.refresh_from_db()
    third.refresh_from_db()
    assert (group.title, group.prompt, first.group, third.group) == (
        "Contact",
        "short",
        group,
        None,
    )


def test_cards_go_to_another_group_and_out_of_it(client):
    leader, guests = led(guests=3)
    write(guests, "short")
    card = Card.objects.first()
    press(client, leader, "group", prompt="short", title="Een")
    press(client, leader, "group", prompt="short", title="Twee")
    groups = list(CardGroup.objects.all())

    press(client, leader, "put", prompt="short", cards=[card.pk], group=groups[1].pk)
    card.refresh_from_db()
    put = card.group
    press(client, leader, "put", prompt="short", cards=[card.pk], group="")

    card.refresh_from_db()
    assert [group.position for group in groups] == [0, 1]
    assert (put, card.group) == (groups[1], None)


def test_cards_of_another_session_or_question_are_left_alone(client):
    leader, guests = led(guests=1)
    other, others = led(guests=1, exercise=with_questions(ExerciseFactory()))
    write(others, "short")
    write(guests, "long")

    press(client, leader, "group", prompt="short", title="Van mij", cards=[*ids()])

    assert not Card.objects.filter(group__isnull=False).exists()
    assert other.session_id != leader.session_id


def ids():
    return Card.objects.values_list("pk", flat=True)


def test_group_of_another_question_takes_no_cards(client):
    leader, guests = led(guests=1)
    write(guests, "short")
    press(client, leader, "group", prompt="long", title="Elders")

    response = press(
        client, leader, "put", prompt="short", cards=[*ids()], group=CardGroup.objects.get().pk
    )

    assert "Deze groep is er niet meer" in response.text
    assert response.status_code == 422
    assert meeting_of(leader).version == 2


def test_putting_no_cards_asks_to_tick_some(client):
    leader, _ = led()

    response = press(client, leader, "put", prompt="short", group="")

    assert response.status_code == 422
    assert "Vink eerst een of meer kaartjes aan." in response.text


@pytest.mark.parametrize(
    ("title", "says"), [(" ", "Geef de groep een naam."), ("x" * 81, "te lang: 81 tekens")]
)
def test_group_needs_a_short_name(client, title, says):
    leader, guests = led(guests=3)
    write(guests, "short")
    press(client, leader, "next")
    press(client, leader, "open", prompt="short")

    response = press(client, leader, "group", prompt="short", title=title)

    assert response.status_code == 422
    assert says in response.text
    assert f'value="{title}"' in response.text
    assert not CardGroup.objects.exists()


def test_there_are_twelve_groups_at_most(client):
    leader, _ = led()
    for number in range(12):
        press(client, leader, "group", prompt="short", title=f"Groep {number}")

    response = press(client, leader, "group", prompt="short", title="Nog een")

    assert "Er passen 12 groepen bij een vraag." in response.text
    assert CardGroup.objects.count() == 12


def test_group_that_is_taken_away_leaves_its_cards(client):
    leader, guests = led(guests=1)
    write(guests, "short")
    press(client, leader, "group", prompt="short", title="Weg", cards=[*ids()])

    press(client, leader, "ungroup", prompt="short", group=CardGroup.objects.get().pk)

    assert not CardGroup.objects.exists()
    assert Card.objects.get().group is None


def test_agreement_is_written_down_once_and_can_be_changed(client):
    leader, _ = led()
    key = uuid.uuid4()
    said = {"key": key, "text": "Brieven herschrijven", "who": "Bram", "due_on": "2026-06-01"}

    response = press(client, leader, "agree", **said)
    press(client, leader, "agree", **(said | {"who": "Aïsha", "due_on": ""}))
    press(client, leader, "agree", key=uuid.uuid4(), text="Bellen")

    first, second = Agreement.objects.all()
    assert response.headers["Location"].endswith("#afspraken")
    assert (first.text, first.who, first.due_on) == ("Brieven herschrijven", "Aïsha", None)
    assert (second.text, second.who, second.position) == ("Bellen", "", 1)


def test_agreement_has_a_day(client):
    leader, _ = led()

    press(client, leader, "agree", key=uuid.uuid4(), text="Bellen", due_on=" 2026-06-01 ")

    assert Agreement.objects.get().due_on == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param({"text": " "}, "Schrijf op wat jullie afspreken.", id="nothing"),
        pytest.param({"text": "x" * 501}, "te lang: 501 tekens", id="too long"),
        pytest.param({"text": "x", "who": "y" * 81}, "te lang: 81 tekens", id="a long name"),
        pytest.param({"text": "x", "due_on": "morgen"}, "datum in die bestaat", id="no date"),
        pytest.param({"text": "x", "due_on": "2026-02-30"}, "datum in die bestaat", id="no day"),
    ],
)
def test_agreement_that_is_wrong_comes_back_as_it_was_typed(client, typed, says):
    leader, _ = led()

    response = press(client, leader, "agree", key=uuid.uuid4(), **typed)

    assert response.status_code == 422
    assert says in response.text
    assert f"{typed['text'].strip()}</textarea>" in response.text
    assert not Agreement.objects.exists()


def test_change_that_is_wrong_comes_back_at_its_own_agreement(client):
    leader, _ = led()
    key = uuid.uuid4()
    press(client, leader, "agree", key=key, text="Bellen")

    response = press(client, leader, "agree", key=key, text="Bellen", due_on="morgen")

    assert f'id="fout-wanneer-{key}"' in response.text
    assert 'id="fout-wanneer-nieuw"' not in response.text


def test_there_are_twenty_agreements_at_most(client):
    leader, _ = led()
    Agreement.objects.bulk_create(
        Agreement(reflection_id=leader.session_id, text=f"Afspraak {at}") for at in range(20)
    )

    response = press(client, leader, "agree", key=uuid.uuid4(), text="Nog een")

    assert "Er passen 20 afspraken in het verslag." in response.text


def test_agreement_is_taken_away(client):
    leader, _ = led()
    key = uuid.uuid4()
    press(client, leader, "agree", key=key, text="Bellen")

    press(client, leader, "disagree", key=key)

    assert not Agreement.objects.exists()


def test_new_code_shuts_out_the_old_one_and_keeps_screen_and_seats(client):
    leader, [guest] = led(guests=1)
    code, screen = leader.session.code, leader.session.screen_key

    press(client, leader, "code")

    leader.session.refresh_from_db()
    assert leader.session.code not in {code, None}
    assert leader.session.screen_key == screen
    assert client.get(url("take-part", guest)).status_code == 200
    with pytest.raises(joining.UnknownCodeError):
        joining.join(code)


def test_closing_is_asked_first_with_what_nobody_saw(client):
    leader, guests = led(guests=3)
    answer(guests, "choice", "een")
    answer(guests, "scale", {"een": 1})
    press(client, leader, "open", prompt="scale")

    page = client.get(url("lead-close", leader))

    assert "Vraag van soort een keuze? (3 antwoorden)" in " ".join(page.text.split())
    assert "schaal van vier punten" not in page.text
    assert leader.session.is_open


def test_closing_ends_the_meeting_for_everybody(client):
    leader, [guest] = led(guests=1)

    response = client.post(url("lead-close", leader), {"version": meeting_of(leader).version})

    leader.session.refresh_from_db()
    leader.session.reflection.refresh_from_db()
    assert response.headers["Location"] == url("lead", leader)
    assert leader.session.code is None
    assert leader.session.reflection.finished_at is not None
    assert "Bekijk het verslag" in client.get(url("lead", leader)).text
    assert press(client, leader, "next").status_code == 409
    assert "Dit overleg is al afgesloten" in client.get(url("lead-close", leader)).text
    assert client.get(url("take-part", guest)).status_code == 200


def test_closing_what_changed_meanwhile_is_asked_again(client):
    leader, _ = led()
    press(client, leader, "next")

    response = client.post(url("lead-close", leader), {"version": "1"})

    leader.session.refresh_from_db()
    assert response.status_code == 409
    assert "Intussen veranderd" in response.text
    assert leader.session.is_open


def test_address_of_a_guest_leads_nothing(client):
    leader, [guest] = led(guests=1)

    assert client.get(url("lead", leader)).status_code == 200
    for name in ("lead", "lead-state", "lead-close"):
        assert client.get(url(name, guest)).status_code == 404
    for name in ("lead-act", "lead-screen", "lead-close"):
        assert client.post(url(name, guest)).status_code == 404


def test_who_began_alone_leads_no_team(client):
    seat = begun("alone")

    assert client.get(url("lead", seat)).status_code == 404
    assert client.post(url("lead-screen", seat)).status_code == 404


def test_facilitator_sees_who_joined_and_how_many_answered_but_not_what(client):
    leader, _ = led(exercise=with_questions(ExerciseFactory()))
    guests = [joining.join(leader.session.code, name=name) for name in ("Chris", "aïsha", "")]
    answer(guests[:2], "choice", "drie")
    write(guests, "short", "Geheim")
    press(client, leader, "next")

    page = client.get(url("lead", leader)).text

    said = " ".join(page.split())
    assert "3 deelnemers" in said
    assert said.index("aïsha") < said.index("Chris")
    assert "2 van 3 gaven antwoord" in said
    assert "3 van 3 schreven een kaartje" in said
    assert "Geheim" not in page
    assert "Het vaakst gekozen" not in page


def test_groups_without_cards_are_there_for_who_groups():
    leader, guests = led(guests=3)
    write(guests, "short")
    CardGroup.objects.create(reflection_id=leader.session_id, prompt="short", title="Leeg")
    meeting = meetings().get(pk=leader.session_id)
    meeting.opened = ["short"]

    mine = Room(meeting, timezone.now(), has_empty=True).question("short")
    theirs = Room(meeting, timezone.now()).question("short")

    assert [group.title for group in mine.groups] == ["Leeg", "Losse kaartjes"]
    assert [group.title for group in theirs.groups] == [""]


def test_lead_page_shows_what_is_done_before_and_what_is_needed(client):
    exercise = with_questions(ExerciseFactory(materials="Een brief\nStiften"))
    exercise.steps.filter(position=0).update(is_before=True)
    leader, _ = led(exercise=exercise)

    page = client.get(url("lead", leader)).text

    assert "Dit doe je vooraf" in page
    assert "Stiften" in page
    assert reverse("sessions:join") in page
