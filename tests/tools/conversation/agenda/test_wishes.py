"""Asking for mail: an address counts once its owner said yes, and nobody else sees it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from outbox.models import OutgoingMail
from tests.factories.conversation import led, participants
from tests.tools.conversation.agenda.pages import Phase, url
from tools.conversation.models import MailWish
from tools.conversation.roles import Role

pytestmark = pytest.mark.django_db

ANS = "ans@voorbeeldstad.nl"


@pytest.fixture
def leader():
    return led(phase=Phase.CLOSED)


@pytest.fixture
def participant(leader):
    (seat,) = participants(leader, Role.HEALTH)
    return seat


def ask(client, seat, email=ANS):
    return client.post(url("mail-wish", seat), {"email": email})


def confirm_url():
    return reverse("conversation:mail-confirm", args=[MailWish.objects.get().key])


def test_address_gets_a_mail_with_a_link_to_say_yes(client, participant):
    response = ask(client, participant)

    (mail,) = OutgoingMail.objects.all()
    assert response.headers["Location"] == f"{url('mail-wish', participant)}?gevraagd"
    assert (mail.recipient, mail.forget) == (ANS, True)
    assert confirm_url() in mail.text
    assert participant.key not in mail.text
    assert MailWish.objects.get().confirmed_at is None


def test_only_a_press_on_the_button_says_yes(client, participant):
    ask(client, participant)

    page = client.get(confirm_url())
    unsure = MailWish.objects.get().confirmed_at
    client.post(confirm_url(), {"deed": "confirm"})

    assert "Ja, dat wil ik" in page.text
    assert unsure is None
    assert MailWish.objects.get().confirmed_at
    assert "Stop de mails" in client.get(confirm_url()).text


def test_address_is_shown_to_nobody(client, leader, participant):
    ask(client, participant)
    client.post(confirm_url(), {"deed": "confirm"})

    for address in (
        url("mail-wish", participant),
        url("agenda", participant),
        url("agenda", leader),
        url("mail-wish", leader),
        confirm_url(),
    ):
        assert ANS not in client.get(address).text


def test_asking_again_leaves_the_first_link_right(client, participant):
    ask(client, participant)
    link = confirm_url()

    ask(client, participant)

    assert confirm_url() == link


def test_another_address_has_to_say_yes_itself(client, participant):
    ask(client, participant)
    link = confirm_url()
    client.post(link, {"deed": "confirm"})

    ask(client, participant, "bo@voorbeeldstad.nl")

    wish = MailWish.objects.get()
    assert (wish.email, wish.confirmed_at) == ("bo@voorbeeldstad.nl", None)
    assert client.get(link).status_code == 404


@pytest.mark.parametrize("email", ["", "ans", "ans@", f"{'a' * 250}@voorbeeldstad.nl"])
def test_address_that_is_none_is_told_and_kept(client, participant, email):
    response = ask(client, participant, email)

    assert response.status_code == 422
    assert email in response.text
    assert not OutgoingMail.objects.exists()


def test_mails_from_a_seat_are_few(client, participant):
    answers = [ask(client, participant, f"a{n}@voorbeeldstad.nl").status_code for n in range(4)]

    assert answers == [302, 302, 302, 429]


def test_mails_to_an_address_are_few(client, leader):
    seats = participants(leader, *[Role.HEALTH] * 6)

    answers = [ask(client, seat).status_code for seat in seats]

    assert answers == [302] * 5 + [429]


def test_who_sits_there_stops_the_mails(client, participant):
    ask(client, participant)

    response = client.post(url("mail-wish", participant), {"deed": "stop"})

    assert not MailWish.objects.exists()
    assert "Uw e-mailadres is gewist" in client.get(response.headers["Location"]).text


def test_who_has_the_mail_stops_them_and_may_do_so_twice(client, participant):
    ask(client, participant)
    link = confirm_url()

    answers = [client.post(link, {"deed": "stop"}) for _ in range(2)]

    assert {answer.headers["Location"] for answer in answers} == {
        reverse("conversation:mail-stopped")
    }
    assert not MailWish.objects.exists()
    assert client.get(link).status_code == 404
    assert client.get(reverse("conversation:mail-stopped")).status_code == 200


def test_link_that_waited_too_long_does_nothing(client, participant):
    ask(client, participant)
    MailWish.objects.update(asked_at=timezone.now() - timedelta(days=8))

    assert client.post(confirm_url(), {"deed": "confirm"}).status_code == 404
    assert MailWish.objects.get().confirmed_at is None


def test_address_goes_with_the_seat(client, participant):
    ask(client, participant)

    participant.delete()

    assert not MailWish.objects.exists()
