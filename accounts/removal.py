"""An account that goes, with all that was decided on about it."""

import logging
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, QuerySet

from accounts.models import User
from accounts.personal_data import Fate, rows_of
from outbox.mail import post

logger = logging.getLogger(__name__)


class NotYetError(Exception):
    """The account has to stay until somebody else has taken over what it holds."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one kind of rows; ``why`` is "" where nothing needs to be said of it."""

    title: str
    count: int
    why: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """Something that somebody else has to take on, and where that is done."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Foresight:
    """What would happen if somebody removed their account now."""

    goes: list[Outcome]
    nameless: list[Outcome]
    stays: list[Outcome]
    hand_over: list[HandOver]
    is_last_administrator: bool

    @property
    def is_possible(self) -> bool:
        return not self.hand_over and not self.is_last_administrator


def foresee(user: User) -> Foresight:
    counts: dict[Fate, Counter[tuple[str, str]]] = {fate: Counter() for fate in Fate}
    for _decision, tie, rows in rows_of(user):
        if tie.title:
            counts[tie.fate][tie.title, tie.why] += rows.count()
    return Foresight(
        goes=_outcomes(counts[Fate.GOES]),
        nameless=_outcomes(counts[Fate.NAMELESS]),
        stays=_outcomes(counts[Fate.STAYS]),
        hand_over=_to_hand_over(user),
        is_last_administrator=_is_last_administrator(user),
    )


def _to_hand_over(user: User) -> list[HandOver]:
    return [
        HandOver(str(row), tie.url(row) if tie.url else "")
        for _decision, tie, rows in rows_of(user)
        if tie.fate is Fate.HANDED_OVER
        for row in rows
    ]


def _outcomes(counted: Counter[tuple[str, str]]) -> list[Outcome]:
    return [Outcome(title, count, why) for (title, why), count in counted.items() if count]


def _is_last_administrator(user: User) -> bool:
    administrators = User.objects.filter(is_superuser=True, is_active=True)
    return user.is_superuser and user.is_active and not administrators.exclude(pk=user.pk).exists()


def remove(user: User, *, tell: bool = True) -> None:
    """
    Remove the account of ``user``, end all its sessions and mail that it is gone.

    Without ``tell`` nobody gets a mail. Raise NotYetError when something has to be
    handed over first; nothing changed then.
    """
    try:
        with transaction.atomic():
            _remove(user, tell=tell)
    except ProtectedError as fault:
        # Somebody put an item on this name after we looked.
        raise NotYetError from fault
    logger.info("account verwijderd", extra={"account": user.pk})


def _remove(user: User, *, tell: bool) -> None:
    # Locked: who wants to hang something on this account meanwhile, waits and then finds none.
    locked = User.objects.select_for_update().filter(pk=user.pk).first()
    if locked is None:
        return
    user = locked
    if _is_last_administrator(user) or _to_hand_over(user):
        raise NotYetError
    # All of them before anything changes: rows are found along rows that go themselves.
    found = [(tie, rows.model, _keys(rows)) for _decision, tie, rows in rows_of(user)]
    for tie, model, keys in found:
        rows = model._base_manager.filter(pk__in=keys)
        if tie.fate is Fate.GOES and model is not User:
            rows.delete()
        elif tie.emptied:
            rows.update(**tie.emptied)
    address, name = user.email, user.name
    user.delete()
    if tell:
        post("account-removed", to=address, context={"name": name})


def _keys(rows: QuerySet[Any]) -> list[Any]:
    return list(rows.values_list("pk", flat=True))
