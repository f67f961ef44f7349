"""Everything on the way in, and about one's own account, is written in Dutch and well made."""

import re
from pathlib import Path

import allauth
import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from django.conf import settings
from django.shortcuts import render
from django.urls import get_resolver

from accounts.models import User
from tests.accounts.door import ADDRESS, log_in, mails_to, sign_up
from tests.factories import UserFactory
from tests.factories.accounts import give_second_factor
from tests.pages import parse
from tests.permissions.urls import every_url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_passwords")]

ENGLISH = re.compile(
    r"\b(the|your|you|we|this|that|are|and|not|cannot|has|have|been|please|password|passwords|sign"
    r"|signed|email|emails|address|addresses|required|invalid|enter|click|here|submit|key|keys"
    r"|security|recovery|session|sessions|must|with|from|will|to|on|for|by|verify|verified|change"
    r"|confirm|remove|add|back|continue|manage|unused|third|party|request|requests|field|value)\b",
    re.IGNORECASE,
)
# Written as its makers write it, or as people type it.
NAMES = re.compile(r"\S+@\S+|https?://\S+|\S+\.txt")

ANONYMOUS = [
    "/account/login/",
    "/account/signup/",
    "/account/inactive/",
    "/account/confirm-email/",
    "/account/confirm-email/verlopen/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/1-verlopen/",
    "/account/password/reset/key/done/",
    "/account/3rdparty/login/cancelled/",
    "/account/3rdparty/login/error/",
]
OWN = [
    "/account/logout/",
    "/account/email/",
    "/account/password/change/",
    "/account/sessions/",
    "/account/reauthenticate/",
    "/account/3rdparty/",
    "/account/2fa/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
]
BEFORE_A_FACTOR = [*OWN, "/account/2fa/totp/activate/"]
WITH_A_FACTOR = [
    *OWN,
    "/account/2fa/totp/deactivate/",
    "/account/2fa/reauthenticate/",
    "/account/2fa/recovery-codes/",
    "/account/2fa/recovery-codes/generate/",
]
WITH_A_PASSKEY = [
    "/account/2fa/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/keys/{key}/edit/",
    "/account/2fa/webauthn/keys/{key}/remove/",
]
# Answered otherwise than with a page of their own, or looked at in another test.
NO_PAGE = {
    "account_confirm_login_code",  # logging in by a code is off
    "mfa_download_recovery_codes",
    "mfa_login_webauthn",
    "mfa_reauthenticate_webauthn",  # asks for a real passkey; see the next test
    "openid_connect_callback",
    "openid_connect_login",
    "socialaccount_signup",
}
WRONG = [
    ("/account/login/", {"login": "geen adres", "password": ""}),
    ("/account/login/", {"login": "x@kennisplaats.example", "password": "fout"}),
    ("/account/signup/", {"email": "geen adres", "password1": "kort", "name": "x" * 200}),
    ("/account/signup/", {"email": "nieuw@kennisplaats.example", "password1": "passwordpassword"}),
    ("/account/password/reset/", {"email": ""}),
]
OWN_WRONG = [
    ("/account/email/", {"email": "geen adres", "action_add": ""}),
    ("/account/email/", {"email": ADDRESS, "action_add": ""}),
    ("/account/password/change/", {"oldpassword": "", "password1": "kort"}),
    ("/account/reauthenticate/", {"password": "fout"}),
    ("/account/2fa/totp/activate/", {"code": "000000"}),
    ("/account/2fa/webauthn/add/", {"credential": ""}),
    ("/account/2fa/webauthn/add/", {"credential": "{}"}),
    ("/account/3rdparty/", {"account": "9"}),
]


def english(text):
    return sorted({found.lower() for found in ENGLISH.findall(NAMES.sub("", text))})


def said(page):
    """Return all that a page says, to whoever looks and to whoever listens."""
    names = ("aria-label", "alt", "title", "placeholder")
    told = [each.attrs[name] for each in page.walk() for name in names if name in each.attrs]
    whole = [page.one("title").text, page.one("main").text, *filter(None, told)]
    return " ".join(re.sub(r"\{.*\}", "", part) for part in whole)


def check(response):
    page = parse(response)
    assert english(said(page)) == []
    assert len(page.all("h1")) == 1
    assert page.one("title").text.endswith("Kennisplaats")
    assert response["Cache-Control"] == "no-store"
    ids = [element["id"] for element in page.walk() if element.attrs.get("id")]
    assert len(ids) == len(set(ids))
    for label in page.one("main").all("label"):
        assert label["for"] in ids
    return page


@pytest.mark.parametrize("path", ANONYMOUS)
def test_page_on_the_way_in(client, path):
    response = client.get(path)

    assert response.status_code in {200, 401}
    check(response)


@pytest.mark.parametrize("path", BEFORE_A_FACTOR)
def test_page_of_an_account(client, member, path):
    client.force_login(member)

    response = client.get(path)

    assert response.status_code == 200
    check(response)


def test_pages_of_an_account_with_a_second_factor(client, member):
    give_second_factor(member)
    RecoveryCodes.activate(member)
    EmailAddress.objects.create(user=member, email="nieuw@kennisplaats.example")
    client.force_login(member)

    answers = {path: client.get(path) for path in WITH_A_FACTOR}

    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(
        WITH_A_FACTOR, 200
    )
    for answer in answers.values():
        check(answer)


