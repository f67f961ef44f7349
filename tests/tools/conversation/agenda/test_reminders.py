"""Mail on the day to look back: to who asked for it, once for each action and date."""

import io
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection

from outbox.models import OutgoingMail
from tests.factories.conversation import actions, led, participants
from tests.tools.conversation.agenda.pages import Phase, to_phase, url
from tools.conversation.agenda import wishes
from tools.conversation.agenda.reminders import send_review_mails
from tools.conversation.models import Action, MailWish, Participant, ReviewMail
from tools.conversation.roles import Role
from tools.sessions.keys import new_key
from tools.sessions.models import Seat

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 3, 1, 6, tzinfo=UTC)
TODAY = NOW.date()
TOMORROW = NOW + timedelta(days=1)


def a_wish(seat, email="ans@voorbeeldstad.nl", *, confirmed_at=NOW, asked_at=NOW):
    return MailWish.objects.create(
        seat=seat, email=email, key=new_key(), asked_at=asked_at, confirmed_at=confirmed_at
    )


@pytest.fixture
def leader():
    return led(phase=Phase.CLOSED, title="Gesprek & meer")


@pytest.fixture
def participant(leader):
    (seat,) = participants(leader, Role.HEALTH)
    return seat


def mails():
    return list(OutgoingMail.objects.order_by("pk"))


def send(now=NOW, **options):
    return list(send_review_mails(now, **options))


def test_one_mail_tells_of_all_that_is_due(leader, participant, settings):
    settings.SITE_URL = "https://kennisplaats.example"
    wish = a_wish(participant)
    actions(leader, "Bel 'eerder'", lead="Team Geldzaken", review_on=TODAY)
    actions(leader, "Vroeger", review_on=TODAY - timedelta(days=400))
    actions(leader, "Morgen", review_on=TOMORROW.date())
    actions(leader, "Gedaan", review_on=TODAY, status="done", lead="Ans", first_step="Bellen")

    told = send()

    (mail,) = mails()
    assert (told, mail.recipient) == ([wish], "ans@voorbeeldstad.nl")
    assert mail.subject == "Terugkijken op 2 afspraken op de kennisplaats"
    assert "- Bel 'eerder' (terugkijken op 1 maart 2027, trekker: Team Geldzaken)" in mail.text
    assert "- Vroeger (" in mail.text
    assert "Morgen" not in mail.text
    assert "Gedaan" not in mail.text
    assert f"https://kennisplaats.example{url('agenda', participant)}" in mail.text
    assert wishes.confirm_url(wish) in mail.text
    assert leader.key not in mail.text
    # It has the key of a seat: nobody reads it but its reader.
    assert mail.forget


def test_nobody_hears_twice_of_the_same_date(leader, participant):
    a_wish(participant)
    (action,) = actions(leader, "Bel", review_on=TODAY)

    first, again, later = send(), send(), send(TOMORROW)
    Action.objects.filter(pk=action.pk).update(review_on=TOMORROW.date())
    other_date = send(TOMORROW)

    assert [len(told) for told in (first, again, later, other_date)] == [1, 0, 0, 1]
    assert len(mails()) == 2


def test_each_who_asked_hears_with_their_own_link(leader, participant):
    a_wish(participant)
    a_wish(leader, "leider@voorbeeldstad.nl")
    actions(leader, "Bel", review_on=TODAY)

    send()

    links = {mail.recipient: mail.text for mail in mails()}
    assert url("agenda", participant) in links["ans@voorbeeldstad.nl"]
    assert url("agenda", leader) in links["leider@voorbeeldstad.nl"]


def test_who_did_not_confirm_or_left_hears_nothing(leader):
    unsure, left = participants(leader, Role.HEALTH, Role.WORK)
    a_wish(unsure, confirmed_at=None)
    a_wish(left, "weg@voorbeeldstad.nl")
    Seat.objects.filter(pk=left.pk).update(withdrawn_at=NOW)
    actions(leader, "Bel", review_on=TODAY)

    assert (send(), mails()) == ([], [])


def test_who_lost_the_link_to_another_is_not_mailed_the_new_one(leader, participant):
    a_wish(participant)
    Participant.objects.filter(seat=participant).update(hidden_before=NOW + timedelta(hours=1))
    actions(leader, "Bel", review_on=TODAY)

    assert send(TOMORROW) == []


def test_actions_of_another_conversation_are_not_told(participant):
    a_wish(participant)
    actions(led(phase=Phase.CLOSED), "Elders", review_on=TODAY)

    assert send() == []


def test_nobody_is_mailed_while_there_is_no_agenda(leader, participant):
    a_wish(participant)
    actions(leader, "Bel", review_on=TODAY)
    to_phase(leader, Phase.SCORING)

    assert send() == []


def test_dry_run_sends_and_remembers_nothing(leader, participant):
    wish = a_wish(participant)
    actions(leader, "Bel", review_on=TODAY)

    assert send(dry_run=True) == [wish]
    assert (mails(), ReviewMail.objects.count()) == ([], 0)


def test_mail_that_could_not_be_written_is_not_counted_as_sent(leader, participant):
    wish = a_wish(participant, "ans@voorbeeldstad.nl\nBcc: iedereen")
    actions(leader, "Bel", review_on=TODAY)

    with pytest.raises(ValueError, match="Header"):
        send()

    assert ReviewMail.objects.count() == 0
    MailWish.objects.filter(pk=wish.pk).update(email="ans@voorbeeldstad.nl")
    assert len(send()) == 1


def test_reminder_of_an_action_wish_and_date_is_there_once(leader, participant):
    row = {"action": actions(leader, "Bel", review_on=TODAY)[0], "wish": a_wish(participant)}
    ReviewMail.objects.create(**row, review_on=TODAY)

    with pytest.raises(IntegrityError, match=r"review_mail_once|UNIQUE"):
        ReviewMail.objects.create(**row, review_on=TODAY)


def test_address_that_nobody_confirms_is_forgotten(leader, participant):
    a_wish(leader, "leider@voorbeeldstad.nl", asked_at=NOW - timedelta(days=30))
    a_wish(participant, confirmed_at=None, asked_at=NOW)

    send(NOW + timedelta(days=8))

    assert [wish.email for wish in MailWish.objects.all()] == ["leider@voorbeeldstad.nl"]


def test_command_counts_these_mails_too(leader, participant):
    a_wish(participant)
    actions(leader, "Bel", review_on="2020-01-01")
    out = io.StringIO()

    call_command("send_reminders", stdout=out)

    assert "1 herinneringen aan acties" in out.getvalue()
    assert len(mails()) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="a memory database has one connection")
def test_of_those_who_send_at_the_same_moment_one_does():
    leader = led(phase=Phase.CLOSED)
    a_wish(leader)
    actions(leader, "Een", "Twee", review_on=TODAY)
    told = []

    def send_all():
        try:
            told.extend(send())
        finally:
            connection.close()

    threads = [Thread(target=send_all) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert (len(told), len(mails())) == (1, 1)
