"""Rows that are somebody's because they hold an address of theirs."""

from collections.abc import Callable

from allauth.account.models import EmailAddress
from django.db.models import Q

from accounts.models import User


def addressed_to(field: str) -> Callable[[User], Q]:
    """Return the rows with, in ``field``, an address that is certainly of somebody."""

    def rows(user: User) -> Q:
        # One that was never confirmed may be of somebody else.
        confirmed = EmailAddress.objects.filter(user=user, verified=True)
        found = Q(**{f"{field}__iexact": user.email})
        for address in confirmed.values_list("email", flat=True):
            found |= Q(**{f"{field}__iexact": address})
        return found

    return rows
