"""Asks all that somebody can open, and says which marks and keys are in the answers."""

import io
import re
import zipfile
from dataclasses import dataclass

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.permissions.urls import every_url
from tests.tools.documents.pdf_text import words_of
from tests.tools.private_conversations import SEEN

KEYED = [
    url for url in every_url() if url.name.startswith("conversation:") and "<key:" in url.route
]
FILES = (".pdf", ".docx", ".xlsx")
NOT_FOUND, NOT_ALLOWED = 404, 405
_TAGS = re.compile(r"<[^>]*>")
_FOLDED = re.compile(r"\r\n ")


@dataclass(frozen=True)
class Seen:
    """What was at an address; ``text`` has all of it, of files what can be read in them."""

    name: str
    status: int
    headers: dict
    text: str

    @property
    def marks(self):
        """Return the marks in it: {(mode, what)}."""
        return set(SEEN.findall(self.text.lower()))


class Visitor:
    """
    Somebody with a browser: logged in as ``user``, or not.

    Not Django's own client: that copies what each template was given, which takes
    as long as the answer itself.
    """

    def __init__(self, user=None):
        self._handler = BaseHandler()
        self._handler.load_middleware()
        self._requests = RequestFactory()
        if user:
            client = Client()
            client.force_login(user)
            cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
            self._requests.cookies[settings.SESSION_COOKIE_NAME] = cookie

    def get(self, url, name="", **headers):
        return self._ask(self._requests.get(url, headers=headers), name)

    def post(self, url, data, name=""):
        return self._ask(self._requests.post(url, data), name)

    def _ask(self, request, name):
        request._dont_enforce_csrf_checks = True  # noqa: SLF001 -- as the client of Django does
        response = self._handler.get_response(request)
        headers, text = dict(response.headers), _text_of(response)
        # Not response.close(): at the end of a request the database is let go.
        for closer in response._resource_closers:  # noqa: SLF001 -- see above
            closer()
        return Seen(name, response.status_code, headers, f"{text}\n{headers}")


def _text_of(response):
    body = b"".join(response) if response.streaming else response.content
    if response.headers.get("Content-Type", "") == "application/pdf":
        return words_of(body)
    if body.startswith(b"PK"):
        return "\n".join(_members(body))
    return _FOLDED.sub("", body.decode())


def _members(body):
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                yield _TAGS.sub("", package.read(name).decode())


def place_of(url):
    """Return the word in an address that says what its key is of."""
    return url.route.partition("<key:")[0].strip("/").rpartition("/")[2]


def address(url, key, about):
    """Return where ``key`` opens ``url``; ``about`` has the rows that it may be about."""
    facts = {
        "letter": "A",
        "action": about.action.key,
        "note": about.note.key,
        "person": about.author.pk,
        "key": key,
        "wish": key,
    }
    return reverse(url.name, kwargs={n: v for n, v in facts.items() if f":{n}>" in url.route})


def is_file(url):
    return url.route.endswith(FILES)


class Walk:
    """Walks along what keys open; what only takes something in, is asked for once."""

    def __init__(self):
        self._visitor = Visitor()
        self._only_posted = set()

    def along(self, place, key, about, *, names=None, with_files=False):
        """
        Return what ``key`` opens at the addresses of ``place`` that are about ``about``.

        All of them, or those with ``names``; files are left out unless asked for.
        """
        found = []
        for url in KEYED:
            if place_of(url) != place or url.name in self._only_posted:
                continue
            if (is_file(url) and not with_files) or (names is not None and url.name not in names):
                continue
            seen = self._visitor.get(address(url, key, about), url.name)
            if seen.status == NOT_ALLOWED:
                self._only_posted.add(url.name)
            elif seen.status != NOT_FOUND:
                found.append(seen)
        return found


def keys_in(text, keys):
    """Return which of ``keys``, by name, are in ``text``."""
    return {name for name, key in keys.items() if key and key in text}
