"""Whoever works in the beheer logs in with more than a password."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import URLPattern, get_resolver

from tests.accounts.door import (
    ADDRESS,
    PASSWORD,
    code,
    faults,
    is_logged_in,
    log_in,
    mails_to,
    wait,
)
from tests.factories import UserFactory
from tests.factories.accounts import give_second_factor
from tests.pages import parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_passwords")]


def addresses_of_the_beheer():
    """Return an address of every page below /beheer/, whether what it is about exists or not."""
    [beheer] = [each for each in get_resolver().url_patterns if str(each.pattern) == "beheer/"]
    return sorted(f"/beheer/{route}" for route in below(beheer, ""))


def below(resolver, before):
    for pattern in resolver.url_patterns:
        regex = pattern.pattern
        route = before + str(regex)
        if isinstance(pattern, URLPattern):
            yield filled_in(route)
        else:
            yield from below(pattern, route)


def filled_in(route):
    """Return ``route`` with something in the place of its parameters."""
    route = re.sub(r"\(\?P<app_label>[^)]*\)", "knowledge", route)
    route = re.sub(r"\(\?P<url>[^)]*\)", "waar-dan-ook", route)
    return re.sub(r"<(\w+:)?\w+>", "1", route).translate(dict.fromkeys(map(ord, "^$")))


BEHEER = addresses_of_the_beheer()


def test_every_page_of_the_beheer_is_known_here():
    assert len(BEHEER) > 60
    assert {"/beheer/", "/beheer/login/", "/beheer/knowledge/concept/1/change/"} <= set(BEHEER)
    assert [path for path in BEHEER if set(path) & set("<>(?")] == []


@pytest.mark.parametrize("method", ["get", "post", "head", "put"])
def test_staff_without_a_second_factor_reaches_nothing(client, method):
    client.force_login(UserFactory(is_staff=True, is_superuser=True, has_second_factor=False))

    answers = {path: getattr(client, method)(path) for path in BEHEER}

    assert {
        (answer.status_code, answer.get("Location"), answer["Cache-Control"])
        for answer in answers.values()
    } == {(302, "/account/2fa/", "no-store")}


def test_nobody_reaches_anything_without_logging_in(client):
    answers = {path: client.get(path) for path in BEHEER}

    assert {answer.status_code for answer in answers.values()} == {302}
    assert {answer["Location"].partition("?")[0] for answer in answers.values()} == {
        "/account/login/"
    }
    assert answers["/beheer/login/"]["Location"] == "/account/login/?next=/beheer/"
    assert answers["/beheer/jsi18n/"]["Location"] == "/account/login/?next=/beheer/jsi18n/"


def test_member_is_told_that_this_is_not_for_them(client, member):
    client.force_login(member)

    answers = [client.get(path) for path in BEHEER]

    assert {answer.status_code for answer in answers} == {403}


def test_recovery_codes_alone_are_no_second_factor(client):
    user = UserFactory(is_staff=True, has_second_factor=False)
    RecoveryCodes.activate(user)
    client.force_login(user)

    assert client.get("/beheer/")["Location"] == "/account/2fa/"


def test_page_that_follows_says_why(client):
    client.force_login(UserFactory(is_staff=True, has_second_factor=False))

    page = parse(client.get("/beheer/", follow=True))

    assert page.one("h1").text == "Tweede stap bij het inloggen"
    assert (
        "Voor het beheer is een wachtwoord niet genoeg." in page.one("section", role="status").text
    )
    assert page.one("a", href="/account/2fa/totp/activate/").text == "Stel de app in"


def test_staff_with_a_second_factor_is_let_in(client, curator):
    log_in(client, curator.email)
    client.post("/account/2fa/authenticate/", {"code": code()})

    assert client.get("/beheer/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_second_factor_is_set_up_and_asked_for_from_then_on(client):
    user = UserFactory(email=ADDRESS, password=PASSWORD, is_staff=True, has_second_factor=False)
    log_in(client)
    page = parse(client.get("/account/2fa/totp/activate/"))
    [secret] = [element.text for element in page.all("code")]
    done = client.post("/account/2fa/totp/activate/", {"code": code(secret)})
    codes = parse(client.get(done["Location"])).all("code")
    inside = client.get("/beheer/").status_code
    client.post("/account/logout/")

    answer = log_in(client)

    assert done["Location"] == "/account/2fa/recovery-codes/"
    assert (len(codes), inside) == (10, 200)
    assert answer["Location"] == "/account/2fa/authenticate/"
    assert [mail.subject for mail in mails_to()] == ["Inloggen met een app staat aan"]
    assert Authenticator.objects.filter(user=user).count() == 2


@pytest.mark.django_db(transaction=True)
def test_sessions_from_before_the_second_factor_end(client):
    UserFactory(email=ADDRESS, password=PASSWORD)
    elsewhere = Client()
    log_in(elsewhere)
    log_in(client)
    [secret] = [
        element.text for element in parse(client.get("/account/2fa/totp/activate/")).all("code")
    ]

    client.post("/account/2fa/totp/activate/", {"code": code(secret)})

    assert (is_logged_in(client), is_logged_in(elsewhere)) == (True, False)


def test_wrong_code_sets_up_nothing(client, member):
    log_in(client)
    client.get("/account/2fa/totp/activate/")

    answer = client.post("/account/2fa/totp/activate/", {"code": "000000"})

    assert answer.status_code == 422
    assert "Deze code klopt niet" in " ".join(faults(answer))
    assert not Authenticator.objects.exists()


def test_recovery_code_works_once(client, curator):
    codes = RecoveryCodes.activate(curator).get_unused_codes()
    log_in(client, curator.email)
    answer = client.post("/account/2fa/authenticate/", {"code": codes[0]})
    client.post("/account/logout/")
    log_in(client, curator.email)

    again = client.post("/account/2fa/authenticate/", {"code": codes[0]})

    assert (answer.status_code, again.status_code) == (302, 422)


@pytest.mark.parametrize(
    "path",
    [
        "/account/2fa/totp/deactivate/",
        "/account/2fa/totp/activate/",
        "/account/2fa/webauthn/add/",
        "/account/2fa/recovery-codes/generate/",
    ],
)
def test_what_opens_an_account_is_asked_for_again_after_a_while(client, member, path):
    if "deactivate" in path or "codes" in path:
        give_second_factor(member)
    client.force_login(member)
    wait(client, timedelta(minutes=6))

    answer = client.get(path)

    assert answer.status_code == 302
    assert answer["Location"].startswith(
        ("/account/reauthenticate/?", "/account/2fa/reauthenticate/?")
    )


def test_wrong_password_does_not_confirm_who_it_is(client, member):
    client.force_login(member)
    wait(client, timedelta(minutes=6))
    where = client.get("/account/2fa/totp/activate/")["Location"]

    wrong = client.post(where, {"password": "een ander wachtwoord"})
    right = client.post(where, {"password": PASSWORD})

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert right["Location"] == "/account/2fa/totp/activate/"


def test_turning_off_is_told_by_mail(client, member):
    give_second_factor(member)
    log_in(client)
    client.post("/account/2fa/authenticate/", {"code": code()})

    client.post("/account/2fa/totp/deactivate/")

    assert [mail.subject for mail in mails_to()] == ["Inloggen met een app staat uit"]
    assert not Authenticator.objects.exists()
