import pytest
from allauth.account.models import EmailAddress

from accounts.models import User
from tests.accounts.door import (
    ADDRESS,
    faults,
    is_logged_in,
    link_in,
    log_in,
    mails_to,
    sign_up,
)
from tests.pages import parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_passwords")]


def test_account_is_usable_after_the_address_is_confirmed(client):
    answer = sign_up(client)
    [mail] = mails_to()
    confirm = link_in(mail, "confirm-email")
    asked = client.get(confirm)
    before = EmailAddress.objects.get().verified

    confirmed = client.post(confirm)
    log_in(client)

    assert (answer.status_code, answer["Location"]) == (302, "/account/confirm-email/")
    assert mail.subject == "Bevestig uw e-mailadres"
    assert (asked.status_code, before) == (200, False)
    assert confirmed.status_code == 302
    assert is_logged_in(client)
    assert [(user.email, user.name) for user in User.objects.all()] == [(ADDRESS, "Noor")]


def test_log_in_before_confirming_sends_to_the_mail(client):
    sign_up(client)

    answer = log_in(client)

    assert (answer.status_code, answer["Location"]) == (302, "/account/confirm-email/")
    assert not is_logged_in(client)


def test_link_of_a_mail_works_once(client):
    sign_up(client)
    confirm = link_in(mails_to()[0], "confirm-email")
    client.post(confirm)

    again = client.get(confirm)

    assert "Ja, dit is mijn adres" not in again.content.decode()


def test_known_address_gets_the_same_answer_and_its_owner_a_mail(client, member):
    new, known = sign_up(client, "nieuw@kennisplaats.example"), sign_up(client, ADDRESS.upper())

    assert (known.status_code, known["Location"]) == (new.status_code, new["Location"])
    assert set(known.cookies) == set(new.cookies)
    assert [mail.subject for mail in mails_to()] == ["U hebt al een account"]
    assert User.objects.count() == 2


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("", "Kies een wachtwoord."),
        ("kort", "Dit wachtwoord is te kort"),
        ("wachtwoord123", "Dit wachtwoord is te makkelijk te raden"),
        ("Gemeente-2026!", "Dit wachtwoord is te makkelijk te raden"),
        ("kennisplaats2026", "Dit wachtwoord is te makkelijk te raden"),
        ("918273645546372819", "Dit wachtwoord bevat alleen cijfers"),
        ("passwordpassword", "te makkelijk"),
        (ADDRESS, "lijkt te veel op"),
    ],
)
def test_password_that_is_guessed_is_refused(client, password, fault):
    answer = sign_up(client, password=password)

    assert answer.status_code == 422
    assert fault in " ".join(faults(answer))
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "password", ["mijn kennisplaats is bij de zee", "x" * 200, "é" * 12 + " spatie "]
)
def test_long_password_of_any_kind_is_taken_as_typed(client, password):
    assert sign_up(client, password=password).status_code == 302
    assert User.objects.get().check_password(password)
    assert not User.objects.get().check_password(password.strip() + "x")


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"email": ""}, "Vul uw e-mailadres in."),
        ({"email": "geen adres"}, "Dit is geen e-mailadres."),
        ({"email": "a" * 250 + "@a.nl"}, "Dit e-mailadres is te lang."),
        ({"name": "x" * 121}, "Gebruik ten hoogste 120 tekens."),
    ],
)
def test_wrong_input_is_told_and_the_rest_is_still_there(client, wrong, fault):
    answer = sign_up(client, **{"name": "Noor de Vries", **wrong})

    page = parse(answer)
    assert answer.status_code == 422
    assert fault in " ".join(faults(answer))
    assert page.one("input", name="name")["value"] == wrong.get("name", "Noor de Vries")
    assert "value" not in page.one("input", name="password1").attrs
    assert page.one("title").text.startswith("Fout: ")


def test_program_that_fills_in_everything_gets_the_same_answer_but_no_account(client):
    answer = sign_up(client, website="https://spam.example")

    assert (answer.status_code, answer["Location"]) == (302, "/account/confirm-email/")
    assert (User.objects.count(), mails_to()) == (0, [])


def test_fields_that_the_form_does_not_show_do_nothing(client):
    sign_up(client, is_staff="on", is_superuser="on", is_active="", groups="1", pk="7")

    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.is_active, user.groups.count()) == (
        False,
        False,
        True,
        0,
    )


def test_name_is_kept_on_one_line_without_what_nobody_sees(client):
    sign_up(client, name="  Noor\u202e\nde\x07 Vries ")

    assert User.objects.get().name == "Noor de Vries"


def test_page_says_what_is_kept_and_where_to_read_more(client):
    page = parse(client.get("/account/signup/"))

    kept = page.one("section", aria_labelledby="bewaren")
    assert "e-mailadres" in kept.text
    assert kept.one("a")["href"] == "/privacy/"
