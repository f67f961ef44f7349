"""Wrong codes, counted for each internet address by all processes together."""

import time

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

# A room full of people shares one address, and not all of them type well.
LIMITS = {"join": "30/m/ip,150/h/ip"}
_WHERE = {"app": "tools.sessions", "action": "join"}


def are_too_many(request: HttpRequest) -> bool:
    """
    Say whether this address has to wait before its next code is looked at.

    Only reads: a whole team with the right code does not wait for one another.
    """
    return not all(_has_room(request, rate) for rate in ratelimit.parse_rates(LIMITS["join"]))


def _has_room(request: HttpRequest, rate: ratelimit.Rate) -> bool:
    counted = cache.get(ratelimit.get_cache_key(request, rate=rate, **_WHERE), [])
    has_room, _history = ratelimit.apply_rate(counted, time.time(), rate, dry_run=True)
    return bool(has_room)


def count(request: HttpRequest) -> bool:
    """Count a wrong code; False where there were too many meanwhile, and nothing was counted."""
    return ratelimit.consume(request, config=LIMITS, **_WHERE) is not None
