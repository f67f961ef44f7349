"""
Checks the sources of items, politely, and writes on each what was found.

A link is dead after it failed on two different days. Nothing of this moves the
stamp: visitors see no change until an editor agrees.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from time import monotonic, sleep
from typing import Any

from django.conf import settings
from django.db.models import F, Min, Q, QuerySet
from django.utils import timezone

from knowledge.links.fetching import (
    Fetcher,
    FetchError,
    NoNetworkError,
    RefusedError,
)
from knowledge.models import KnowledgeItem, Source

Check = Source.Check
# Who keeps robots out says nothing about whether the page is there.
NOT_FOR_ROBOTS = frozenset({401, 402, 403, 405, 406, 407, 418, 429, 451, 501, 999})
PAUSE = 1.0  # seconds between two questions to the same server
OLDER_THAN = 30  # days
# As many addresses that lead nowhere tell that it is us, when nobody answered yet.
MOST_WITHOUT_NETWORK = 20
MOST_PROBES = 3


class OfflineError(Exception):
    """Nothing could be reached at all: then nothing is said of any source."""


@dataclass(frozen=True, slots=True)
class Found:
    """``is_from_there``: something over there answered, be it with an error."""

    result: str
    detail: str
    is_from_there: bool = True

    @property
    def may_be_us(self) -> bool:
        return self.result == Check.DEAD and not self.is_from_there


@dataclass(frozen=True, slots=True)
class Checked:
    """One address that was looked at; ``result`` is what the sources with it say now."""

    done: int
    total: int
    url: str
    result: str


def due(now: datetime, *, older_than: int = OLDER_THAN) -> list[str]:
    """
    Return the addresses to be checked, longest ago first and those never checked before.

    What failed once is looked at again the next day.
    """
    today = _midnight(now)
    long_ago = Q(checked_at=None) | Q(checked_at__lte=now - timedelta(days=older_than))
    failed = Q(check_result=Check.FAILED, checked_at__lt=today)
    sources = _looked_at().filter(long_ago | failed)
    # The same address is asked for once, whoever refer to it.
    first = sources.values("url").annotate(first=Min("checked_at"))
    return list(
        first.order_by(F("first").asc(nulls_first=True), "url").values_list("url", flat=True)
    )


def check(
    urls: list[str], fetcher: Fetcher, clock: Callable[[], datetime] = timezone.now
) -> Iterator[Checked]:
    """
    Check each of ``urls`` and write what is found, one by one: broken off, it goes on next time.

    Yield after each. What may be our own fault is written once something else
    answers; raise OfflineError when nothing does.
    """
    unsure: list[tuple[str, Found]] = []
    is_online = False
    done = 0
    for url in urls:
        found = look(url, fetcher)
        if found.may_be_us and not is_online:
            unsure.append((url, found))
            if len(unsure) >= MOST_WITHOUT_NETWORK:
                break
            continue
        is_online = is_online or found.is_from_there
        done += 1
        yield Checked(done, len(urls), url, write(url, found, clock()))
    if unsure and not (is_online or _answers_elsewhere(fetcher)):
        raise OfflineError("Geen enkele bron is te bereiken. Heeft deze server internet?")
    for url, found in unsure:
        done += 1
        yield Checked(done, len(urls), url, write(url, found, clock()))


def look(url: str, fetcher: Fetcher) -> Found:
    try:
        answer = fetcher.fetch(url)
    except RefusedError as error:
        return Found(Check.REFUSED, str(error), is_from_there=False)
    except NoNetworkError as error:
        return Found(Check.DEAD, str(error), is_from_there=False)
    except FetchError as error:
        return Found(Check.DEAD, str(error))
    return judged(answer.status)


def _answers_elsewhere(fetcher: Fetcher) -> bool:
    """Return whether something answers that did so before: then the network is not to blame."""
    known = Source.objects.filter(check_result=Check.WORKS).order_by("-checked_at")
    probes = known.values_list("url", flat=True)[:MOST_PROBES]
    return any(look(url, fetcher).is_from_there for url in probes)


def judged(status: int) -> Found:
    """Return what a status says of a link; DEAD here is one failure."""
    if status < HTTPStatus.BAD_REQUEST:
        return Found(Check.WORKS, "")
    if status in NOT_FOR_ROBOTS:
        return Found(Check.REFUSED, f"De server laat controles niet toe ({status}).")
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return Found(Check.DEAD, f"De pagina bestaat niet ({status}).")
    return Found(Check.DEAD, f"De server antwoordt met een fout ({status}).")


def write(url: str, found: Found, now: datetime) -> str:
    """
    Write on the sources with this address what was found; return what they say now.

    By ``update``: the pages of visitors and the history of items do not change.
    """
    sources = _looked_at().filter(url=url)
    detail = found.detail[:200]
    if found.result != Check.DEAD:
        sources.update(check_result=found.result, check_detail=detail, checked_at=now)
        return found.result
    today = _midnight(now)
    was_failing = Q(check_result=Check.FAILED, checked_at__lt=today) | Q(check_result=Check.DEAD)
    dead = sources.filter(was_failing).update(
        check_result=Check.DEAD, check_detail=detail, checked_at=now
    )
    sources.exclude(check_result=Check.DEAD).update(
        check_result=Check.FAILED, check_detail=detail, checked_at=now
    )
    return Check.DEAD if dead else Check.FAILED


class Politeness:
    """Waits before a question to a server that was asked something less than a second ago."""

    def __init__(
        self,
        pause: float = PAUSE,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], Any] = sleep,
    ) -> None:
        self.pause = pause
        self.clock = clock
        self.sleep = sleep
        self.free_at: dict[str, float] = {}

    def __call__(self, host: str) -> None:
        wait = self.free_at.get(host, 0.0) - self.clock()
        if wait > 0:
            self.sleep(wait)
        self.free_at[host] = self.clock() + self.pause


def _midnight(now: datetime) -> datetime:
    """Return when the day of ``now`` began, by the clocks of Amsterdam."""
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def user_agent() -> str:
    """Say who asks, and where to read who that is."""
    about = f" (+{settings.SITE_URL}/over/)" if settings.SITE_URL else ""
    return f"Kennisplaats-linkcontrole/1.0{about}"


def _looked_at() -> QuerySet[Source]:
    gone_with_item = Q(item__status=KnowledgeItem.Status.ARCHIVED)
    # By key: an update cannot look at another table.
    living = Source.objects.filter(is_gone=False).exclude(gone_with_item)
    return Source.objects.filter(pk__in=living.values("pk"))
