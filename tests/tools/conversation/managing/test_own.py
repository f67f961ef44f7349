import pytest
from django.urls import reverse

from outbox.models import OutgoingMail
from tests.factories import UserFactory
from tests.factories.conversation import led, participants, scored
from tests.pages import parse
from tools.conversation.models import Conversation, Score
from tools.conversation.roles import Role
from tools.sessions.models import Seat, ToolSession

pytestmark = pytest.mark.django_db


def url_of(name, seat):
    return reverse(f"conversation:{name}", args=[seat.key])


@pytest.fixture
def leader():
    return led()


@pytest.fixture
def participant(leader):
    (seat,) = participants(leader, Role.HEALTH)
    return seat


@pytest.fixture
def mailing(settings):
    backend = {"default": {"BACKEND": "outbox.backend.EmailBackend"}}
    settings.MAILERS = {**settings.MAILERS, **backend}


@pytest.mark.usefixtures("mailing")
def test_link_is_mailed_once_an_hour_and_the_address_forgotten(client, leader, participant):
    said = {"email": "iris@gemeente.example"}

    first = client.post(url_of("mail-link", leader), said, follow=True)
    second = client.post(url_of("mail-link", leader), said)
    other = client.post(url_of("mail-link", participant), said)

    mail, of_other = OutgoingMail.objects.order_by("pk")
    assert "De mail is onderweg" in first.content.decode()
    assert (second.status_code, other.status_code) == (429, 302)
    assert (mail.recipient, mail.forget) == ("iris@gemeente.example", True)
    assert url_of("work", leader) in mail.text
    assert "Wie deze link heeft, leidt het gesprek." in mail.text
    assert "ziet uw antwoorden" in of_other.text
    assert leader.key not in mail.subject


@pytest.mark.parametrize("email", ["", "iris", "a@b.example\nBcc: c@d.example"])
def test_mail_to_no_address_is_refused(client, leader, email):
    response = client.post(url_of("mail-link", leader), {"email": email})

    assert response.status_code == 422
    assert "Er is geen mail gestuurd" in response.content.decode()
    assert not OutgoingMail.objects.exists()


def test_pages_of_who_leads_say_when_it_goes(client, leader):
    pages = [client.get(url_of(name, leader)).content.decode() for name in ("prepare", "mail-link")]

    expires_at = leader.session.expires_at
    assert [f"{expires_at.day} " in page and str(expires_at.year) in page for page in pages] == [
        True,
        True,
    ]


def test_own_link_is_replaced_by_who_has_the_account(client, leader):
    user = UserFactory()
    client.force_login(user)
    client.post(url_of("keep", leader))

    response = client.post(url_of("new-link", leader))

    seat = Seat.objects.get()
    assert seat.key != leader.key
    assert response.url.startswith(url_of("mail-link", seat))
    assert client.get(url_of("work", leader)).status_code == 404


def test_own_link_is_not_replaced_by_another_account(client, leader):
    client.force_login(UserFactory())

    response = client.post(url_of("new-link", leader))

    assert (response.status_code, Seat.objects.get().key) == (404, leader.key)


def test_who_is_logged_in_may_tie_a_page_to_the_account(client, leader, participant):
    user = UserFactory()
    without = client.get(url_of("prepare", leader)).content.decode()
    client.force_login(user)
    offered = client.get(url_of("prepare", leader)).content.decode()

    for _ in range(2):
        response = client.post(url_of("keep", leader))
    elsewhere = client.post(url_of("keep", participant))

    seat = Seat.objects.get(is_leader=True)
    assert ["Zet het bij mijn gesprekken" in page for page in (without, offered)] == [False, True]
    assert (response.status_code, seat.user, seat.session.owner) == (302, user, user)
    assert "Zet het bij" not in client.get(url_of("prepare", leader)).content.decode()
    # With one account somebody sits at one place.
    assert (elsewhere.status_code, Seat.objects.get(is_leader=False).user) == (409, None)


def test_participant_who_ties_a_page_leads_nothing(client, participant):
    user = UserFactory()
    client.force_login(user)

    client.post(url_of("keep", participant))

    assert Seat.objects.get(user=user).pk == participant.pk
    assert ToolSession.objects.get().owner is None


def test_seat_of_another_account_is_not_taken(client, leader):
    owner = UserFactory()
    Seat.objects.filter(pk=leader.pk).update(user=owner)
    client.force_login(UserFactory())

    response = client.post(url_of("keep", leader))

    assert (response.status_code, Seat.objects.get().user) == (409, owner)


def test_visitor_logs_in_to_tie_a_page(client, leader):
    assert client.post(url_of("keep", leader)).url.startswith("/account/login/")


def test_who_leads_removes_all_there_is(client, leader, participant):
    scored(participant, {"a1": 3})

    asked = client.get(url_of("remove", leader))
    response = client.post(url_of("remove", leader), {"version": 1}, follow=True)

    assert "hele gesprek verwijderen?" in asked.content.decode()
    assert "Het gesprek is verwijderd" in response.content.decode()
    left = (Conversation, ToolSession, Seat, Score)
    assert [model.objects.count() for model in left] == [0, 0, 0, 0]


def test_nothing_is_removed_from_an_older_page(client, leader):
    response = client.post(url_of("remove", leader), {"version": 2})

    assert response.status_code == 409
    assert parse(response).one("input", name="version")["value"] == "1"
    assert Conversation.objects.exists()


def test_participant_removes_only_what_is_their_own(client, leader, participant):
    (other,) = participants(leader, Role.WORK)
    for seat in (participant, other):
        scored(seat, {"a1": 3})

    response = client.post(url_of("remove", participant), follow=True)

    assert "U doet niet meer mee" in response.content.decode()
    assert [score.seat for score in Score.objects.all()] == [other]
    assert Conversation.objects.exists()
