import socket
from datetime import timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)
from uuid import uuid4

import pytest
from django.utils import timezone

from outbox.faults import in_words, is_for_good
from outbox.models import OutgoingMail
from outbox.sending import LEASE, MOST_ATTEMPTS, claim, note, send_next, wait_after
from outbox.tidying import tidy
from tests.factories.outbox import WRITTEN, OutgoingMailFactory
from tests.start.running import free_port

pytestmark = pytest.mark.django_db


def reloaded(mail):
    mail.refresh_from_db()
    return mail


def minutes_until_next(mail):
    """Return how long after its last attempt, by the clock, a mail is tried again."""
    return round((reloaded(mail).next_attempt_at - timezone.now()).total_seconds() / 60)


def test_mail_arrives_with_both_its_parts_and_its_headers(mail_server, send_to):
    send_to(mail_server.port)
    mail = OutgoingMailFactory(
        subject="Geld én rust",
        recipient="iris@gemeente.example",
        headers={"To": "Iris <iris@gemeente.example>, b@c.example", "Reply-To": "r@c.example"},
    )

    assert send_next() is True
    assert send_next() is False

    (received,) = mail_server.received
    message = received.message
    assert received.sender == "kennisplaats@gemeente.example"
    assert received.recipients == ["iris@gemeente.example"]
    assert message["Subject"] == "Geld én rust"
    assert message["From"] == "Kennisplaats <kennisplaats@gemeente.example>"
    assert message["To"] == "Iris <iris@gemeente.example>, b@c.example"
    assert message["Reply-To"] == "r@c.example"
    assert message["Message-ID"] == mail.message_id
    assert message["Date"].datetime == WRITTEN
    assert message.get_body(["plain"]).get_content().splitlines() == mail.text.splitlines()
    assert message.get_body(["html"]).get_content().strip() == mail.html
    mail = reloaded(mail)
    assert (mail.state, mail.attempts, mail.last_error) == ("verstuurd", 1, "")
    assert (mail.lease_key, mail.leased_until) == (None, None)


def test_refused_connection_is_tried_again_a_minute_later(send_to):
    send_to(free_port())
    mail = OutgoingMailFactory()

    assert send_next() is True
    assert send_next() is False

    assert reloaded(mail).state == "wacht op een nieuwe poging"
    assert mail.last_error.startswith("De mailserver is niet bereikbaar:")
    assert minutes_until_next(mail) == 1


def test_refused_recipient_is_given_up_at_once(mail_server, send_to):
    send_to(mail_server.port)
    mail_server.to_recipient = "550 5.1.1 Bestaat hier niet"
    mail = OutgoingMailFactory()

    send_next()

    assert reloaded(mail).state == "vastgelopen"
    assert mail.last_error == "De mailserver weigert deze ontvanger: 550 5.1.1 Bestaat hier niet"
    assert mail_server.received == []


def test_server_that_asks_for_patience_gets_it(mail_server, send_to):
    send_to(mail_server.port)
    mail_server.to_data = "451 Probeer het later"
    mail = OutgoingMailFactory(attempts=3)

    send_next()

    assert reloaded(mail).last_error == "De mailserver antwoordde: 451 Probeer het later"
    assert minutes_until_next(mail) == 8


def test_server_that_says_nothing_is_left_in_time(mail_server, send_to):
    send_to(mail_server.port, timeout=0.3)
    mail_server.hold()
    mail = OutgoingMailFactory()

    send_next()

    assert reloaded(mail).last_error == "De mailserver antwoordde niet op tijd."
    assert minutes_until_next(mail) == 1


def test_mail_to_a_server_that_hangs_up_comes_again_with_the_same_message_id(mail_server, send_to):
    send_to(mail_server.port)
    mail_server.hangs_up = True
    mail = OutgoingMailFactory()
    send_next()
    first = reloaded(mail).last_error

    mail_server.hangs_up = False
    mail.next_attempt_at = WRITTEN
    mail.save()
    send_next()

    assert first.startswith("De mailserver verbrak de verbinding:")
    assert reloaded(mail).state == "verstuurd"
    messages = [received.message for received in mail_server.received]
    assert [message["Message-ID"] for message in messages] == [mail.message_id] * 2
    assert [message["Date"].datetime for message in messages] == [WRITTEN] * 2


def test_mail_that_cannot_be_sent_does_not_keep_the_next_from_going(mail_server, send_to):
    send_to(mail_server.port)
    broken = OutgoingMailFactory(recipient="geen adres", headers={"To": "x@y.example"})
    good = OutgoingMailFactory()

    while send_next():
        pass

    assert reloaded(broken).state == "vastgelopen"
    assert broken.last_error.startswith("Deze mail kan zo niet verstuurd worden:")
    assert reloaded(good).state == "verstuurd"


