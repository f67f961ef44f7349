"""Whole pages, kept in memory for as long as the content stays the same."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import is_valid_path
from django.utils.cache import has_vary_header
from django.utils.http import parse_etags
from psycopg_pool import PoolTimeout

from kennisplaats.middleware import page_of_lost_database
from kennisplaats.release import release
from knowledge import version
from knowledge.shared import Shared

type GetResponse = Callable[[HttpRequest], HttpResponse]

# Where no page depends on the content alone, or none may wait for the database.
ASIDE = (
    *settings.PERSONAL_PAGES,
    *("/gezond/", "/gereed/", "/privacy/", "/toegankelijkheid/"),
)
LONGEST_ADDRESS = 1_000
# Anybody may keep a page, but asks whether it is still right before showing it again.
CACHE_CONTROL = "public, no-cache"
# What of a request makes another page of the same address.
ALSO_TELLING = ("HTTP_HX_REQUEST", "HTTP_HX_HISTORY_RESTORE_REQUEST")


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it went out, compressed where the visitor asked for that."""

    body: bytes
    headers: tuple[tuple[str, str], ...]

    def response(self) -> HttpResponse:
        return HttpResponse(self.body, headers=dict(self.headers))

    @property
    def size(self) -> int:
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers)


class Pages:
    """The pages that were asked for last, together at most ``most`` bytes; safe among threads."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._held: OrderedDict[str, Page] = OrderedDict()
        self._lock = Lock()

    def get(self, tag: str) -> Page | None:
        with self._lock:
            page = self._held.get(tag)
            if page:
                self._held.move_to_end(tag)
            return page

    def put(self, tag: str, page: Page) -> None:
        with self._lock:
            if tag in self._held:
                return
            self._held[tag] = page
            self.size += page.size
            while self.size > self.most:
                _tag, oldest = self._held.popitem(last=False)
                self.size -= oldest.size


_kept = Shared(lambda _version: Pages(settings.PAGE_CACHE_BYTES))


class PageCacheMiddleware:
    """
    Answers a page that was made before, if no content changed since.

    Stored are answers that are the same for everybody: that set no cookie, and
    were made without looking at one. A browser or proxy that still has the page
    is told so before anything is looked up or made.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_for_everybody(request):
            return self.get_response(request)
        try:
            now = version.of(request)
        except (DatabaseError, PoolTimeout) as fault:
            # Not asked again: a visitor would wait for it twice.
            return page_of_lost_database(request, fault) or self.get_response(request)
        tag = _tag(request, now)
        if tag in parse_etags(request.headers.get("If-None-Match", "")):
            return _unchanged(tag)
        page = _kept.at(now).get(tag)
        if page:
            return page.response()
        response = self.get_response(request)
        if _may_be_kept(response):
            response.headers.setdefault("Cache-Control", CACHE_CONTROL)
            response["ETag"] = tag
            _kept.at(now).put(tag, Page(response.content, tuple(response.items())))
        return response


def _is_for_everybody(request: HttpRequest) -> bool:
    return (
        request.method == "GET"
        and not request.path.startswith(ASIDE)
        and len(request.get_full_path()) <= LONGEST_ADDRESS
        # who asks for what does not exist is told so without the database
        and bool(is_valid_path(request.path_info))
    )


def _tag(request: HttpRequest, now: str) -> str:
    """Return the entity tag of what is asked for: of the same page it is the same."""
    telling = [request.META.get(name, "") for name in ALSO_TELLING]
    gzip = "gzip" if "gzip" in request.headers.get("Accept-Encoding", "") else ""
    parts = [release(), now, request.scheme, request.META.get("HTTP_HOST", ""), gzip, *telling]
    text = "\n".join([*parts, request.get_full_path()])
    # Weak: compressed or not, it is the same page.
    return f'W/"{sha256(text.encode()).hexdigest()[:32]}"'


def _may_be_kept(response: HttpResponse) -> bool:
    return (
        response.status_code == 200  # noqa: PLR2004
        and not response.streaming
        and not response.cookies
        and not has_vary_header(response, "Cookie")
        and "no-store" not in response.get("Cache-Control", "")
        and "private" not in response.get("Cache-Control", "")
    )


def _unchanged(tag: str) -> HttpResponse:
    response = HttpResponseNotModified()
    response["ETag"] = tag
    response["Cache-Control"] = CACHE_CONTROL
    return response