def test_pages_of_an_account_with_a_passkey(client, member):
    kind, data = Authenticator.Type.WEBAUTHN, {"name": "Mijn telefoon", "credential": {}}
    key = Authenticator.objects.create(user=member, type=kind, data=data)
    client.force_login(member)

    pages = [check(client.get(path.format(key=key.pk))) for path in WITH_A_PASSKEY]

    assert ["Mijn telefoon" in page.one("main").text for page in pages[1:3]] == [True, False]
    assert pages[2].one("input", name="name")["value"] == "Mijn telefoon"


def test_page_that_asks_for_a_passkey_again(rf):
    request = rf.get("/account/2fa/webauthn/reauthenticate/")
    form = ReauthenticateWebAuthnForm(user=None)

    page = render(request, "mfa/webauthn/reauthenticate.html", {"form": form, "js_data": {}})

    page["Cache-Control"] = "no-store"
    assert (
        check(page).one("button", id="mfa_webauthn_reauthenticate").text == "Gebruik mijn passkey"
    )


def test_page_for_a_first_password(client):
    client.force_login(UserFactory())

    page = check(client.get("/account/password/set/"))

    assert page.one("h1").text == "Wachtwoord instellen"


def test_second_step_and_confirmation(client, curator):
    log_in(client, curator.email)
    check(client.get("/account/2fa/authenticate/"))
    check(client.post("/account/2fa/authenticate/", {"code": "0"}))
    unconfirmed = EmailAddress.objects.create(user=curator, email="nieuw@kennisplaats.example")

    asked = client.get(f"/account/confirm-email/{EmailConfirmationHMAC(unconfirmed).key}/")

    assert "nieuw@kennisplaats.example" in said(check(asked))


@pytest.mark.parametrize(("path", "facts"), WRONG)
def test_fault_on_the_way_in(client, path, facts):
    response = client.post(path, facts)

    assert response.status_code == 422
    check(response)


@pytest.mark.parametrize(("path", "facts"), OWN_WRONG)
def test_fault_in_an_account(client, member, path, facts):
    client.force_login(member)

    response = client.post(path, facts)

    assert response.status_code == 422
    check(response)


def test_every_page_is_looked_at():
    """A page that somebody adds has to be added above."""
    looked_at = [*ANONYMOUS, *BEFORE_A_FACTOR, *WITH_A_FACTOR, *WITH_A_PASSKEY]
    looked_at += ["/account/2fa/authenticate/", "/account/password/set/"]
    resolver = get_resolver()
    seen = {resolver.resolve(path.format(key=1)).url_name for path in looked_at}

    pages = {url.name for url in every_url() if url.route.startswith("account/")}
    unnamed = {name for name in pages if name.startswith("route ")}

    assert unnamed == {name for name in unnamed if "social/" in name}
    assert pages - unnamed - seen == NO_PAGE


MAILS = sorted(
    path
    for folder in ("account", "mfa", "socialaccount")
    for path in Path(settings.BASE_DIR, "templates", "mail", folder).glob("*.txt")
)


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_mail_is_in_dutch_and_tells_what_to_do(path):
    text = re.sub(r"{[{%].*?[%}]}", "", path.read_text())

    subject, _, body = text.partition("\n\n")
    assert english(text) == []
    assert len(subject) < 50
    assert body.startswith("Beste lezer,\n\n")


def test_every_mail_of_allauth_has_its_text():
    folder = Path(allauth.__file__).parent / "templates"
    wanted = {
        f"{path.parent.parent.name}/{path.name.removesuffix('_message.txt')}"
        for path in folder.glob("*/email/*_message.txt")
    }
    ours = {f"{path.parent.name}/{path.stem}" for path in MAILS}

    not_used = {
        "account/base",  # the frame of the others
        "account/login_code",  # these two are for codes, which are off
        "account/password_reset_code",
    }
    assert wanted - ours == not_used


def test_mails_say_nothing_in_english_and_link_to_the_portal(client, settings, member):
    settings.SITE_URL = "https://kennisplaats.example"
    sign_up(client, "nieuw@kennisplaats.example")
    sign_up(client)
    for address in (ADDRESS, "niemand@kennisplaats.example"):
        client.post("/account/password/reset/", {"email": address})
    give_second_factor(member)
    client.force_login(member)
    client.post("/account/2fa/totp/deactivate/")
    client.post("/account/2fa/totp/activate/", {"code": "0"})

    mails = [
        mail
        for user in ("nieuw@kennisplaats.example", ADDRESS, "niemand@kennisplaats.example")
        for mail in mails_to(user)
    ]

    assert len(mails) == 5
    assert [english(mail.subject + mail.text) for mail in mails] == [[]] * 5
    links = [url for mail in mails for url in re.findall(r"https?://\S+", mail.text)]
    assert links
    assert [url for url in links if not url.startswith("https://kennisplaats.example/")] == []


def test_answer_to_too_many_tries_is_a_page(client):
    for _turn in range(21):
        answer = client.post("/account/signup/", {})

    assert answer.status_code == 429
    check(answer)
    assert User.objects.count() == 0
