"""
An outcome in Dutch: its numbers, and what its pictures show in words.

Pages and documents say the same, because both ask here.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from tools.conversation.outcome.charts import (
    TOGETHER,
    Distribution,
    Lines,
    Radar,
    Strip,
    answer_labels,
)
from tools.conversation.outcome.reading import Level, Reading, StatementReading, ThemeReading
from tools.conversation.outcome.release import NOTHING, Column
from tools.conversation.questionnaire import Point

NONE = "—"
SPREAD = "Hier kijkt u verschillend naar. Begin het gesprek bij dit punt."
BLIND = "Dit weet u samen nog niet. Wie kan het uitzoeken?"
HIDDEN = "Bij deze stelling tonen we geen antwoorden. Anders zou te zien zijn wat iemand koos."
MOSTLY_NOTHING = "Bijna niemand koos hier iets. Hoe vaak wel, tonen we niet."
NOBODY = "Niemand koos hier iets."
NO_SCORES = "geen scores"
# From where on a mean importance (1 to 3) is called so.
_HIGH, _MIDDLE = Decimal("2.34"), Decimal("1.67")
_TENTH = Decimal("0.1")


def score(value: Decimal | None, *, is_about: bool = False) -> str:
    """Return "2,4"; "ongeveer 3" for what was not counted, a dash for nothing."""
    if value is None:
        return NONE
    said = str(tenths(value)).replace(".", ",")
    return f"ongeveer {said.removesuffix(',0')}" if is_about else said


def tenths(value: Decimal) -> Decimal:
    return value.quantize(_TENTH, ROUND_HALF_UP)


def level(one: Level | None) -> str:
    """Return where a group stands: a half step, or "3,5 of hoger" for all from there on."""
    if one is None:
        return NONE
    return (
        f"{score(one.level)}{' of hoger' if one.is_higher else ' of lager' if one.is_lower else ''}"
    )


def theme_mean(theme: ThemeReading) -> str:
    return score(theme.mean, is_about=theme.is_about)


def statement_mean(reading: StatementReading) -> str:
    return score(reading.mean, is_about=reading.column.is_about)


def gap(theme: ThemeReading) -> str:
    """Return how far groups are apart, or where all are together if that is not told."""
    if theme.gap is None:
        return f"samen {theme_mean(theme)}"
    return f"verschil {gap_value(theme)}" if theme.gap else "geen verschil"


def gap_value(theme: ThemeReading) -> str:
    """Return the difference alone, for the cell of a table."""
    return f"{score(theme.gap)}{' of meer' if theme.is_gap_more else ''}"


def importance(mean: Decimal | None) -> str:
    if mean is None:
        return NONE
    return "hoog" if mean >= _HIGH else "midden" if mean >= _MIDDLE else "laag"


def answers(column: Column, scale: Sequence[Point]) -> str:
    """Return how many chose what, in a sentence."""
    labels = answer_labels(scale)
    if column.mostly == NOTHING:
        return MOSTLY_NOTHING
    if column.mostly is not None:
        return f"Het vaakst gekozen: ‘{labels[column.mostly]}’. Hoe vaak, tonen we niet."
    if column.counts is None:
        return HIDDEN
    chosen = [
        (label, column.counts[key]) for key, label in labels.items() if column.counts.get(key)
    ]
    if column.people == column.counts.get(NOTHING, 0):
        return NOBODY
    return f"{listed([f'{count} keer ‘{label}’' for label, count in chosen])}."


def listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} en {last}" if first else last


# What is in a picture, for who does not see it.


def radar_title(picture: Radar) -> str:
    first = number(len(picture.themes)).capitalize()
    compared = [one for one in picture.keys if one.style != TOGETHER]
    return f"{first} thema’s, {groups(len(compared)) if compared else 'iedereen samen'}"


def radar(picture: Radar, reading: Reading) -> str:
    return " ".join(theme(reading.theme(one.letter)) for one in picture.themes)


def theme(reading: ThemeReading) -> str:
    """Return where the groups stand in a theme, or all together, in a sentence."""
    together = f"samen {theme_mean(reading)}"
    said = "; ".join([*[_level(one) for one in reading.levels], together])
    return f"{reading.theme.title}: {said}."


def _level(one: Level) -> str:
    return f"{one.group.label} {NO_SCORES if one.level is None else level(one)}"


def strip(row: Strip) -> str:
    return theme(row.reading)


def distribution(picture: Distribution, scale: Sequence[Point]) -> str:
    return answers(picture.column, scale)


def lines(picture: Lines) -> str:
    """Return what all together said of each theme, round after round."""
    labels = [one.label for one in picture.rounds]
    return " ".join(
        f"{line.theme.title}: "
        + "; ".join(
            f"{label} {score(dot.value) if dot else NO_SCORES}"
            for label, dot in zip(labels, line.series.dots, strict=True)
        )
        + "."
        for line in picture.lines
    )


NUMBERS = ("geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")


def number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def groups(count: int) -> str:
    return f"{number(count)} {'groep' if count == 1 else 'groepen'}"
