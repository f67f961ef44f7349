"""How long sessions stay, and what goes with them."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from tools.sessions.models import ToolSession
from tools.sessions.tools import every_tool

BATCH = 200


def forget_expired(now: datetime, *, batch_size: int = BATCH) -> Iterator[int]:
    """Remove what expired before ``now`` with all that was written in it; yield how many so far."""
    done = 0
    while removed := _forget_some(now, batch_size):
        done += removed
        yield done


@transaction.atomic
def _forget_some(now: datetime, most: int) -> int:
    # Locked: who works on just now, moves the end first or finds nothing any more.
    expired = ToolSession.objects.expired(now).select_for_update(of=("self",)).order_by("pk")
    keys = list(expired.values_list("pk", flat=True)[:most])
    ToolSession.objects.filter(pk__in=keys).delete()
    return len(keys)


def tidy() -> int:
    """Let each tool take away what is of no session any more; return how many rows that were."""
    return sum(tool.tidy() for tool in every_tool())
