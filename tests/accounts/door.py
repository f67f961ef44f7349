"""What somebody does who makes an account, or logs in to one."""

import re

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings

from accounts.entrance.sessions import BEGUN
from outbox.models import OutgoingMail
from tests.factories.accounts import TOTP_SECRET
from tests.pages import parse

PASSWORD = "vier heel gewone woorden"
ADDRESS = "lid@kennisplaats.example"


def sign_up(client, email=ADDRESS, password=PASSWORD, **others):
    facts = {"name": "Noor", "email": email, "password1": password, "website": "", **others}
    return client.post("/account/signup/", facts)


def log_in(client, email=ADDRESS, password=PASSWORD, **others):
    return client.post("/account/login/", {"login": email, "password": password, **others})


def is_logged_in(client):
    return client.get("/mijn/").status_code == 200


def mails_to(address=ADDRESS):
    return list(OutgoingMail.objects.filter(recipient=address).order_by("pk"))


def link_in(mail, part):
    """Return the path of the link in ``mail`` that has ``part`` in it."""
    [url] = set(re.findall(rf"https?://[^\s/]+(/\S*{part}\S*)", mail.text))
    return url


def code(secret=TOTP_SECRET, *, later=0):
    """Return the code that a telephone shows now, or some half minutes later."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2] + later))


def faults(response):
    """Return what the page says was wrong, below the fields and above the form."""
    page = parse(response)
    found = page.all("p", class_="ams-error-message", hidden=None)
    below = [fault.text.removeprefix("Invoerfout: ") for fault in found]
    above = page.all("section", class_="ams-alert--error")
    return below + [item.text for box in above for item in box.all("li")]


def wait(client, age):
    """Have the session of ``client`` begin as long ago as ``age``."""
    session = client.session
    session[BEGUN] -= age.total_seconds()
    session.save()


def session_key(client):
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie.value if cookie else None
