import pytest
from django.db import transaction
from django.template import TemplateDoesNotExist

from outbox.mail import absolute_url, post
from outbox.models import OutgoingMail

pytestmark = pytest.mark.django_db

TO = "iris@gemeente.example"


def test_post_writes_a_mail_and_sends_nothing(mail_texts, settings, mailoutbox):
    settings.DEFAULT_FROM_EMAIL = "Kennisplaats <kp@gemeente.example>"
    mail_texts("klaar", "Uw inzending over {{ about }}\n\nBeste {{ name }},\n\nHet is klaar.\n")

    post("klaar", to=TO, context={"about": "rust", "name": "Iris"})

    mail = OutgoingMail.objects.get()
    assert (mail.sender, mail.recipient) == ("Kennisplaats <kp@gemeente.example>", TO)
    assert mail.subject == "Uw inzending over rust"
    assert mail.text == "Beste Iris,\n\nHet is klaar.\n"
    assert "<p>\n            Beste Iris,\n          </p>" in mail.html
    assert mail.headers == {"To": TO, "Auto-Submitted": "auto-generated"}
    assert (mail.state, mail.attempts) == ("wacht", 0)
    assert mailoutbox == []


def test_plain_text_is_not_escaped_and_html_is(mail_texts):
    mail_texts("klaar", "{{ title }}\n\n{{ title }}")

    mail = post("klaar", to=TO, context={"title": "Geld & <b>rust</b>"})

    assert (mail.subject, mail.text) == ("Geld & <b>rust</b>", "Geld & <b>rust</b>\n")
    assert "<title>Geld &amp; &lt;b&gt;rust&lt;/b&gt;</title>" in mail.html
    assert "<b>" not in mail.html


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\v", "\x85", "\u2028"])
def test_no_header_gets_in_through_the_subject(mail_texts, end):
    mail_texts("klaar", "Over {{ title }}\n\nTekst.")

    mail = post("klaar", to=TO, context={"title": f"rust{end}Bcc: ander@elders.example"})

    assert mail.subject in {"Over rust", "Over rust Bcc: ander@elders.example"}
    assert mail.headers.keys() == {"To", "Auto-Submitted"}


def test_long_subject_is_cut(mail_texts):
    mail_texts("klaar", "{{ title }}\n\nTekst.")

    assert post("klaar", to=TO, context={"title": "a" * 300}).subject == "a" * 200


def test_answers_go_to_who_answers_questions(mail_texts, settings):
    settings.CONTACT_EMAIL = "redactie@gemeente.example"
    mail_texts("klaar", "Klaar\n\nTekst.")

    mail = post("klaar", to=TO, context={})

    assert mail.headers["Reply-To"] == "redactie@gemeente.example"


def test_message_ids_differ_and_do_not_name_the_machine(mail_texts, settings):
    settings.SITE_URL = "https://kennis.gemeente.example"
    mail_texts("klaar", "Klaar\n\nTekst.")

    first, second = (post("klaar", to=TO, context={}).message_id for _turn in range(2))

    assert first != second
    assert first.endswith("@kennis.gemeente.example>")


def test_mail_goes_with_the_transaction_it_was_written_in(mail_texts):
    mail_texts("klaar", "Klaar\n\nTekst.")

    with transaction.atomic():
        post("klaar", to=TO, context={})
        transaction.set_rollback(True)

    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("to", ["", "niemand", "a@b.example\nBcc: c@d.example"])
def test_mail_to_nobody_is_refused(mail_texts, to):
    mail_texts("klaar", "Klaar\n\nTekst.")

    with pytest.raises(ValueError):
        post("klaar", to=to, context={})


def test_mail_without_a_text_is_a_fault():
    with pytest.raises(TemplateDoesNotExist):
        post("bestaat-niet", to=TO, context={})


@pytest.mark.parametrize(
    ("site_url", "hosts", "is_https", "expected"),
    [
        pytest.param("https://kp.example", ["x.example"], False, "https://kp.example", id="told"),
        pytest.param("", ["kp.example", "x.example"], True, "https://kp.example", id="first name"),
        pytest.param("", ["*", ".kp.example"], False, "http://kp.example", id="any name"),
        pytest.param("", [], False, "http://localhost", id="no name"),
    ],
)
def test_absolute_url_begins_with_the_address_of_the_portal(
    settings, site_url, hosts, is_https, expected
):
    settings.SITE_URL, settings.ALLOWED_HOSTS = site_url, hosts
    settings.SECURE_SSL_REDIRECT = is_https

    assert absolute_url("/mijn/?a=1") == f"{expected}/mijn/?a=1"
