"""The part of "Mijn kennisplaats" with what somebody submitted, or means to."""

from dataclasses import dataclass
from typing import Any

from accounts.mine import Section
from accounts.models import User
from practices.models import Submission
from practices.submitting.progress import badge


@dataclass(frozen=True, slots=True)
class Row:
    """A submission with where it is; ``look`` is the look of that."""

    submission: Submission
    title: str
    status: str
    look: str


def rows(author: User) -> list[Row]:
    """Return all submissions of ``author``, the one that changed last first; one query."""
    submissions = Submission.objects.of(author).select_related("practice")
    return [Row(one, one.title, *badge(one)) for one in submissions]


def load(user: User) -> dict[str, Any]:
    return {"rows": rows(user)}


SECTION = Section(
    name="inzendingen",
    title="Mijn inzendingen",
    template="practices/mine.html",
    load=load,
    position=10,
)
