from datetime import timedelta

import pytest

from accounts.models import User
from tests.accounts.door import ADDRESS, PASSWORD, faults, link_in, log_in, mails_to, wait
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_passwords")]

NEW = "nieuw@kennisplaats.example"


def change(client, address):
    return client.post("/account/email/", {"email": address, "action_add": ""})


def test_new_address_counts_after_it_is_confirmed(client, member):
    log_in(client)
    change(client, NEW)
    before = User.objects.get().email
    shown = client.get("/account/email/").content.decode()

    client.post(link_in(mails_to(NEW)[0], "confirm-email"))

    assert (before, User.objects.get().email) == (ADDRESS, NEW)
    assert f"Wij stuurden een mail naar {NEW}" in shown
    assert [mail.subject for mail in mails_to()] == ["Uw e-mailadres is gewijzigd"]
    client.post("/account/logout/")
    assert log_in(client, NEW)["Location"] == "/mijn/"


def test_address_of_somebody_else_can_be_asked_for_but_not_had(client, member):
    UserFactory(email=NEW)
    log_in(client)
    answer = change(client, NEW)

    [mail] = [each for each in mails_to(NEW) if "/confirm-email/" in each.text] or [None]
    if mail:
        client.post(link_in(mail, "confirm-email"))

    assert answer.status_code == 302
    assert User.objects.get(pk=member.pk).email == ADDRESS
    assert User.objects.filter(email=NEW).count() == 1


@pytest.mark.parametrize("address", ["", "geen adres", ADDRESS])
def test_address_that_can_not_be_is_told(client, member, address):
    log_in(client)

    answer = change(client, address)

    assert answer.status_code == 422
    assert faults(answer)
    assert mails_to(address) == []


def test_it_is_asked_again_who_it_is(client, member):
    client.force_login(member)
    wait(client, timedelta(minutes=6))

    answer = change(client, NEW)

    assert answer["Location"].startswith("/account/reauthenticate/")
    assert mails_to(NEW) == []


def test_address_can_change_with_a_second_factor(client, curator):
    client.force_login(curator)

    answer = change(client, NEW)

    assert (answer.status_code, len(mails_to(NEW))) == (302, 1)


def test_wrong_present_password_changes_nothing(client, member):
    log_in(client)

    answer = client.post(
        "/account/password/change/",
        {"oldpassword": "fout", "password1": "een heel nieuw wachtwoord"},
    )

    assert answer.status_code == 422
    assert "Dit is niet uw huidige wachtwoord." in " ".join(faults(answer))
    member.refresh_from_db()
    assert member.check_password(PASSWORD)
