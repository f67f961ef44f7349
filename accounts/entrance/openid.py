"""
Logging in with an account of one's organisation (OpenID Connect), for whoever sets it up.

Somebody is known by issuer and ``sub``. The address that the organisation gives is only a
proposal: it is confirmed by mail like any other, and never leads to an existing account.
"""

import hmac
import secrets
from hashlib import sha256
from typing import Any

from allauth.socialaccount import app_settings
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.entrance.names import plain_name

PROVIDER_ID = "organisatie"
NONCE = "nonce"


class OrganisationProvider(OpenIDConnectProvider):
    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: str | None = None,
        data: Any = None,
        **kwargs: Any,
    ) -> HttpResponse:
        """Send somebody to the organisation with a number that must come back in its answer."""
        nonce = secrets.token_urlsafe(24)
        # What the address of our own button says of scopes and parameters is not passed on.
        kwargs |= {
            "scope": self.get_scope(),
            "auth_params": {**self.get_auth_params(), NONCE: nonce},
        }
        response: HttpResponse = super().redirect(
            request, process, next_url, data, **{**kwargs, NONCE: nonce}
        )
        return response

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Return who it is: issuer and ``sub`` of the signed answer, in at most 191 characters."""
        answer = data.get("id_token")
        if not answer or not answer.get("sub"):
            raise PermissionDenied
        if data.get("userinfo", {}).get("sub", answer["sub"]) != answer["sub"]:
            raise PermissionDenied
        uid = f"{answer['iss']} {answer['sub']}"
        return uid if len(uid) <= app_settings.UID_MAX_LENGTH else sha256(uid.encode()).hexdigest()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return what is kept of the answer beside who it is: nothing."""
        return {}

    def sociallogin_from_response(self, request: HttpRequest, data: dict[str, Any]) -> SocialLogin:
        login = super().sociallogin_from_response(request, data)
        login.answered_nonce = str(data["id_token"].get(NONCE, ""))
        return login


class OrganisationAdapter(DefaultSocialAccountAdapter):
    def get_provider(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> Any:
        known = super().get_provider(request, provider, client_id)
        return OrganisationProvider(request, app=known.app)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        asked = str(sociallogin.state.get(NONCE, ""))
        answered: str = sociallogin.answered_nonce
        if not asked or not hmac.compare_digest(asked.encode(), answered.encode()):
            raise PermissionDenied
        for address in sociallogin.email_addresses:
            address.verified = False

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> Any:
        user = super().populate_user(request, sociallogin, data)
        user.name = plain_name(str(data.get("name") or ""))
        return user

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[Any]:
        """Return what the settings name; what stands in the database is no setting of ours."""
        apps = super().list_apps(request, provider, client_id)
        return [app for app in apps if app.pk is None]
