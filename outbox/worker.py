"""The worker that sends for as long as it runs."""

import logging
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections
from django.db import connection as database
from django.utils import timezone
from psycopg_pool import PoolTimeout

from outbox.sending import LEASE, send_next
from outbox.tidying import tidy

logger = logging.getLogger(__name__)

AWAY = (OperationalError, InterfaceError, PoolTimeout)
# In seconds: how long somebody waits for a mail, besides sending it.
PAUSE = 2
TIDIED_EVERY = 3600


class Worker:
    def __init__(self) -> None:
        self.stopping = Event()
        self.tidied_at = float("-inf")

    def stop_at_signals(self) -> None:
        """Let SIGTERM and Ctrl-C end it after the mail at hand; a second one ends it at once."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)

    def _stop(self, number: int, _frame: Any) -> None:
        signal.signal(number, signal.SIG_DFL)
        self.stopping.set()

    def run(self) -> None:
        """Send what is due and what becomes due, until it is told to stop."""
        while not self.stopping.is_set():
            try:
                close_old_connections()
                self._tidy_now_and_then()
                is_idle = not send_next(patiently)
            except AWAY as error:
                forget_connection(error)
                is_idle = True
            if is_idle:
                self.stopping.wait(PAUSE)

    def send_due(self) -> int:
        """Send what is due at this moment; return how many mails were tried."""
        tidy(timezone.now())
        count = 0
        while not self.stopping.is_set() and send_next(patiently):
            count += 1
        return count

    def _tidy_now_and_then(self) -> None:
        now = time.monotonic()
        if now - self.tidied_at >= TIDIED_EVERY:
            tidy(timezone.now())
            self.tidied_at = now


def patiently(write: Callable[[], int]) -> int:
    """
    Return what ``write`` returns, once there is a database again.

    As long as we hold the mail nobody else sends it. After that the fault is raised.
    """
    deadline = time.monotonic() + LEASE.total_seconds()
    while True:
        try:
            return write()
        except AWAY as error:
            if time.monotonic() > deadline:
                raise
            forget_connection(error)
            time.sleep(PAUSE)


def forget_connection(error: Exception) -> None:
    logger.error("database niet bereikbaar: %s", error)
    with suppress(DatabaseError):
        database.close()
