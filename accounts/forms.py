from typing import Any

from django import forms

from accounts.models import User


class RemovalForm(forms.Form):
    """Proof that somebody means it: their own address, typed."""

    address = forms.CharField(
        label="Typ uw e-mailadres om te bevestigen",
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "ams-text-input", "autocomplete": "off"}),
        error_messages={"required": "Typ het e-mailadres van uw account."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_address(self) -> str:
        typed: str = self.cleaned_data["address"]
        if typed.casefold() != self.user.email.casefold():
            raise forms.ValidationError(
                "Dit is niet het e-mailadres van uw account. Uw adres staat boven dit formulier."
            )
        return typed
