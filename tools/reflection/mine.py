"""What an account did: in short on "Mijn kennisplaats", in full on a page of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.mine import Section
from accounts.models import User
from tools.reflection.models import Reflection
from tools.reflection.needs import Need
from tools.reflection.report.building import agreed_when
from tools.sessions.models import Seat

MOST_IN_SHORT = 3
OWN = "own_seats"


@dataclass(frozen=True, slots=True)
class Row:
    """
    A reflection as its owner sees it: ``url`` goes on with it, or shows the report.

    ``agreements`` are in words, with who and when. ``removal_url`` takes all of it
    away, or of a duo only what is one's own.
    """

    title: str
    form: str
    need: Need
    changed_at: datetime
    is_finished: bool
    url: str
    report_url: str
    removal_url: str
    agreements: Sequence[str]


def rows(user: User) -> list[Row]:
    """Return what ``user`` did and is doing, the last one first; three queries."""
    own = Seat.objects.filter(user=user, withdrawn_at__isnull=True)
    found = Reflection.objects.of(user).prefetch_related(
        "agreements", Prefetch("session__seats", own, to_attr=OWN)
    )
    return [_row(reflection) for reflection in found]


def _row(reflection: Reflection) -> Row:
    (own,) = getattr(reflection.session, OWN)
    is_team = reflection.form == Reflection.Form.TEAM
    is_duo = reflection.form == Reflection.Form.DUO
    return Row(
        title=reflection.script.title,
        form=reflection.get_form_display(),
        need=Need(reflection.script.need),
        changed_at=reflection.session.changed_at,
        is_finished=reflection.finished_at is not None or not reflection.session.is_open,
        url=reverse("reflection:lead" if is_team else "reflection:work", args=[own.key]),
        report_url=reverse("reflection:report", args=[own.key]),
        removal_url=reverse(
            "reflection:withdraw" if is_duo else "reflection:remove", args=[own.key]
        ),
        agreements=[f"{one.text} ({agreed_when(one)})" for one in reflection.agreements.all()],
    )


def by_need(own: Sequence[Row]) -> list[tuple[Need, list[Row]]]:
    """Return the rows of each leerbehoefte that has any, in order."""
    found = [(need, [row for row in own if row.need == need]) for need in Need]
    return [(need, of_need) for need, of_need in found if of_need]


def load(user: User) -> dict[str, Any]:
    own = rows(user)
    return {"rows": own[:MOST_IN_SHORT], "count": len(own)}


@require_safe
@login_required
def page(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101 -- logged in
    context = {"needs": by_need(rows(request.user)), "section": "mine"}
    return render(request, "reflection/mine.html", context)


SECTION = Section(
    name="reflecties",
    title="Mijn reflecties",
    template="reflection/mine_section.html",
    load=load,
    position=20,
)
