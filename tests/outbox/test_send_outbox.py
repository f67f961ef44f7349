import signal
from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.utils import timezone

from outbox.models import OutgoingMail
from tests.factories.outbox import OutgoingMailFactory


@pytest.fixture
def keep_signals():
    """Undo what a worker does with signals: here it is no process of its own."""
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


def send_outbox():
    said = StringIO()
    call_command("send_outbox", stdout=said)
    return said.getvalue()


@pytest.mark.django_db
@pytest.mark.usefixtures("keep_signals")
def test_command_sends_what_is_due_and_tells_what_is_left(settings, mail_server, send_to):
    settings.SMTP_HOST = "127.0.0.1"
    send_to(mail_server.port)
    OutgoingMailFactory.create_batch(2)
    OutgoingMailFactory(gave_up_at=timezone.now(), last_error="x")

    said = send_outbox()

    assert said == "2 geprobeerd, 0 wachten, 1 vastgelopen.\n"
    assert len(mail_server.received) == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("keep_signals")
def test_demo_sends_nothing_and_keeps_what_it_would_have_sent(settings):
    settings.DEMO = True
    mail = OutgoingMailFactory()

    send_outbox()

    mail.refresh_from_db()
    assert mail.state == "verstuurd"
    assert mail.text


@pytest.mark.django_db
def test_without_a_mail_server_nothing_is_tried(settings):
    settings.DEMO, settings.SMTP_HOST = False, ""
    mail = OutgoingMailFactory()

    with pytest.raises(CommandError, match="SMTP_HOST ontbreekt"):
        send_outbox()

    assert OutgoingMail.objects.get() == mail
    assert mail.attempts == 0


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, ["outbox.I001", "outbox.I002"], id="nothing told"),
        pytest.param(
            {"SMTP_HOST": "mail.example", "SITE_URL": "https://kp.example"}, [], id="all told"
        ),
        pytest.param({"DEMO": True}, [], id="demo"),
    ],
)
def test_check_of_a_server_tells_what_mail_lacks(settings, changes, expected):
    settings.DEMO, settings.SMTP_HOST, settings.SITE_URL = False, "", ""
    for name, value in changes.items():
        setattr(settings, name, value)

    found = run_checks(tags=["mail"], include_deployment_checks=True)

    assert [message.id for message in found if message.id.startswith("outbox.")] == expected
