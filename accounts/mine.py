"""What somebody with an account finds on "Mijn kennisplaats"; apps above add to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User


@dataclass(frozen=True, slots=True)
class Section:
    """
    A part of the page; ``load`` gives its ``template`` what to show as ``section``.

    Where ``load`` gives None the part is left out: it is not for this person.
    """

    name: str
    title: str
    template: str
    load: Callable[[User], dict[str, Any] | None]
    position: int = 0


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section as one person sees it."""

    name: str
    title: str
    template: str
    content: dict[str, Any]


_sections: dict[str, Section] = {}


def show(section: Section) -> None:
    """Add a section to the page of everybody; called once, while the apps are being made ready."""
    _sections[section.name] = section


def sections_for(user: User) -> list[ShownSection]:
    """Return what ``user`` sees, in order."""
    ordered = sorted(_sections.values(), key=lambda section: (section.position, section.name))
    loaded = [(section, section.load(user)) for section in ordered]
    return [
        ShownSection(section.name, section.title, section.template, content)
        for section, content in loaded
        if content is not None
    ]
