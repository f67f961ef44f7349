"""Whose the sessions of tools are: of one person, of colleagues, or of a group that goes on."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.personal_data import Fate, Register, Tie
from kennisplaats.personal_reasons import MECHANISM, OPENS
from tools.sessions.models import Seat, ToolSession

WHY_LED_STAYS = (
    "De anderen werken ermee verder. Hebt u dat liever niet, verwijder het gesprek dan eerst of "
    "draag het over."
)


def decide_sessions(to: Register) -> None:
    began = {
        "tool": "Hulpmiddel",
        "started_at": "Begonnen op",
        "changed_at": "Het laatst gewijzigd op",
        "closed_at": "Afgesloten op",
    }
    to.decide(
        ToolSession,
        Tie(
            key="sessies_van_hulpmiddelen",
            title="Wat u alleen of als gespreksleider deed met een hulpmiddel",
            rows=within("pk", of_one),
            through=("owner",),
            fate=Fate.GOES,
            exported=began,
        ),
        Tie(
            key="sessies_van_hulpmiddelen",
            title="",
            rows=within("pk", led),
            through=("owner",),
            fate=Fate.NAMELESS,
            exported=began,
            emptied={"owner": None},
            why=WHY_LED_STAYS,
        ),
        not_exported={
            "code": OPENS,
            "invite_key": OPENS,
            "screen_key": OPENS,
            "keep_days": MECHANISM,
            "expires_anyway": MECHANISM,
            "expires_at": MECHANISM,
        },
    )
    seat = {
        "name": "Naam die u opgaf",
        "is_leader": "U begon of leidde het",
        "joined_at": "Erbij sinds",
        "done_at": "Klaar op",
    }
    to.decide(
        Seat,
        Tie(
            key="plaatsen",
            title="Waar u met uw account aan meedeed",
            rows=lambda user: Q(user=user) & ~at_head(user),
            through=("user",),
            fate=Fate.GOES,
            exported=seat,
        ),
        Tie(
            key="plaatsen",
            title="Uw plaats als leider van een gesprek met anderen",
            rows=lambda user: Q(user=user) & at_head(user),
            through=("user",),
            fate=Fate.NAMELESS,
            exported=seat,
            emptied={"user": None, "name": ""},
            why=WHY_LED_STAYS,
        ),
        not_exported={"key": OPENS, "session": MECHANISM, "withdrawn_at": MECHANISM},
    )


def within(path: str, sessions: Callable[[User], QuerySet[ToolSession]]) -> Callable[[User], Q]:
    return lambda user: Q(**{f"{path}__in": sessions(user).values("pk")})


def at_head(user: User, path: str = "") -> Q:
    """Return the seats, at the end of ``path``, of who leads what others go on with."""
    return Q(
        **{
            f"{path}is_leader": True,
            f"{path}user": user,
            f"{path}session__in": led(user).values("pk"),
        }
    )


def of_one(user: User) -> QuerySet[ToolSession]:
    """Return the sessions that ``user`` began, and those where nobody else sits."""
    own = Q(owner=user) | Q(seats__user=user) & ~Exists(_others(user))
    return ToolSession.objects.filter(own).exclude(pk__in=led(user).values("pk"))


def led(user: User) -> QuerySet[ToolSession]:
    """Return what ``user`` leads and others wrote in too, which is theirs as much."""
    leading = Seat.objects.filter(session=OuterRef("pk"), user=user, is_leader=True)
    return ToolSession.objects.filter(
        Q(owner=user) | Exists(leading), Exists(_others(user)), expires_anyway=True
    )


def of_more(user: User) -> QuerySet[ToolSession]:
    return ToolSession.objects.filter(seats__user=user).exclude(pk__in=of_one(user).values("pk"))


def _others(user: User) -> QuerySet[Seat]:
    seats = Seat.objects.filter(session=OuterRef("pk"), withdrawn_at=None)
    return seats.exclude(user=user)
