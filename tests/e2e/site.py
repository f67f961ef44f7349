"""The kennisplaats that the browser visits: the server of start.py with data of its own."""

import os
import subprocess
import sys

from bootstrap import CHECKOUT
from bootstrap.guard import Guarded
from bootstrap.serving import server_command, wait_for_answer
from bootstrap.variables import OF_ONE_SITE
from tests.hand import Hand
from tests.start.running import free_port


class Site:
    """Runs from entering until leaving the block; ``folder`` holds all that it makes."""

    def __init__(self, folder, static_root, database_url):
        self.port = free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        environ = {name: value for name, value in os.environ.items() if name not in OF_ONE_SITE}
        self.environ = {
            **environ,
            "DJANGO_SETTINGS_MODULE": "kennisplaats.settings",
            "DATABASE_URL": database_url,
            "STATIC_ROOT": str(static_root),
            "SECRET_KEY": "only-for-tests-and-never-for-a-server-that-others-can-reach",
            "ALLOWED_HOSTS": "127.0.0.1,localhost",  # passkeys want a name, not a number
            "DEMO": "1",
            "HTTPS": "0",
            "SITE_URL": self.origin,
            "CONTACT_EMAIL": "redactie@kennisplaats.example",
        }

    def __enter__(self):
        self.manage("load_content", "-v0")
        self.hand = Hand("tests.e2e.inside", self.environ)
        self.addresses = self.inside("addresses")
        with self.log.open("wb") as log:
            self.server = Guarded(
                server_command("127.0.0.1", self.port),
                environ=self.environ,
                cwd=str(CHECKOUT),
                output=log,
            )
        try:
            wait_for_answer(self.server, "127.0.0.1", self.port)
        except BaseException:
            self.server.stop()
            sys.stderr.write(self.log.read_text(encoding="utf-8"))
            raise
        return self

    def __exit__(self, *_):
        self.server.stop()
        self.hand.stop()

    def manage(self, *words):
        """Run a command of manage.py in the server's own database; return what it printed."""
        command = subprocess.run(
            [sys.executable, str(CHECKOUT / "manage.py"), *words],
            cwd=CHECKOUT,
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert command.returncode == 0, command.stderr
        return command.stdout

    def inside(self, function, *arguments):
        """Call a function of inside.py in the server's own database; return its answer."""
        return self.hand.do(function, *arguments)
