"""Logging in with an account of one's organisation."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from accounts.models import User
from tests.accounts.door import ADDRESS, code, is_logged_in, link_in, log_in, mails_to
from tests.accounts.fake_organisation import CLIENT_ID, CLIENT_SECRET, Organisation
from tests.factories import UserFactory
from tests.pages import parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_passwords")]

BEGIN = "/account/oidc/organisatie/login/"


@pytest.fixture(scope="module")
def running():
    with Organisation() as organisation:
        yield organisation


@pytest.fixture
def organisation(running, settings):
    running.person = {"sub": "nummer-1", "email": ADDRESS, "name": "Noor"}
    running.answer = {}
    running.asked.clear()
    settings.OIDC_NAME = "Gemeente Voorbeeld"
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "organisatie",
                    "name": "Gemeente Voorbeeld",
                    "client_id": CLIENT_ID,
                    "secret": CLIENT_SECRET,
                    "settings": {"server_url": running.issuer},
                }
            ],
        }
    }
    return running


def come_in(client, organisation, **query):
    """Press the button, log in at the organisation, and come back; return the last answer."""
    there = client.post(BEGIN, query_params=query)
    return client.get(organisation.log_in(there["Location"]))


def confirm(client):
    [mail] = [mail for mail in mails_to() if "/confirm-email/" in mail.text]
    client.post(link_in(mail, "confirm-email"))


def test_off_there_is_no_button_and_no_way_in(client):
    assert client.post(BEGIN).status_code == 404
    assert "Gemeente Voorbeeld" not in client.get("/account/login/").content.decode()


def test_button_names_the_organisation(client, organisation):
    page = parse(client.get("/account/login/"))

    [form] = [form for form in page.all("form") if form.attrs.get("action", "").startswith(BEGIN)]
    assert form.one("button").text == "Inloggen met Gemeente Voorbeeld"


def test_following_a_link_asks_first(client, organisation):
    answer = client.get(BEGIN)

    assert answer.status_code == 200
    assert organisation.asked == []


def test_request_carries_state_nonce_and_proof_of_who_asked(client, organisation):
    address = client.post(f"{BEGIN}?scope=admin&auth_params=prompt=none")["Location"]

    asked = parse_qs(urlsplit(address).query)
    assert address.startswith(f"{organisation.issuer}/authorize?")
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    assert asked["code_challenge_method"] == ["S256"]
    assert sorted(asked["scope"][0].split()) == ["email", "openid", "profile"]
    assert "prompt" not in asked


def test_new_person_confirms_the_address_and_is_in(client, organisation):
    first = come_in(client, organisation)
    before = is_logged_in(client)
    confirm(client)
    client.logout()

    second = come_in(client, organisation)

    assert (first["Location"], before) == ("/account/confirm-email/", False)
    assert (second["Location"], is_logged_in(client)) == ("/mijn/", True)
    user = User.objects.get()
    assert (user.email, user.name, user.has_usable_password()) == (ADDRESS, "Noor", False)


def test_address_that_the_organisation_calls_verified_is_confirmed_all_the_same(
    client, organisation
):
    organisation.person["email_verified"] = True

    assert come_in(client, organisation)["Location"] == "/account/confirm-email/"


def test_person_is_known_by_issuer_and_number_whatever_the_address(client, organisation):
    come_in(client, organisation)
    confirm(client)
    client.logout()
    organisation.person |= {"email": "ander@kennisplaats.example"}

    come_in(client, organisation)

    assert is_logged_in(client)
    assert User.objects.get().email == ADDRESS
    assert SocialAccount.objects.get().uid == f"{organisation.issuer} nummer-1"
    assert SocialAccount.objects.get().extra_data == {}


def test_existing_account_is_never_entered_by_its_address(client, organisation, member):
    organisation.person["email_verified"] = True

    answer = come_in(client, organisation)

    assert answer["Location"] == "/account/confirm-email/"
    assert not is_logged_in(client)
    assert not SocialAccount.objects.exists()
    [mail] = mails_to()
    assert mail.subject == "U hebt al een account"
    assert "uw account van Gemeente Voorbeeld" in mail.text


def test_account_is_linked_by_who_is_logged_in_to_it(client, organisation, member):
    log_in(client)
    page = parse(client.get("/account/3rdparty/"))
    [form] = [form for form in page.all("form") if "process=connect" in form.attrs["action"]]
    there = client.post(form["action"])
    linked = client.get(organisation.log_in(there["Location"]))
    client.post("/account/logout/")

    come_in(client, organisation)

    assert linked["Location"] == "/account/3rdparty/"
    assert is_logged_in(client)
    assert SocialAccount.objects.get().user == member


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "een ander getal"},
        {"nonce": ""},
        {"iss": "https://iemand-anders.example"},
        {"aud": "een-andere-website"},
        {"exp": 1},
        {"sub": "iemand-anders"},
        {"sub": ""},
    ],
)
def test_answer_that_is_not_for_us_is_refused(client, organisation, wrong):
    organisation.answer = wrong

    answer = come_in(client, organisation)

    assert answer.status_code == 401
    assert parse(answer).one("h1").text == "Inloggen bij uw organisatie lukte niet"
    assert not User.objects.exists()
    assert not is_logged_in(client)


def test_answer_to_another_browser_is_refused(client, organisation):
    there = Client().post(BEGIN)

    answer = client.get(organisation.log_in(there["Location"]))

    assert answer.status_code == 401
    assert not User.objects.exists()


def test_claims_make_nobody_staff(client, organisation):
    organisation.person |= {"is_staff": True, "is_superuser": True, "roles": ["admin"]}

    come_in(client, organisation)

    user = User.objects.get()
    assert (user.is_staff, user.is_superuser) == (False, False)


def test_second_step_is_asked_as_well(client, organisation):
    user = UserFactory(email=ADDRESS, is_staff=True)
    SocialAccount.objects.create(
        user=user, provider="organisatie", uid=f"{organisation.issuer} nummer-1"
    )

    answer = come_in(client, organisation)

    assert answer["Location"] == "/account/2fa/authenticate/"
    assert not is_logged_in(client)
    client.post("/account/2fa/authenticate/", {"code": code()})
    assert client.get("/beheer/").status_code == 200


def test_address_is_asked_for_where_the_organisation_gives_none(client, organisation):
    del organisation.person["email"]
    answer = come_in(client, organisation)
    page = client.get(answer["Location"])

    known = client.post(answer["Location"], {"email": ADDRESS})

    assert parse(page).one("h1").text == "Account maken"
    assert parse(page).one("input", type="email")["name"] == "email"
    assert known["Location"] == "/account/confirm-email/"


def test_who_stops_halfway_reads_so(client, organisation):
    there = client.post(BEGIN)
    state = parse_qs(urlsplit(there["Location"]).query)["state"][0]

    answer = client.get(f"{BEGIN}callback/?error=access_denied&state={state}", follow=True)

    assert parse(answer).one("h1").text == "Inloggen is gestopt"
