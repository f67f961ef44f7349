import pytest
from django.db.models import Q
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.reflection import ExerciseFactory, with_questions
from tools.reflection.doing.beginning import forms_of
from tools.reflection.models import TeamMeeting
from tools.sessions.models import Seat, ToolSession

pytestmark = pytest.mark.django_db


def start_url(exercise):
    return reverse("reflection:start", args=[exercise.slug])


def begin(client, exercise, **said):
    url = start_url(exercise)
    place = client.get(url).context["form"]["place"].value()
    return client.post(url, {"place": place, **said})


@pytest.mark.parametrize(
    ("suits", "offered"),
    [
        ({"for_alone": True, "for_duo": True, "for_team": True}, ["alone", "duo", "team"]),
        ({"for_duo": True}, ["duo", "alone"]),
        ({"for_team": True}, ["team", "alone"]),
        ({"for_partners": True}, ["team", "alone"]),
    ],
)
def test_what_suits_is_offered_first_and_alone_always(suits, offered):
    nothing = dict.fromkeys(["for_alone", "for_duo", "for_team", "for_partners"], False)

    assert forms_of(ExerciseFactory.build(**{**nothing, **suits})) == offered


def test_start_says_what_happens_with_answers_and_is_kept_nowhere(client):
    response = client.get(start_url(with_questions()))

    text = response.content.decode()
    assert "Wat gebeurt er met je antwoorden?" in text
    assert "90 dagen na je laatste verandering" in text
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("form", ["alone", "duo"])
def test_beginning_leads_to_a_page_of_ones_own(client, form):
    response = begin(client, with_questions(), form=form)

    seat = Seat.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("reflection:work", args=[seat.key])
    assert (seat.session.reflection.form, seat.is_leader, seat.user) == (form, True, None)


def test_team_gets_a_meeting_of_the_chosen_length(client):
    response = begin(client, with_questions(), form="team", minutes="45", people="12")

    meeting = TeamMeeting.objects.get()
    assert (meeting.minutes, meeting.people) == (45, 12)
    assert response.url == reverse("reflection:lead", args=[Seat.objects.get().key])


def test_who_is_logged_in_owns_what_was_begun(client):
    user = UserFactory()
    client.force_login(user)

    begin(client, with_questions(), form="alone")

    session = ToolSession.objects.get()
    assert (session.owner, session.seats.get().user) == (user, user)


def test_form_that_is_sent_twice_begins_once(client):
    exercise = with_questions()
    place = client.get(start_url(exercise)).context["form"]["place"].value()
    sent = {"form": "alone", "place": place}

    first, second = (client.post(start_url(exercise), sent) for _ in range(2))
    other = client.post(start_url(exercise), {**sent, "form": "duo"})

    assert first.url == second.url != other.url
    assert ToolSession.objects.count() == 2


def test_place_that_is_not_ours_is_not_taken(client):
    forged = "A" * 32
    client.post(start_url(with_questions()), {"form": "alone", "place": forged})

    assert not Seat.objects.filter(Q(key=forged) | Q(key__contains=":")).exists()
    assert Seat.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "Kies met wie je de oefening doet."),
        ({"form": "partners"}, "Kies met wie je de oefening doet."),
        ({"form": "team", "people": "6"}, "Kies 15, 30 of 45 minuten."),
        ({"form": "team", "minutes": "20", "people": "6"}, "Kies 15, 30 of 45 minuten."),
        ({"form": "team", "minutes": "15"}, "Vul in met hoeveel mensen jullie zijn."),
        ({"form": "team", "minutes": "15", "people": "1"}, "Vul een getal in van 2 tot 60."),
        ({"form": "team", "minutes": "15", "people": "veel"}, "Vul een getal in van 2 tot 60."),
    ],
)
def test_what_cannot_begin_says_why(client, said, told):
    response = client.post(start_url(with_questions()), said)

    assert response.status_code == 422
    assert told in response.content.decode()
    assert not ToolSession.objects.exists()


def test_what_a_team_is_asked_stops_nobody_who_is_alone(client):
    begin(client, with_questions(), form="alone", minutes="20", people="veel")

    assert Seat.objects.count() == 1


def test_exercise_that_is_not_published_is_not_begun(client):
    exercise = with_questions(ExerciseFactory(status="draft"))

    assert client.get(start_url(exercise)).status_code == 404
    assert client.post(start_url(exercise), {"form": "alone"}).status_code == 404
