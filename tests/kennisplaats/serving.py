"""A kennisplaats served by real processes, and another process that changes its content."""

import http.client
import os
import subprocess
import sys
from types import SimpleNamespace
from urllib.parse import quote, urlencode

from bootstrap import CHECKOUT
from bootstrap.guard import Guarded
from bootstrap.serving import server_command, wait_for_answer
from bootstrap.variables import OF_ONE_SITE
from tests.hand import Hand
from tests.pages import ListPage
from tests.start.running import descendants, free_port

# Enough for each of the workers to get some, whoever the kernel hands a connection to.
OF_EVERY_WORKER = 8
DEEDS = "tests.kennisplaats.deeds"


class Portal:
    """Runs from entering until leaving the block, on a migrated database of its own."""

    def __init__(self, folder, static_root, database_url):
        self.log = folder / "server.log"
        environ = {name: value for name, value in os.environ.items() if name not in OF_ONE_SITE}
        self.environ = {
            **environ,
            "DJANGO_SETTINGS_MODULE": "kennisplaats.settings",
            "DATABASE_URL": database_url,
            "STATIC_ROOT": str(static_root),
            "SECRET_KEY": "only-for-tests-and-never-for-a-server-that-others-can-reach",
            "ALLOWED_HOSTS": "127.0.0.1",
            "HTTPS": "0",
            # as in production, whatever the other tests do
            "PAGE_CACHE_MB": "64",
        }

    def __enter__(self):
        self.start()
        # Connections for those who write at once: here they stand for as many processes.
        self.hand = Hand(DEEDS, {**self.environ, "DATABASE_POOL_SIZE": "20"})
        return self

    def __exit__(self, *_):
        self.hand.stop()
        self.stop()

    def start(self):
        self.port = free_port()
        with self.log.open("ab") as log:
            self.server = Guarded(
                server_command("127.0.0.1", self.port),
                environ=self.environ,
                cwd=str(CHECKOUT),
                output=log,
            )
        try:
            wait_for_answer(self.server, "127.0.0.1", self.port)
        except BaseException:
            self.stop()
            raise

    def stop(self):
        self.server.stop()

    def workers(self):
        """Return the ids of the processes that answer; the others guard and start them."""
        return descendants(self.server.process.pid)[1:]

    def manage(self, *words):
        command = [sys.executable, str(CHECKOUT / "manage.py"), *words]
        subprocess.run(command, cwd=CHECKOUT, env=self.environ, check=True, capture_output=True)

    def answer(self, path, **query):
        """
        Return (status, body) of a request in a connection of its own.

        What a process that just died had accepted is cut off: then it is asked again, as
        browsers do.
        """
        try:
            return self._answer(path, query)
        except ConnectionResetError:
            return self._answer(path, query)

    def _answer(self, path, query):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            url = quote(path) + (f"?{urlencode(query, doseq=True)}" if query else "")
            connection.request("GET", url)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def page(self, path, **query):
        status, body = self.answer(path, **query)
        return ListPage(SimpleNamespace(status_code=status, content=body))

    def asked(self, question, path, **query):
        """Return the different answers to ``question`` about a page, of every worker."""
        found = []
        for _turn in range(OF_EVERY_WORKER):
            answer = question(self.page(path, **query))
            if answer not in found:
                found.append(answer)
        return found

    def found(self, words):
        """Return the different lists that a search for ``words`` gives."""
        return self.asked(lambda page: page.slugs, "/zoeken/", q=words)

    def suggested(self, words):
        """Return whatever is suggested for ``words`` by any of the workers."""
        answers = {self.answer("/zoeken/suggesties/", q=words) for _turn in range(OF_EVERY_WORKER)}
        assert {status for status, _body in answers} <= {200, 204}
        return "\n".join(sorted(body.decode() for _status, body in answers))
