"""The questionnaire as it is asked: at one version, apart from the database."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Self

# An answer that says one cannot say: it counts in no mean.
UNKNOWN = 0
UNKNOWN_LABEL = "Weet ik niet"
BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class Statement:
    """``concepts`` are slugs of what fits it, in the order of the curators."""

    key: str
    text: str
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Theme:
    letter: str
    slug: str
    title: str
    summary: str
    balance: tuple[Statement, ...]
    deepening: tuple[Statement, ...]
    questions: tuple[Question, ...]

    @property
    def statements(self) -> Sequence[Statement]:
        return (*self.balance, *self.deepening)

    @property
    def keys(self) -> frozenset[str]:
        """Return the keys of its statements and questions."""
        asked = {one.key for one in self.questions}
        return frozenset(asked | {one.key for one in self.statements})


@dataclass(frozen=True, slots=True)
class Point:
    value: int
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Band:
    """``starts_at`` is written with two decimals: JSON has no exact numbers."""

    starts_at: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """``themes`` by letter, ``scale`` and ``bands`` from low to high."""

    themes: tuple[Theme, ...]
    scale: tuple[Point, ...]
    bands: tuple[Band, ...]

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Self:
        """Return what ``as_json`` gave."""
        return cls(
            themes=tuple(_theme(one) for one in stored["themes"]),
            scale=tuple(Point(**one) for one in stored["scale"]),
            bands=tuple(Band(**one) for one in stored["bands"]),
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def balance(self) -> Sequence[Statement]:
        """Return what everybody scores alone, in order."""
        return [statement for theme in self.themes for statement in theme.balance]

    def theme(self, letter: str) -> Theme:
        """Raise KeyError where this version has no such theme."""
        return {theme.letter: theme for theme in self.themes}[letter]

    def theme_of(self, key: str) -> Theme:
        """Return the theme with the statement or question ``key``; KeyError where none has it."""
        for theme in self.themes:
            if key in theme.keys:
                return theme
        raise KeyError(key)

    def statement(self, key: str) -> Statement:
        """Raise KeyError where this version asks no such thing."""
        return {one.key: one for theme in self.themes for one in theme.statements}[key]

    def band(self, mean: Decimal | float) -> Band:
        """Return what ``mean`` (1 to 4) says."""
        return [one for one in self.bands if Decimal(one.starts_at) <= Decimal(str(mean))][-1]


def _theme(stored: Mapping[str, Any]) -> Theme:
    statements = {
        name: tuple(
            Statement(**{**one, "concepts": tuple(one["concepts"])}) for one in stored[name]
        )
        for name in ("balance", "deepening")
    }
    questions = tuple(Question(**one) for one in stored["questions"])
    return Theme(**{**stored, **statements, "questions": questions})
