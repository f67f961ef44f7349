"""The parts of "Mijn kennisplaats" that everybody with an account has."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings

from accounts.mine import Section
from accounts.models import User


def account(user: User) -> dict[str, Any]:
    return {
        "address": user.email,
        "has_second_factor": Authenticator.objects.filter(user=user).exists(),
        "organisation": settings.OIDC_NAME if settings.SOCIALACCOUNT_PROVIDERS else "",
    }


def editing(user: User) -> dict[str, Any] | None:
    return {} if user.is_staff else None


EDITING = Section("redactie", "Redactie", "accounts/mine_admin.html", editing, position=0)
ACCOUNT = Section("account", "Mijn account", "accounts/mine_account.html", account, position=90)
