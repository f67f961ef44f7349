from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.conversation import led, participants, scored
from tests.pages import parse
from tools.conversation.managing import deeds
from tools.conversation.models import Conversation, Note, Outcome, OutcomeSeat, Score
from tools.conversation.phases import ChangedMeanwhileError
from tools.conversation.roles import Role
from tools.sessions.models import Seat

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 1, 5, 9, tzinfo=UTC)


def url_of(name, seat, *more):
    return reverse(f"conversation:{name}", args=[seat.key, *more])


def post(client, seat, **said):
    version = Conversation.objects.get(pk=seat.session_id).edit_version
    return client.post(url_of("people", seat), {"version": version, **said})


@pytest.fixture
def leader():
    return led(phase=Conversation.Phase.SCORING)


def test_page_says_how_many_are_done_and_not_who(client, leader):
    roles = (Role.WORK, Role.HEALTH, Role.HEALTH)
    iris, noor, _nameless = participants(leader, *roles, names=["Iris", "Noor"])

    def shown(done):
        Seat.objects.filter(is_leader=False).update(done_at=None)
        Seat.objects.filter(pk=done.pk).update(done_at=timezone.now())
        return parse(client.get(url_of("people", leader)))

    page = shown(iris)

    assert "3 deelnemers, 1 klaar met scoren." in page.one("main").text
    rows = [row.one("p").text for row in page.all("li", class_="kp-person")]
    assert rows == ["NoorGezondheid", "Zonder naamGezondheid", "IrisWerk en inkomen"]
    people = page.one("ul", class_="kp-own").text
    assert shown(noor).one("ul", class_="kp-own").text == people


def test_who_was_done_before_scoring_was_opened_again_is_not_counted(client, leader):
    (seat,) = participants(leader, Role.HEALTH)
    Seat.objects.filter(pk=seat.pk).update(done_at=MOMENT)
    Conversation.objects.update(reopened_at=timezone.now())

    text = parse(client.get(url_of("people", leader))).one("main").text

    assert "1 deelnemer, 0 klaar met scoren." in text


def test_lost_link_is_replaced_and_shown_once_without_earlier_answers(client, leader):
    (seat,) = participants(leader, Role.HEALTH, names=["Iris"])
    scored(seat, {"a1": 3})

    page = post(client, leader, deed="link", person=seat.pk)

    given = Seat.objects.get(pk=seat.pk)
    assert given.key != seat.key
    assert url_of("work", given) in page.content.decode()
    assert parse(page).one("svg", class_="kp-qr")["aria-label"] == "QR-code van de nieuwe link"
    assert client.get(url_of("work", seat)).status_code == 404
    assert given.participant.hidden_before >= Score.objects.get().changed_at
    assert given.key not in client.get(url_of("people", leader)).content.decode()


def test_link_is_replaced_once_however_often_it_is_pressed(client, leader):
    (seat,) = participants(leader, Role.HEALTH)
    said = {"deed": "link", "person": seat.pk, "version": 1}

    first, second = (client.post(url_of("people", leader), said) for _ in range(2))

    assert (first.status_code, second.status_code) == (200, 409)
    assert url_of("work", Seat.objects.get(pk=seat.pk)) in first.content.decode()


@pytest.mark.parametrize("person", ["", "0", "leider", "999999999999999999999", "of_another"])
def test_link_of_nobody_here_is_not_replaced(client, leader, person):
    (other,) = participants(led(), Role.HEALTH)

    response = post(
        client, leader, deed="link", person=other.pk if person == "of_another" else person
    )

    assert response.status_code == 409
    assert Seat.objects.get(pk=other.pk).key == other.key


def test_own_link_of_who_leads_is_not_replaced_as_that_of_a_participant(client, leader):
    post(client, leader, deed="link", person=leader.pk)

    assert Seat.objects.get(is_leader=True).key == leader.key


def test_new_code_ends_the_old_one(client, leader):
    old = leader.session.code

    response = post(client, leader, deed="code")

    leader.session.refresh_from_db()
    assert response.status_code == 302
    assert leader.session.code not in {None, old}


def test_new_code_from_an_older_page_is_refused(client, leader):
    old = leader.session.code

    response = client.post(url_of("people", leader), {"deed": "code", "version": 7})

    leader.session.refresh_from_db()
    assert (response.status_code, leader.session.code) == (409, old)


def test_removed_participant_takes_answers_and_notes_along(client, leader):
    seat, other = participants(leader, Role.HEALTH, Role.WORK)
    outcome = Outcome.objects.create(
        conversation=leader.session.conversation, part="balance", people=2, release={}
    )
    for one in (seat, other):
        scored(one, {"a1": 3})
        OutcomeSeat.objects.create(outcome=outcome, seat=one, role="health", answers={})
        Note.objects.create(
            conversation=leader.session.conversation, seat=one, theme="A", text=f"van {one.pk}"
        )
    url = url_of("remove-person", leader, seat.pk)

    asked = client.get(url)
    client.post(url, {"version": 1})

    assert "De uitkomst die er al is, verandert niet" in asked.content.decode()
    assert not Seat.objects.filter(pk=seat.pk).exists()
    assert [score.seat for score in Score.objects.all()] == [other]
    assert [note.text for note in Note.objects.all()] == [f"van {other.pk}"]
    assert [one.seat for one in OutcomeSeat.objects.all()] == [other]
    assert Outcome.objects.get().people == 2


def test_participant_is_not_removed_from_an_older_page(client, leader):
    (seat,) = participants(leader, Role.HEALTH)

    response = client.post(url_of("remove-person", leader, seat.pk), {"version": 9})

    assert response.status_code == 409
    assert parse(response).one("input", name="version")["value"] == "1"
    assert Seat.objects.filter(pk=seat.pk).exists()


def test_participant_who_is_gone_is_told_of(client, leader):
    response = client.get(url_of("remove-person", leader, 123))

    assert response.status_code == 409
    assert "intussen veranderd" in response.content.decode()


def test_participant_manages_nobody(client, leader):
    seat, other = participants(leader, Role.HEALTH, Role.WORK)

    answers = [
        client.get(url_of("people", seat)),
        client.post(url_of("people", seat), {"deed": "link", "person": other.pk, "version": 1}),
        client.post(url_of("remove-person", seat, other.pk), {"version": 1}),
        client.get(url_of("hand-over", seat)),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert Seat.objects.filter(pk=other.pk, key=other.key).exists()


def test_nobody_is_removed_where_the_version_is_another(leader):
    (seat,) = participants(leader, Role.HEALTH)
    conversation = leader.session.conversation
    deeds.replace_code(conversation, version=1)

    with pytest.raises(ChangedMeanwhileError):
        deeds.remove_person(conversation, seat.pk, version=1)

    assert Seat.objects.filter(pk=seat.pk).exists()


@pytest.mark.parametrize("count", [1, 5])
def test_page_asks_the_same_for_one_and_many(client, leader, django_assert_num_queries, count):
    participants(leader, *[Role.HEALTH] * count)

    with django_assert_num_queries(5):
        client.get(url_of("people", leader))
