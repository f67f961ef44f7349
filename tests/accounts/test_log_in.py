from datetime import timedelta

import pytest
from allauth.account.adapter import get_adapter
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from accounts.entrance.sessions import BEGUN, SEEN
from tests.accounts.door import (
    ADDRESS,
    PASSWORD,
    code,
    faults,
    is_logged_in,
    link_in,
    log_in,
    mails_to,
    session_key,
)
from tests.factories import UserFactory
from tests.pages import parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_passwords")]


def test_right_password_leads_to_ones_own_page(client, member):
    answer = log_in(client)

    assert (answer.status_code, answer["Location"]) == (302, "/mijn/")
    assert is_logged_in(client)


def test_page_that_was_asked_for_comes_after_logging_in(client, member):
    asked = client.get("/mijn/")
    answer = log_in(client, next="/praktijkvoorbeelden/insturen/")

    assert asked["Location"] == "/account/login/?next=/mijn/"
    assert answer["Location"] == "/praktijkvoorbeelden/insturen/"


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_nobody_is_sent_to_another_site(client, member, where):
    assert log_in(client, next=where)["Location"] == "/mijn/"


def test_unknown_address_and_wrong_password_get_one_answer(client, member):
    wrong = log_in(client, password="een ander wachtwoord")
    unknown = log_in(client, "niemand@kennisplaats.example")

    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert faults(wrong) == faults(unknown)
    assert "Het e-mailadres of het wachtwoord klopt niet." in faults(wrong)
    assert parse(wrong).one("input", name="login")["value"] == ADDRESS


def test_session_gets_another_key_at_log_in(client, member):
    client.get("/account/login/")
    client.post("/account/password/reset/", {"email": "x@kennisplaats.example"})
    session = client.session
    session["kept"] = True
    session.save()
    before = session_key(client)

    log_in(client)

    assert before
    assert session_key(client) != before
    assert not Session.objects.filter(pk=before).exists()


def test_key_is_dead_after_logging_out(client, member):
    log_in(client)
    key = session_key(client)

    answer = client.post("/account/logout/")

    assert not Session.objects.filter(pk=key).exists()
    assert answer["Clear-Site-Data"] == '"storage"'
    assert (answer["Location"], is_logged_in(client)) == ("/account/login/", False)
    assert "U bent uitgelogd." in client.get("/account/login/").content.decode()


def test_asking_for_the_log_out_page_logs_nobody_out(client, member):
    log_in(client)

    assert client.get("/account/logout/").status_code == 200
    assert is_logged_in(client)


def test_blocked_account_is_out_at_the_next_request(client, member):
    log_in(client)
    member.is_active = False
    member.save()

    assert not is_logged_in(client)
    assert log_in(client)["Location"] == "/account/inactive/"


@pytest.mark.parametrize(
    ("is_staff", "name", "age", "stays"),
    [
        (False, SEEN, timedelta(days=13), True),
        (False, SEEN, timedelta(days=15), False),
        (False, BEGUN, timedelta(days=29), True),
        (False, BEGUN, timedelta(days=31), False),
        (True, SEEN, timedelta(minutes=119), True),
        (True, SEEN, timedelta(minutes=121), False),
        (True, BEGUN, timedelta(hours=11), True),
        (True, BEGUN, timedelta(hours=13), False),
    ],
)
def test_session_ends_after_rest_and_after_long(client, is_staff, name, age, stays):
    client.force_login(UserFactory(is_staff=is_staff))
    session = client.session
    session[name] -= age.total_seconds()
    session.save()

    assert is_logged_in(client) is stays


def test_visit_is_written_down_at_most_once_in_five_minutes(client, member):
    client.force_login(member)
    session = client.session
    session[SEEN] -= 200
    session.save()
    is_logged_in(client)
    soon = client.session[SEEN]
    session[SEEN] -= 200
    session.save()

    is_logged_in(client)

    assert soon == pytest.approx(session[SEEN] + 200)
    assert client.session[SEEN] > soon


@pytest.mark.parametrize("remember", [False, True])
def test_browser_keeps_the_session_only_if_asked(client, member, remember):
    answer = log_in(client, **({"remember": "on"} if remember else {}))

    kept = answer.cookies["sessionid"]["max-age"]
    assert bool(kept) is remember


# Tries --------------------------------------------------------------------


def test_sixth_try_is_refused_even_with_the_right_password(client, member):
    tries = [log_in(client, password=f"verkeerd wachtwoord {n}") for n in range(5)]

    answer = log_in(client)

    assert [each.status_code for each in tries] == [422] * 5
    assert answer.status_code == 422
    assert "Er is te vaak geprobeerd" in " ".join(faults(answer))
    assert not is_logged_in(client)


def test_tries_on_an_unknown_address_count_the_same(client):
    for number in range(5):
        log_in(client, "niemand@kennisplaats.example", f"verkeerd wachtwoord {number}")

    answer = log_in(client, "niemand@kennisplaats.example")

    assert "Er is te vaak geprobeerd" in " ".join(faults(answer))


