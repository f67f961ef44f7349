"""Pages that follow what happens: whole, or only what changes, or the word that nothing did."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.http import parse_etags

WRONG = 422
CONFLICT = 409
# How static/kp/live.js asks for the part of a page that changes.
_HEADER = "X-Kp-Live"


class Etagged(Protocol):
    def etag(self) -> str: ...


def etag_of(*told: object) -> str:
    """Return a tag that is another as soon as one of ``told`` is."""
    digest = hashlib.sha256(repr(told).encode()).hexdigest()
    return f'W/"{digest[:20]}"'


def is_live(request: HttpRequest) -> bool:
    return request.headers.get(_HEADER) == "1"


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Return the page, or for our script the part of it that changes."""
    name = f"{template}#live" if is_live(request) else template
    return render(request, name, dict(context), status=status)


def state(
    request: HttpRequest, room: Etagged, template: str, context: Callable[[], Mapping[str, Any]]
) -> HttpResponse:
    """Return the part that changes, or 304 for who has it as it is; nothing is written."""
    etag = room.etag()
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(headers={"ETag": etag})
    response = render(request, f"{template}#live", dict(context()))
    response.headers["ETag"] = etag
    return response
