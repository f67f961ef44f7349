"""A mail server on this machine, which answers what a test tells it to."""

import email
import email.policy
import logging
from dataclasses import dataclass
from threading import Event

from aiosmtpd.controller import Controller

from tests.start.running import free_port

# It tells every word that is exchanged.
logging.getLogger("mail.log").setLevel(logging.ERROR)

ACCEPTED = "250 OK"
PATIENCE = 20  # seconds, for a busy machine


@dataclass
class Received:
    sender: str
    recipients: list[str]
    content: bytes

    @property
    def message(self):
        return email.message_from_bytes(self.content, policy=email.policy.default)

    @property
    def message_id(self):
        return self.message["Message-ID"]


class MailServer:
    """
    Runs from entering until leaving the block.

    ``received`` is all that came in whole, whatever was answered. With ``hold()``
    it keeps its answer to a whole mail back until ``let_go()``.
    """

    def __init__(self):
        self.to_recipient = ACCEPTED
        self.to_data = ACCEPTED
        self.hangs_up = False
        self.received = []
        self.has_one = Event()
        self.may_answer = Event()
        self.may_answer.set()

    def __enter__(self):
        self.port = free_port()
        self.controller = Controller(
            self, hostname="127.0.0.1", port=self.port, ready_timeout=PATIENCE
        )
        self.controller.start()
        return self

    def __exit__(self, *_):
        self.let_go()
        self.controller.stop()

    def hold(self):
        self.has_one.clear()
        self.may_answer.clear()

    def let_go(self):
        self.may_answer.set()

    def wait_for_one(self):
        assert self.has_one.wait(PATIENCE), "er kwam geen mail"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.to_recipient == ACCEPTED:
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.received.append(
            Received(envelope.mail_from, list(envelope.rcpt_tos), envelope.content)
        )
        self.has_one.set()
        if self.hangs_up:
            server.transport.abort()
        await server.loop.run_in_executor(None, self.may_answer.wait, PATIENCE)
        return self.to_data