def test_many_requests_from_one_address_get_a_page_in_dutch(client):
    answers = [
        client.post("/account/password/reset/", {"email": "a@kennisplaats.example"})
        for _turn in range(6)
    ]

    assert [each.status_code for each in answers] == [302] * 5 + [429]
    assert parse(answers[-1]).one("h1").text == "Even wachten"
    assert answers[-1]["Retry-After"] == "300"


@pytest.mark.parametrize(
    ("count", "forwarded", "counted"),
    [
        (0, "198.51.100.7", "127.0.0.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "10.0.0.1, 198.51.100.7", "198.51.100.7"),
    ],
)
def test_address_of_a_visitor_is_what_the_own_proxy_says(settings, rf, count, forwarded, counted):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = count

    request = rf.get("/", headers={"X-Forwarded-For": forwarded})

    assert get_adapter().get_client_ip(request) == counted


def test_what_is_counted_tells_nobody_who_tried(client):
    log_in(client, "niemand@kennisplaats.example", "verkeerd wachtwoord")

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache")
        keys = [key for (key,) in cursor.fetchall()]
    assert keys
    assert [key for key in keys if "127.0.0.1" in key or "niemand" in key] == []


# Another password ---------------------------------------------------------


def test_password_is_chosen_anew_by_mail(client, member):
    asked = client.post("/account/password/reset/", {"email": ADDRESS})
    [mail] = mails_to()
    page = client.get(link_in(mail, "password/reset/key"), follow=True)
    where = page.redirect_chain[-1][0]
    saved = client.post(where, {"password1": "een heel nieuw wachtwoord"})

    assert asked["Location"] == "/account/password/reset/done/"
    assert parse(page).one("h1").text == "Nieuw wachtwoord kiezen"
    assert saved.status_code == 302
    assert log_in(client, password="een heel nieuw wachtwoord")["Location"] == "/mijn/"
    assert [each.subject for each in mails_to()][1:] == ["Uw wachtwoord is gewijzigd"]


def test_reset_of_an_unknown_address_answers_the_same(client, member):
    known = client.post("/account/password/reset/", {"email": ADDRESS})
    unknown = client.post("/account/password/reset/", {"email": "niemand@kennisplaats.example"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [mail.subject for mail in mails_to("niemand@kennisplaats.example")] == [
        "U hebt geen account met dit adres"
    ]


def test_reset_does_not_pass_the_second_step(client, quick_passwords):
    UserFactory(email=ADDRESS, password=PASSWORD, has_second_factor=True)
    client.post("/account/password/reset/", {"email": ADDRESS})
    page = client.get(link_in(mails_to()[0], "password/reset/key"), follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "een heel nieuw wachtwoord"})

    answer = log_in(client, password="een heel nieuw wachtwoord")

    assert answer["Location"] == "/account/2fa/authenticate/"
    assert not is_logged_in(client)


def test_spoiled_link_is_told_in_plain_words(client):
    answer = client.get("/account/password/reset/key/1-abc/")

    assert "Deze link is verlopen of al gebruikt." in answer.content.decode()


def test_other_sessions_end_when_the_password_changes(client, member):
    elsewhere = Client()
    log_in(client)
    log_in(elsewhere)

    changed = client.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": "een heel nieuw wachtwoord"},
    )

    assert changed.status_code == 302
    assert (is_logged_in(client), is_logged_in(elsewhere)) == (True, False)


def test_everywhere_logged_out_leaves_this_one(client, member):
    elsewhere = Client()
    log_in(elsewhere)
    log_in(client)
    shown = parse(client.get("/account/sessions/")).all("li", class_="kp-panel")

    client.post("/account/sessions/")

    assert len(shown) == 2
    assert (is_logged_in(client), is_logged_in(elsewhere)) == (True, False)


# The second step ----------------------------------------------------------


def test_code_is_asked_after_the_password_and_works_once(client, curator):
    asked = log_in(client, curator.email)
    right = code()
    answer = client.post("/account/2fa/authenticate/", {"code": right})
    inside = is_logged_in(client)
    client.post("/account/logout/")
    log_in(client, curator.email)
    again = client.post("/account/2fa/authenticate/", {"code": right})

    assert asked["Location"] == "/account/2fa/authenticate/"
    assert (answer["Location"], inside) == ("/mijn/", True)
    assert again.status_code == 422
    assert "Deze code klopt niet of is verlopen. Vul de nieuwste code in." in " ".join(
        faults(again)
    )


def test_session_gets_another_key_at_the_second_step(client, curator):
    log_in(client, curator.email)
    before = session_key(client)

    client.post("/account/2fa/authenticate/", {"code": code()})

    assert session_key(client) != before


def test_code_can_not_be_guessed_by_trying(client, curator):
    log_in(client, curator.email)
    tries = [client.post("/account/2fa/authenticate/", {"code": "000000"}) for _turn in range(12)]

    right = client.post("/account/2fa/authenticate/", {"code": code()})

    assert {answer.status_code for answer in tries} == {422}
    assert right.status_code == 422
    assert not is_logged_in(client)
