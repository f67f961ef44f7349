"""
Which columns hold something of a person with an account, and what becomes of it.

Mechanism only: every model of the portal is decided on in kennisplaats/personal_data.py.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import (
    EmailField,
    Field,
    ForeignKey,
    GenericIPAddressField,
    Manager,
    Model,
    Q,
    QuerySet,
)

from accounts.models import User

WHERE = "decide on it in kennisplaats/personal_data.py (docs/adr/0013)"
# A column named like one of these may well be about a person.
TELLING_NAMES = (
    "address",
    "agent",
    "author",
    "birth",
    "contact",
    "email",
    "ip",
    "mail",
    "name",
    "person",
    "phone",
    "recipient",
    "sender",
    "user",
)


class Fate(Enum):
    """What becomes of a row when the account of its person goes."""

    GOES = "gaat weg"
    NAMELESS = "blijft, zonder uw naam"
    STAYS = "blijft"
    # The account cannot go before somebody else has taken these on.
    HANDED_OVER = "draagt u eerst over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """
    Rows of a model that belong to a person: all that ``rows`` tells of one.

    ``key`` names them in the download, ``title`` on pages; ties with the same key
    are shown together. ``exported`` are the fields in the download, with the
    words by which a reader knows them; ``inside`` has those for the keys of a
    field that holds JSON. ``through`` are foreign keys to a person that lead to
    these rows. When the account goes, ``emptied`` says what some columns of a row
    that stays become; ``why`` it stays.
    """

    key: str
    title: str
    rows: Callable[[User], Q]
    fate: Fate
    through: tuple[str, ...] = ()
    exported: Mapping[str, str] = field(default_factory=dict)
    inside: Callable[[], Mapping[str, str]] = dict
    emptied: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""
    # Where its holder hands such a row over, for rows that must be.
    url: Callable[[Any], str] | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """
    Whose rows a model has, as one or more ties; none: nobody's.

    ``not_exported`` are fields that are in no download, each with the reason.
    """

    model: type[Model]
    ties: tuple[Tie, ...] = ()
    not_exported: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> set[str]:
        return set(self.not_exported).union(*(tie.exported for tie in self.ties))


class Register:
    """Every decision, by model, in the order in which they were made."""

    def __init__(self) -> None:
        self._by_model: dict[type[Model], Decision] = {}

    def __iter__(self) -> Iterator[Decision]:
        return iter(self._by_model.values())

    def get(self, model: type[Model]) -> Decision | None:
        return self._by_model.get(model)

    def decide(self, model: type[Model], *ties: Tie, not_exported: Mapping[str, str]) -> None:
        """Say how rows of ``model`` belong to persons; each field is in a tie or not exported."""
        self._add(Decision(model, ties, not_exported))

    def nobody(self, *models: type[Model], although: Mapping[str, str] | None = None) -> None:
        """
        Say that rows of ``models`` are nobody's.

        ``although`` gives, for columns that look as if, the reason why they are not.
        """
        for model in models:
            self._add(Decision(model, not_exported=although or {}))

    def _add(self, decision: Decision) -> None:
        if decision.model in self._by_model:
            raise ImproperlyConfigured(f"{decision.model._meta.label} is decided on twice")
        self._by_model[decision.model] = decision


register = Register()


def person(name: str, only: Q | None = None) -> Callable[[User], Q]:
    """Return the rows that point at somebody along ``name``, those of ``only`` alone."""
    return lambda user: Q(**{name: user}) & (only or Q())


def rows_of(user: User) -> Iterator[tuple[Decision, Tie, QuerySet[Any]]]:
    """Yield every tie with its rows of ``user``, each row once, in the order of decisions."""
    for decision in register:
        for tie in decision.ties:
            manager: Manager[Any] = decision.model._base_manager
            # A subquery: a path over rows of others may meet the same row twice.
            found = manager.filter(tie.rows(user)).values("pk")
            yield decision, tie, manager.filter(pk__in=found).order_by("pk")


def faults(models: Iterable[type[Model]], decided: Register = register) -> list[str]:
    """Return what nobody decided on yet, one line for each model or field; [] when all is."""
    return [fault for model in models for fault in _faults_of(model, decided)]


def _faults_of(model: type[Model], decided: Register) -> Iterator[str]:
    label = model._meta.label
    if model._meta.auto_created:
        # The rows of a list of links go with the row that has the list.
        return
    decision = decided.get(model)
    if decision is None:
        yield f"{label}: whose are its rows? {WHERE}"
        return
    own = {field.name: field for field in _own_fields(model)}
    through = {name for tie in decision.ties for name in (*tie.through, *tie.emptied)}
    for name, column in own.items():
        if not _is_decided(column, decision, through):
            yield f"{label}.{name}: {WHERE}"
    for name in sorted((decision.fields | through) - own.keys()):
        yield f"{label}.{name} is decided on and does not exist"
    for tie in decision.ties:
        if tie.fate in {Fate.NAMELESS, Fate.STAYS} and not tie.why:
            yield f"{label}, {tie.key}: say why it stays; {WHERE}"


def _is_decided(column: Field, decision: Decision, through: set[str]) -> bool:
    if points_at_a_person(column):
        return column.name in through
    if decision.ties:
        return column.name in decision.fields
    return column.name in decision.not_exported or not looks_personal(column)


def points_at_a_person(column: Field) -> bool:
    return isinstance(column, ForeignKey) and column.related_model is User


def looks_personal(column: Field) -> bool:
    """Return whether a column may hold something of a person, going by its type and name."""
    words = column.name.split("_")
    return isinstance(column, (EmailField, GenericIPAddressField)) or any(
        telling in words for telling in TELLING_NAMES
    )


def _own_fields(model: type[Model]) -> list[Field]:
    """Return columns and lists of links of ``model`` itself, not of the model that it extends."""
    return [
        column
        for column in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if not column.primary_key
    ]
