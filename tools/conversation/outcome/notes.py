"""What an outcome does not show, and why: in words, on the page and in the report."""

from collections.abc import Sequence

from tools.conversation.outcome.charts import compared
from tools.conversation.outcome.columns import FEWEST_COUNTED
from tools.conversation.outcome.reading import Reading, ThemeReading
from tools.conversation.outcome.wording import listed

ANONYMOUS = "Niemand ziet wie wat koos. Ook wie het gesprek leidt, ziet dat niet."
NAMED = "In dit gesprek staan namen bij de antwoorden. Dat is bij de start zo gekozen."
FROM_THREE = "We tonen alleen groepen vanaf drie personen."
NO_GROUPS = "Er zijn geen twee groepen van drie personen. Daarom ziet u alleen wat u samen koos."
LARGEST = "De figuren vergelijken de drie grootste groepen. In de tabel staan ze allemaal."
HALF_STEPS = "Groepen staan in halve stappen. Zo kan niemand een antwoord uitrekenen."
CODED = (
    "Bij ‘1,5 of lager’ en ‘3,5 of hoger’ zeggen we niet hoeveel. Anders ziet u soms dat iedereen "
    "in een groep hetzelfde koos."
)
FROM_FOUR = "Antwoorden per stelling tonen we vanaf vier personen."
ABOUT = "Bij ‘ongeveer’ koos bijna iedereen hetzelfde. Wie iets anders koos, valt zo niet op."
ELSE = "Anders zou te zien zijn wat iemand koos."
ALL_WITHHELD = f"Groepen tonen we hier bij geen enkel thema. {ELSE}"
TWO = 2
HIDDEN = f"Bij sommige stellingen tonen we geen antwoorden. {ELSE}"


def notes(reading: Reading, *, is_named: bool = False) -> Sequence[str]:
    return [NAMED if is_named else ANONYMOUS, *_on_groups(reading), *_on_numbers(reading)]


def _on_groups(reading: Reading) -> Sequence[str]:
    groups = reading.release.groups
    if not compared(reading):
        return [FROM_THREE, why_together(reading)]
    withheld = [one.theme.title for one in reading.themes if not one.levels]
    return [
        FROM_THREE,
        HALF_STEPS,
        *([LARGEST] if len(groups) > len(compared(reading)) else []),
        *([_withheld(withheld)] if withheld else []),
        *([CODED] if any(_is_coded(one) for one in reading.themes) else []),
    ]


def why_together(reading: Reading) -> str:
    """Say why no groups are compared anywhere."""
    return NO_GROUPS if len(reading.release.groups) < TWO else ALL_WITHHELD


def _withheld(titles: Sequence[str]) -> str:
    return f"Bij {listed([f'‘{title}’' for title in titles])} tonen we geen groepen. {ELSE}"


def _is_coded(theme: ThemeReading) -> bool:
    return any(one.is_lower or one.is_higher for one in theme.levels)


def _on_numbers(reading: Reading) -> Sequence[str]:
    columns = [one.column for theme in reading.themes for one in theme.statements]
    return [
        *([ABOUT] if any(one.is_about for one in columns) else []),
        *(_on_hidden(reading) if any(one.is_hidden for one in columns) else []),
    ]


def _on_hidden(reading: Reading) -> Sequence[str]:
    return [FROM_FOUR] if reading.release.people < FEWEST_COUNTED else [HIDDEN]
