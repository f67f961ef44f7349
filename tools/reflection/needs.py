"""The five leerbehoeften: what somebody who comes here is after."""

from dataclasses import dataclass

from django.db import models


class Need(models.IntegerChoices):
    """Numbered as in the toolbox that inspired this one."""

    PICTURE = 1, "Een beeld krijgen"
    WORKS = 2, "Weten wat werkt"
    OUTCOME = 3, "Zien hoe het uitpakt"
    IMPROVE = 4, "De praktijk verbeteren"
    RETHINK = 5, "Anders leren kijken"

    @property
    def slug(self) -> str:
        return _WORDS[self].slug

    @property
    def meaning(self) -> str:
        """Say what it is to have this need, in a sentence for readers."""
        return _WORDS[self].meaning

    @property
    def wish(self) -> str:
        """Say it as somebody would who has it: "Ik wil …"."""
        return _WORDS[self].wish


@dataclass(frozen=True, slots=True)
class _Words:
    slug: str
    meaning: str
    wish: str


_WORDS = {
    Need.PICTURE: _Words(
        "een-beeld-krijgen",
        "Meer weten over armoede, en een beeld krijgen van je eigen praktijk, wijk of gemeente.",
        "Ik wil een beeld krijgen van armoede bij ons",
    ),
    Need.WORKS: _Words(
        "weten-wat-werkt",
        "Meer weten over wat werkt in de aanpak van armoede, en leren van goede voorbeelden.",
        "Ik wil weten wat werkt, en van anderen leren",
    ),
    Need.OUTCOME: _Words(
        "zien-hoe-het-uitpakt",
        "Begrijpen hoe jullie aanpak voor inwoners uitpakt en hoe zij die ervaren.",
        "Ik wil begrijpen hoe onze aanpak voor inwoners uitpakt",
    ),
    Need.IMPROVE: _Words(
        "de-praktijk-verbeteren",
        "De praktijk van nu een stap beter maken.",
        "Ik wil onze praktijk verbeteren",
    ),
    Need.RETHINK: _Words(
        "anders-leren-kijken",
        "Anders leren kijken naar armoede en armoedebeleid, en voelen waar je zelf staat.",
        "Ik wil uitgedaagd worden om anders te kijken",
    ),
}
