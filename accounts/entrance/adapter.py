"""How our accounts differ from those that allauth makes by itself."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse

from accounts.entrance.names import plain_name
from accounts.entrance.sessions import began_just_now
from outbox.mail import absolute_url, post

INCORRECT_CODE = "Deze code klopt niet of is verlopen. Vul de nieuwste code in."


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Dit account is geblokkeerd.",
        "cannot_remove_primary_email": "Dit is het enige e-mailadres van uw account.",
        "duplicate_email": "Dit is al het e-mailadres van uw account.",
        "email_password_mismatch": "Het e-mailadres of het wachtwoord klopt niet.",
        "email_taken": "Dit e-mailadres hoort bij een ander account.",
        "enter_current_password": "Dit is niet uw huidige wachtwoord.",
        "incorrect_code": INCORRECT_CODE,
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "invalid_or_expired_key": "Deze link is verlopen of al gebruikt.",
        "invalid_login": "Inloggen is niet gelukt.",
        "invalid_password_reset": "Deze link is verlopen of al gebruikt.",
        "too_many_login_attempts": (
            "Er is te vaak geprobeerd om met dit e-mailadres in te loggen. Probeer het over vijf "
            "minuten opnieuw."
        ),
        "unverified_primary_email": "Bevestig eerst uw e-mailadres.",
        "rate_limited": "U probeerde het te vaak. Wacht een paar minuten.",
    }

    def send_mail(self, template_prefix: str, email: str, facts: dict[str, Any]) -> None:
        """Post templates/mail/account/<name>.txt, or that of mfa or socialaccount."""
        facts = {name: value for name, value in facts.items() if name != "request"}
        facts |= {
            "email": email,
            "login_url": absolute_url(reverse("account_login")),
            "password_url": absolute_url(reverse("account_reset_password")),
            "signup_url": absolute_url(reverse("account_signup")),
            "organisation": settings.OIDC_NAME,
        }
        post(template_prefix.replace("/email/", "/"), to=email, context=facts)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """Return the address on the portal's own name, whatever the Host header said."""
        return absolute_url(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return absolute_url(path.replace("UID-KEY", key))

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.name = plain_name(form.cleaned_data.get("name", ""))
        return super().save_user(request, user, form, commit)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:mine")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask nobody who they are that logged in just now; but for our own pages, always."""
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required and not (app and began_just_now(context.request))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        labels = {
            "reauthenticate": "Met uw wachtwoord",
            "mfa_reauthenticate": "Met een code",
            "mfa_reauthenticate:webauthn": "Met een passkey",
        }
        return [
            {**method, "description": labels[method["id"]]}
            for method in super().get_reauthentication_methods(user)
        ]


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": "Dit kan niet zolang de tweede stap aan staat.",
        "cannot_delete_authenticator": "Deze tweede stap kan niet weg.",
        "cannot_generate_recovery_codes": "Stel eerst een app of een passkey in.",
        "incorrect_code": INCORRECT_CODE,
        "unverified_email": "Bevestig eerst uw e-mailadres.",
    }

    def generate_authenticator_name(
        self,
        user: AbstractBaseUser,
        type: Authenticator.Type,  # noqa: A002 -- allauth's name
    ) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {count + 1}"

    def _get_site_name(self) -> str:
        return settings.MFA_TOTP_ISSUER
