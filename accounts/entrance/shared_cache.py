"""Where tries are counted: in the database, so that all processes count together."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.utils.crypto import salted_hmac

# What each process keeps for itself, or forgets at once.
NOT_SHARED = ("locmem.LocMemCache", "dummy.DummyCache")


def make_key(key: str, key_prefix: str, version: int) -> str:
    """Return a key that tells nobody whose tries are counted: an IP address or an account."""
    whole = f"{key_prefix}:{version}:{key}"
    return salted_hmac("shared cache", whole, algorithm="sha256").hexdigest()


@register(Tags.caches)
def check_cache_is_shared(app_configs: Any, **_options: Any) -> list[CheckMessage]:
    if not str(settings.CACHES["default"]["BACKEND"]).endswith(NOT_SHARED):
        return []
    return [
        Error(
            "Elk proces telt zijn eigen inlogpogingen: de cache wordt niet gedeeld.",
            hint="Gebruik in CACHES de databasecache, of een andere die alle processen delen.",
            id="accounts.E001",
        )
    ]
