"""What a questionnaire lacks to be asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tools.conversation.models.questionnaire import HIGHEST, LOWEST
from tools.conversation.questionnaire import Questionnaire, Theme

LETTERS = "ABCDEF"
LEAST_BALANCE = 3


@dataclass(frozen=True, slots=True)
class Gap:
    """``part`` is the name of the list, of the theme ``letter`` or of the whole."""

    message: str
    part: str
    letter: str = ""

    def __str__(self) -> str:
        return self.message


def gaps(questionnaire: Questionnaire) -> list[Gap]:
    """Return in Dutch what must be there first; nothing when it is complete."""
    return [*_of_themes(questionnaire), *_of_scale(questionnaire), *_of_bands(questionnaire)]


def _of_themes(questionnaire: Questionnaire) -> Iterator[Gap]:
    themes = {theme.letter: theme for theme in questionnaire.themes}
    for letter in LETTERS:
        if letter in themes:
            yield from _of_theme(themes[letter])
        else:
            yield Gap(f"thema {letter} ontbreekt, of is niet gepubliceerd", "themes")


def _of_theme(theme: Theme) -> Iterator[Gap]:
    stem, count = f"thema {theme.letter} heeft", len(theme.balance)
    if count < LEAST_BALANCE:
        there_are = "1 stelling" if count == 1 else f"{count} stellingen"
        message = f"{stem} {there_are} voor de balans; het zijn er minstens {LEAST_BALANCE}"
        yield Gap(message, "balance", theme.letter)
    if not theme.deepening:
        yield Gap(f"{stem} geen stellingen voor de verdieping", "deepening", theme.letter)
    if not theme.questions:
        yield Gap(f"{stem} geen gespreksvragen", "questions", theme.letter)


def _of_scale(questionnaire: Questionnaire) -> Iterator[Gap]:
    values = {point.value for point in questionnaire.scale}
    for value in range(LOWEST, HIGHEST + 1):
        if value not in values:
            yield Gap(f"de schaal heeft geen punt {value}", "scale")


def _of_bands(questionnaire: Questionnaire) -> Iterator[Gap]:
    starts = [Decimal(band.starts_at) for band in questionnaire.bands]
    if min(starts, default=None) != LOWEST:
        yield Gap("geen uitkomst in woorden begint bij 1,00", "bands")
