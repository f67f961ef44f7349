from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from outbox.models import OutgoingMail
from outbox.sending import MOST_ATTEMPTS
from outbox.tidying import tidy
from tests.constraints import refusal
from tests.factories.outbox import WRITTEN, OutgoingMailFactory

pytestmark = pytest.mark.django_db

NOW = WRITTEN + timedelta(days=100)
A_MOMENT = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("constraint", "changes", "message"),
    [
        ("mail_has_recipient", {"recipient": ""}, "Een mail heeft een ontvanger."),
        ("mail_subject_is_one_line", {"subject": "a\nb"}, "Een onderwerp is één regel."),
        ("mail_subject_is_one_line", {"subject": "a\rb"}, "Een onderwerp is één regel."),
        (
            *("mail_lease_has_key_and_end", {"leased_until": NOW}),
            "Een mail in behandeling heeft sleutel en eindtijd.",
        ),
        (
            *("mail_lease_has_key_and_end", {"lease_key": uuid4()}),
            "Een mail in behandeling heeft sleutel en eindtijd.",
        ),
        (
            *("mail_has_one_end", {"sent_at": NOW, "gave_up_at": NOW, "last_error": "x"}),
            "Een mail is verstuurd of opgegeven, niet allebei.",
        ),
        ("mail_given_up_says_why", {"gave_up_at": NOW}, "Bij een opgegeven mail staat waarom."),
    ],
)
def test_constraint_holds(constraint, changes, message):
    assert refusal(OutgoingMailFactory.build(**changes), constraint) == [message]


def test_mail_is_written_once_to_each():
    mail = OutgoingMailFactory()
    again = OutgoingMailFactory.build(message_id=mail.message_id, recipient=mail.recipient)

    constraint = "mail_once_to_each" if connection.vendor == "postgresql" else None
    assert refusal(again, constraint) == ["Deze mail aan deze ontvanger staat er al."]


@pytest.mark.parametrize(
    ("changes", "is_due"),
    [
        pytest.param({}, True, id="never tried"),
        pytest.param({"next_attempt_at": NOW}, True, id="to be tried now"),
        pytest.param({"next_attempt_at": NOW + A_MOMENT}, False, id="to be tried later"),
        pytest.param({"leased_until": NOW + A_MOMENT, "lease_key": uuid4()}, False, id="held"),
        pytest.param({"leased_until": NOW, "lease_key": uuid4()}, True, id="held too long"),
        pytest.param({"sent_at": WRITTEN}, False, id="sent"),
        pytest.param({"gave_up_at": WRITTEN, "last_error": "x"}, False, id="given up"),
    ],
)
def test_mail_is_due(changes, is_due):
    OutgoingMailFactory(**changes)

    assert OutgoingMail.objects.due(NOW).exists() is is_due


def test_what_waits_longest_goes_first():
    later = OutgoingMailFactory(next_attempt_at=WRITTEN + A_MOMENT)
    first, second = OutgoingMailFactory.create_batch(2)

    assert list(OutgoingMail.objects.due(NOW)) == [first, second, later]


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "wacht"),
        ({"last_error": "x"}, "wacht op een nieuwe poging"),
        ({"sent_at": WRITTEN}, "verstuurd"),
        ({"gave_up_at": WRITTEN, "last_error": "x"}, "vastgelopen"),
    ],
)
def test_mail_tells_how_far_it_is(changes, state):
    assert OutgoingMailFactory.build(**changes).state == state


def test_mail_of_somebody_is_found_whatever_its_capitals():
    mail = OutgoingMailFactory(recipient="Iris@gemeente.example")
    OutgoingMailFactory()

    assert list(OutgoingMail.objects.addressed_to("iris@gemeente.example")) == [mail]


def ended(**ago):
    return NOW - timedelta(**ago) - A_MOMENT


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        pytest.param({"sent_at": ended(days=6)}, "text", id="sent"),
        pytest.param({"sent_at": ended(days=7)}, "row", id="sent a week ago"),
        pytest.param({"sent_at": ended(days=90)}, "nothing", id="sent long ago"),
        pytest.param({"gave_up_at": ended(days=29), "last_error": "x"}, "text", id="stuck"),
        pytest.param({"gave_up_at": ended(days=30), "last_error": "x"}, "row", id="stuck a month"),
        pytest.param({"gave_up_at": ended(days=90), "last_error": "x"}, "nothing", id="long stuck"),
        pytest.param({}, "text", id="waits, however long"),
    ],
)
def test_texts_and_rows_are_kept_no_longer_than_needed(changes, left):
    OutgoingMailFactory(**changes)

    tidy(NOW)

    found = OutgoingMail.objects.first()
    assert left == ("nothing" if found is None else "text" if found.text and found.html else "row")
    assert found is None or bool(found.text) == bool(found.html)


def test_mail_at_which_every_worker_dies_is_given_up():
    worn_out = {"attempts": MOST_ATTEMPTS, "leased_until": ended(days=1), "lease_key": uuid4()}
    mail = OutgoingMailFactory(**worn_out)
    held = OutgoingMailFactory(**{**worn_out, "leased_until": NOW + A_MOMENT})

    tidy(NOW)

    mail.refresh_from_db()
    held.refresh_from_db()
    assert (mail.state, mail.gave_up_at, mail.lease_key) == ("vastgelopen", NOW, None)
    assert mail.last_error == "Het versturen brak steeds af, zonder dat bekend is waardoor."
    assert held.state == "wacht"
