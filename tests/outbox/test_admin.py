from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from outbox.models import OutgoingMail
from tests.factories import UserFactory
from tests.factories.outbox import WRITTEN, OutgoingMailFactory

pytestmark = pytest.mark.django_db

LIST = reverse("admin:outbox_outgoingmail_changelist")
SECRET = "https://kp.example/wachtwoord/geheim/"


def page_of(mail):
    return reverse("admin:outbox_outgoingmail_change", args=[mail.pk])


def formatted(mail):
    return reverse("admin:outbox_outgoingmail_html", args=[mail.pk])


@pytest.fixture
def administrator(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def curator(client):
    """Give the browser of somebody who curates, and has nothing to do with mail."""
    client.force_login(UserFactory(is_staff=True))
    return client


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def stuck(**fields):
    return OutgoingMailFactory(gave_up_at=WRITTEN, last_error="550 Onbekend", **fields)


@pytest.mark.parametrize(
    ("state", "shown"),
    [("", {"A", "B", "C"}), ("wacht", {"A"}), ("vastgelopen", {"B"}), ("verstuurd", {"C"})],
)
def test_list_narrows_by_state(administrator, state, shown):
    OutgoingMailFactory(subject="A")
    stuck(subject="B")
    OutgoingMailFactory(subject="C", sent_at=WRITTEN)

    response = administrator.get(LIST, {"stand": state} if state else {})

    assert {mail.subject for mail in response.context["cl"].result_list} == shown


def test_list_tells_whom_it_was_for_and_what_went_wrong(administrator):
    stuck(recipient="iris@gemeente.example")

    html = administrator.get(LIST, {"q": "iris"}).text

    assert "iris@gemeente.example" in html
    assert "550 Onbekend" in html
    assert "vastgelopen" in html


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count_is_constant(administrator, django_assert_max_num_queries, count):
    OutgoingMailFactory.create_batch(count)
    administrator.get(LIST)

    with django_assert_max_num_queries(8):
        administrator.get(LIST)


@pytest.mark.usefixtures("demo")
def test_curator_of_a_demo_reads_mails(curator):
    mail = OutgoingMailFactory(text=f"Kies een wachtwoord:\n{SECRET}\n", html="<h1>Dag</h1>")

    page = curator.get(page_of(mail))
    as_it_arrives = curator.get(formatted(mail))

    assert curator.get(LIST).status_code == 200
    assert f"Kies een wachtwoord:<br>{SECRET}" in page.text
    assert formatted(mail) in page.text
    assert as_it_arrives.text == "<h1>Dag</h1>"
    assert as_it_arrives["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


@pytest.mark.usefixtures("demo")
def test_mail_of_a_demo_without_its_text_says_so(curator):
    page = curator.get(page_of(OutgoingMailFactory(text="", html="", sent_at=WRITTEN)))

    assert page.text.count("gewist") == 2


@pytest.mark.usefixtures("demo")
def test_mail_for_one_person_alone_is_read_by_nobody(curator):
    mail = OutgoingMailFactory(text=SECRET, html=SECRET, forget=True)

    page = curator.get(page_of(mail))

    assert page.status_code == 200
    assert SECRET not in page.text
    assert formatted(mail) not in page.text
    assert curator.get(formatted(mail)).status_code == 404


@pytest.mark.usefixtures("demo")
def test_visitor_of_a_demo_reads_no_mail(client):
    mail = OutgoingMailFactory()

    for url in (LIST, page_of(mail), formatted(mail)):
        assert client.get(url).status_code == 302


def test_administrator_never_reads_a_mail(administrator):
    mail = OutgoingMailFactory(text=SECRET, html=SECRET)

    page = administrator.get(page_of(mail))

    assert page.status_code == 200
    assert mail.subject in page.text
    assert SECRET not in page.text
    assert administrator.get(formatted(mail)).status_code == 404


def test_curator_has_nothing_to_do_with_mail(curator):
    mail = OutgoingMailFactory()

    assert curator.get(LIST).status_code == 403
    assert curator.get(page_of(mail)).status_code == 403
    assert curator.get(formatted(mail)).status_code == 404


def test_nobody_changes_or_adds_a_mail(administrator):
    mail = OutgoingMailFactory()

    administrator.post(page_of(mail), {"subject": "Anders"})
    added = administrator.get(reverse("admin:outbox_outgoingmail_add"))

    mail.refresh_from_db()
    assert mail.subject != "Anders"
    assert added.status_code == 403


def retry(client, *mails):
    chosen = {"action": "retry", "_selected_action": [mail.pk for mail in mails]}
    response = client.post(LIST, chosen, follow=True)
    return [str(message) for message in response.context["messages"]]


def test_stuck_and_waiting_mails_are_tried_again_at_once(administrator):
    later = timezone.now() + timedelta(hours=12)
    mails = [stuck(attempts=16), OutgoingMailFactory(next_attempt_at=later, attempts=12)]

    said = retry(administrator, *mails)

    for mail in mails:
        mail.refresh_from_db()
    assert said == ["2 mails worden opnieuw geprobeerd."]
    assert [(mail.state, mail.attempts, mail.last_error) for mail in mails] == [
        ("wacht", 0, "")
    ] * 2
    assert set(OutgoingMail.objects.due(timezone.now())) == set(mails)


def test_mail_that_is_sent_or_being_sent_is_left_alone(administrator):
    held = {"leased_until": timezone.now() + timedelta(minutes=5), "lease_key": uuid4()}
    mails = [OutgoingMailFactory(sent_at=WRITTEN, attempts=1), OutgoingMailFactory(**held)]

    said = retry(administrator, *mails)

    assert said == ["0 mails worden opnieuw geprobeerd."]
    assert not OutgoingMail.objects.due(timezone.now()).exists()


def test_stuck_mail_without_its_text_is_not_tried_again(administrator):
    mails = [stuck(), stuck(text="", html="")]

    said = retry(administrator, *mails)

    assert said == [
        "1 mail wordt opnieuw geprobeerd.",
        "Wat vastgelopen blijft, kan niet meer: de tekst is al gewist.",
    ]


def test_who_may_only_look_tries_nothing_again(client):
    reader = UserFactory(is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_outgoingmail"))
    client.force_login(reader)
    mail = stuck()

    retry(client, mail)

    mail.refresh_from_db()
    assert mail.state == "vastgelopen"
