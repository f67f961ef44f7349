import pytest

from tests.outbox.mail_server import MailServer

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def mail_server():
    with MailServer() as server:
        yield server


@pytest.fixture
def outbox(settings):
    """Have mail written to the outbox, as it is outside tests."""
    settings.MAILERS = {**settings.MAILERS, "default": {"BACKEND": "outbox.backend.EmailBackend"}}


@pytest.fixture
def send_to(settings):
    """Give a function that says on which port the mail server is, and how patient we are."""

    def send_to(port, *, timeout=20):
        options = {"host": "127.0.0.1", "port": port, "timeout": timeout}
        smtp = {"BACKEND": SMTP, "OPTIONS": options}
        settings.MAILERS = {**settings.MAILERS, "smtp": smtp}

    return send_to


@pytest.fixture
def mail_texts(settings, tmp_path):
    """Give a function that writes the text of a mail, by its name."""
    (project,) = settings.TEMPLATES
    settings.TEMPLATES = [{**project, "DIRS": [tmp_path, *project["DIRS"]]}]
    (tmp_path / "mail").mkdir()

    def write(name, text):
        (tmp_path / "mail" / f"{name}.txt").write_text(text, encoding="utf-8")

    return write