def test_mail_is_given_up_after_the_last_attempt(send_to):
    send_to(free_port())
    mail = OutgoingMailFactory(attempts=MOST_ATTEMPTS - 1)

    send_next()

    assert reloaded(mail).state == "vastgelopen"


def test_attempts_go_on_for_three_days_ever_further_apart():
    waits = [wait_after(attempts) for attempts in range(1, MOST_ATTEMPTS)]

    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(hours=12)
    assert timedelta(days=3) < sum(waits, timedelta()) < timedelta(days=4)


def test_mail_is_in_the_hands_of_one_worker():
    now = timezone.now()
    mail = OutgoingMailFactory()

    claimed = claim(now)

    assert claimed == mail
    assert claim(now) is None
    assert claim(now + LEASE) == mail


def test_worker_that_took_too_long_changes_nothing(caplog):
    mail = OutgoingMailFactory(leased_until=WRITTEN + LEASE, lease_key=uuid4())
    late = OutgoingMailFactory.build(pk=mail.pk, lease_key=uuid4(), attempts=1)

    assert note(late, None, WRITTEN) == 0
    assert note(late, OSError("weg"), WRITTEN) == 0
    assert (reloaded(mail).state, mail.last_error) == ("wacht", "")


def test_worker_whose_mail_was_taken_over_says_so(mail_server, send_to, caplog):
    send_to(mail_server.port)
    mail = OutgoingMailFactory()

    def when_another_has_it(write):
        type(mail).objects.update(lease_key=uuid4())
        return write()

    send_next(when_another_has_it)

    assert "mail was intussen van een ander" in caplog.text
    assert reloaded(mail).state == "wacht"


@pytest.mark.parametrize(
    ("fault", "for_good", "words"),
    [
        (
            SMTPRecipientsRefused({"a@b.nl": (450, b"Vol")}),
            *(False, "De mailserver weigert deze ontvanger: 450 Vol"),
        ),
        (
            SMTPRecipientsRefused({"a@b.nl": (550, "Onbekend")}),
            *(True, "De mailserver weigert deze ontvanger: 550 Onbekend"),
        ),
        (SMTPDataError(554, b"Reclame"), True, "De mailserver antwoordde: 554 Reclame"),
        (SMTPDataError(452, b"Vol"), False, "De mailserver antwoordde: 452 Vol"),
        (SMTPSenderRefused(550, b"Nee", "a@b.nl"), False, "De mailserver antwoordde: 550 Nee"),
        (
            SMTPAuthenticationError(535, b"Fout"),
            *(False, "De mailserver weigert ons wachtwoord: 535 Fout"),
        ),
        (TimeoutError(), False, "De mailserver antwoordde niet op tijd."),
        (socket.gaierror("naam"), False, "De mailserver is niet bereikbaar: naam"),
        (ValueError("kop"), True, "Deze mail kan zo niet verstuurd worden: kop"),
        (KeyError("iets"), False, "Onverwachte fout: KeyError('iets')"),
    ],
)
def test_fault_is_told_and_weighed(fault, for_good, words):
    assert (is_for_good(fault), in_words(fault)) == (for_good, words)


def test_mail_to_be_forgotten_is_gone_once_it_was_sent(mail_server, send_to):
    send_to(mail_server.port)
    OutgoingMailFactory(recipient="iris@gemeente.example", forget=True)

    assert send_next() is True

    assert mail_server.received[0].recipients == ["iris@gemeente.example"]
    assert not OutgoingMail.objects.exists()


def test_mail_to_be_forgotten_is_gone_once_it_is_given_up(mail_server, send_to, caplog):
    send_to(mail_server.port)
    mail_server.to_recipient = "550 5.1.1 iris@gemeente.example bestaat hier niet"
    OutgoingMailFactory(recipient="iris@gemeente.example", forget=True)

    assert send_next() is True

    assert not OutgoingMail.objects.exists()
    assert "mail opgegeven" in caplog.text
    assert "iris" not in caplog.text


def test_mail_to_be_forgotten_stays_until_it_can_be_sent(send_to):
    send_to(free_port())
    mail = OutgoingMailFactory(forget=True)

    send_next()

    assert reloaded(mail).state == "wacht op een nieuwe poging"
    assert minutes_until_next(mail) == 1


def test_mail_to_be_forgotten_at_which_every_worker_died_is_gone():
    OutgoingMailFactory(forget=True, attempts=MOST_ATTEMPTS)
    kept = OutgoingMailFactory(attempts=MOST_ATTEMPTS)

    tidy(timezone.now())

    assert [mail.pk for mail in OutgoingMail.objects.all()] == [kept.pk]
    assert reloaded(kept).state == "vastgelopen"
