"""The forms of allauth in our own words; what they do is allauth's."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from allauth.socialaccount import forms as social
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.validators import MaxLengthValidator
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from accounts.entrance.names import LONGEST_NAME
from accounts.models import User

# No password of a person or their programs is longer, and each costs time to look at.
LONGEST_PASSWORD = 256

LONGEST_ADDRESS = MaxLengthValidator(254, "Dit e-mailadres is te lang.")

LABELS = {
    "code": "Code",
    "email": "E-mailadres",
    "login": "E-mailadres",
    "name": "Naam",
    "oldpassword": "Uw huidige wachtwoord",
    "password": "Wachtwoord",
    "remember": "Ingelogd blijven op dit apparaat",
}
REQUIRED = {
    "account": "Kies welke koppeling u wilt verbreken.",
    "code": "Vul de code in.",
    "credential": "Er kwam geen passkey binnen. Probeer het opnieuw.",
    "email": "Vul uw e-mailadres in.",
    "login": "Vul uw e-mailadres in.",
    "name": "Vul een naam in.",
    "oldpassword": "Vul uw huidige wachtwoord in.",
    "password": "Vul uw wachtwoord in.",
    "password1": "Kies een wachtwoord.",
}
WHAT_IS_STRONG = (
    "Minstens 12 tekens. Een zin van een paar woorden is sterk en goed te onthouden. U mag ook "
    "plakken uit een wachtwoordkluis."
)
WHERE_CODES_ARE = "De zes cijfers uit uw app, of een van uw herstelcodes."


class Designed:
    """Gives the fields of a form the words and the classes of the portal."""

    # The second field is of no use: who mistypes resets the password, and programs fill in both.
    without: tuple[str, ...] = ("password2",)
    words: dict[str, dict[str, str]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.without:
            self.fields.pop(name, None)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = ""
            if name in REQUIRED:
                field.error_messages["required"] = REQUIRED[name]
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = "Dit is geen e-mailadres. Vul een adres met @ in."
                field.validators = [*field.validators, LONGEST_ADDRESS]
            if isinstance(field.widget, forms.PasswordInput):
                field.widget.attrs["maxlength"] = LONGEST_PASSWORD
            if not isinstance(field.widget, (forms.CheckboxInput, forms.RadioSelect)):
                field.widget.attrs.setdefault("class", "ams-text-input")
            for what, words in self.words.get(name, {}).items():
                setattr(field, what, words)


class LoginForm(Designed, account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # So that the programs that fill in forms know what the address is for.
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class SignupForm(Designed, account.SignupForm):
    """
    What somebody tells who makes an account.

    ``website`` is hidden from people: who fills it in is a program.
    """

    name = forms.CharField(
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"max_length": "Gebruik ten hoogste %(limit_value)d tekens."},
    )
    website = forms.CharField(
        label="Laat dit vak leeg", required=False, widget=forms.TextInput({"autocomplete": "off"})
    )

    field_order = ("name", "email", "password1", "website")
    words = {
        "email": {"help_text": "Wij sturen een mail naar dit adres om te zien of het klopt."},
        "password1": {"label": "Wachtwoord", "help_text": WHAT_IS_STRONG},
    }

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Make the account; where there is one already, take as long and tell its owner by mail."""
        if self.cleaned_data["website"]:
            return None, get_adapter().respond_email_verification_sent(request, None)
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        with transaction.atomic():
            saved: tuple[User | None, HttpResponse | None] = super().try_save(request)
        return saved


class ResetPasswordForm(Designed, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Designed, account.ResetPasswordKeyForm):
    words = {"password1": {"label": "Nieuw wachtwoord", "help_text": WHAT_IS_STRONG}}


class ChangePasswordForm(Designed, account.ChangePasswordForm):
    words = ResetPasswordKeyForm.words


class SetPasswordForm(Designed, account.SetPasswordForm):
    words = ResetPasswordKeyForm.words


class AddEmailForm(Designed, account.AddEmailForm):
    words = {"email": {"label": "Nieuw e-mailadres"}}


class ReauthenticateForm(Designed, account.ReauthenticateForm):
    pass


class AuthenticateForm(Designed, second_factor.AuthenticateForm):
    words = {"code": {"help_text": WHERE_CODES_ARE}}


class ReauthenticateByCodeForm(Designed, second_factor.ReauthenticateForm):
    words = AuthenticateForm.words


class ActivateTOTPForm(Designed, totp.ActivateTOTPForm):
    words = {
        "code": {
            "label": "Code uit de app",
            "help_text": "De zes cijfers die de app nu laat zien.",
        }
    }


class AddWebAuthnForm(Designed, webauthn.AddWebAuthnForm):
    words = {
        "name": {
            "label": "Naam van de passkey",
            "help_text": "Zodat u hem later herkent, bijvoorbeeld ‘mijn telefoon’.",
        },
        "passwordless": {"label": "Met deze passkey zonder wachtwoord inloggen"},
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("passwordless", True)


class EditWebAuthnForm(Designed, webauthn.EditWebAuthnForm):
    words = {"name": {"label": "Naam van de passkey"}}


class SocialSignupForm(Designed, social.SignupForm):
    pass


class DisconnectForm(Designed, social.DisconnectForm):
    pass
