import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail, send_mass_mail
from django.db import transaction

from outbox.models import OutgoingMail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]

FROM, TO = "kp@gemeente.example", "iris@gemeente.example"


def test_mail_of_django_is_written():
    count = send_mail("Klaar", "Beste lezer.", FROM, [f"Iris <{TO}>"])

    mail = OutgoingMail.objects.get()
    assert count == 1
    assert (mail.subject, mail.text, mail.sender, mail.recipient) == (
        *("Klaar", "Beste lezer.", FROM),
        TO,
    )
    assert mail.headers["To"] == f"Iris <{TO}>"
    assert "<h1>Klaar</h1>" in mail.html


def test_html_of_the_sender_is_kept():
    send_mail("Klaar", "Beste lezer.", FROM, [TO], html_message="<p>Beste <b>lezer</b>.</p>")

    assert OutgoingMail.objects.get().html == "<p>Beste <b>lezer</b>.</p>"


def test_everybody_who_gets_it_has_a_row():
    EmailMessage(
        *("Klaar", "Tekst.", FROM),
        to=["a@b.example", "b@b.example"],
        cc=["c@b.example", "a@b.example"],
        bcc=["d@b.example"],
        reply_to=["r@b.example"],
        headers={"X-Soort": "proef", "Message-ID": "<vast@b.example>"},
    ).send()

    mails = OutgoingMail.objects.order_by("pk")
    assert [mail.recipient for mail in mails] == [f"{name}@b.example" for name in "abcd"]
    assert {mail.message_id for mail in mails} == {"<vast@b.example>"}
    assert mails[0].headers == mails[3].headers
    assert mails[0].headers == {
        "To": "a@b.example, b@b.example",
        "Cc": "c@b.example, a@b.example",
        "Reply-To": "r@b.example",
        "X-Soort": "proef",
        "Auto-Submitted": "auto-generated",
    }


def test_several_mails_are_written_at_once():
    assert send_mass_mail([("Een", "a", FROM, [TO]), ("Twee", "b", FROM, [TO])]) == 2
    assert OutgoingMail.objects.count() == 2


def with_file():
    message = EmailMessage("Klaar", "Tekst.", FROM, [TO])
    message.attach("a.txt", "inhoud", "text/plain")
    return message


def with_other_part(mimetype, *, times=1):
    message = EmailMultiAlternatives("Klaar", "Tekst.", FROM, [TO])
    for _turn in range(times):
        message.attach_alternative("x", mimetype)
    return message


def only_html():
    message = EmailMessage("Klaar", "<p>Tekst.</p>", FROM, [TO])
    message.content_subtype = "html"
    return message


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(with_file(), id="file"),
        pytest.param(with_other_part("text/calendar"), id="calendar"),
        pytest.param(with_other_part("text/html", times=2), id="two HTML parts"),
        pytest.param(only_html(), id="no plain text"),
        pytest.param(EmailMessage("Kl\naar", "Tekst.", FROM, [TO]), id="subject of two lines"),
        pytest.param(
            EmailMessage("Klaar", "Tekst.", FROM, [TO], headers={"X-A": "a\nBcc: b@c.example"}),
            id="header of two lines",
        ),
    ],
)
def test_mail_that_cannot_be_sent_is_refused_while_it_is_written(message):
    with pytest.raises(ValueError):
        message.send()

    assert not OutgoingMail.objects.exists()


def test_mail_goes_with_the_transaction_it_was_written_in():
    with transaction.atomic():
        send_mail("Klaar", "Beste lezer.", FROM, [TO])
        transaction.set_rollback(True)

    assert not OutgoingMail.objects.exists()
