"""What somebody tells of their own work; nobody else reads it."""

from typing import Any

from django import forms
from django.db import transaction

from accounts.mine import Section
from accounts.models import User
from knowledge.models import Concept, Profile
from knowledge.profile_place import MunicipalityField
from search.text import clean

TOO_LONG = "Dit is te lang. Gebruik ten hoogste %(limit_value)d tekens; u hebt er %(show_value)d."
NO_THEME = "Dit thema bestaat niet."
THEMES = Concept.objects.filter(scheme__slug="thema", broader__isnull=True)


class ShortText(forms.CharField):
    def __init__(self, label: str, max_length: int, autocomplete: str, **kwargs: Any) -> None:
        super().__init__(
            label=label,
            max_length=max_length,
            required=False,
            widget=forms.TextInput({"class": "ams-text-input", "autocomplete": autocomplete}),
            error_messages={"max_length": TOO_LONG},
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        # On one line: a name is part of the first line of a mail.
        return " ".join(clean(super().to_python(value) or "").split())


class ProfileForm(forms.Form):
    name = ShortText(
        "Naam", 120, "name", help_text="Zo spreken wij u aan, in mails en in het beheer."
    )
    function = ShortText("Functie", 120, "organization-title")
    municipality = MunicipalityField(
        label="Gemeente",
        required=False,
        help_text="Typ een paar letters en kies uit de lijst. Een vroegere naam mag ook.",
        widget=forms.TextInput(
            {"class": "ams-text-input", "autocomplete": "off", "list": "gemeenten"}
        ),
        error_messages={"max_length": TOO_LONG},
    )
    organisation = ShortText(
        "Organisatie", 160, "organization", help_text="Als u niet bij een gemeente werkt."
    )
    themes = forms.ModelMultipleChoiceField(
        THEMES,
        label="Thema's die u volgt",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "Dit thema bestaat niet.",
            "invalid_pk_value": "Dit thema bestaat niet.",
        },
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": _told_by(user)})
        self.user = user

    @transaction.atomic
    def save(self) -> Profile:
        told = dict(self.cleaned_data)
        self.user.name = told.pop("name")
        self.user.save(update_fields=["name"])
        themes = told.pop("themes")
        profile, _is_new = Profile.objects.update_or_create(user=self.user, defaults=told)
        profile.themes.set(themes)
        return profile


def profile_of(user: User) -> Profile | None:
    """Return what ``user`` told, or None when that is nothing yet; four queries at most."""
    told = Profile.objects.select_related("municipality").prefetch_related("themes__scheme")
    return told.filter(user=user).first()


def _told_by(user: User) -> dict[str, Any]:
    profile = profile_of(user) or Profile(user=user)
    return {
        "name": user.name,
        "function": profile.function,
        "municipality": profile.municipality,
        "organisation": profile.organisation,
        "themes": profile.themes.all() if profile.pk else [],
    }


def _shown(user: User) -> dict[str, Any]:
    return {"name": user.name, "profile": profile_of(user)}


SECTION = Section(
    name="profiel",
    title="Mijn profiel",
    template="knowledge/mine_profile.html",
    load=_shown,
    position=60,
)
