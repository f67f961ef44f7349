"""What stands out in an outcome, in words."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from tools.conversation.outcome import wording
from tools.conversation.outcome.partition import FEWEST
from tools.conversation.outcome.reading import Finding, Level, Reading, ThemeReading

NOBODY = Finding(
    "none", "Er zijn nog geen antwoorden", "Niemand scoorde een stelling. Er valt dus niets op.", ""
)
TOO_FEW = Finding(
    "none",
    "Te weinig mensen om iets te tonen",
    "Zonder namen tonen we pas iets vanaf drie mensen. Bij minder weet ieder wat de ander koos.",
    "",
)
ALL_HIDDEN = Finding(
    "none",
    "Te weinig mensen om antwoorden te tonen",
    "Zonder namen tonen we antwoorden pas vanaf vier mensen. Anders is te zien wie wat koos.",
    "",
)
NO_SCORES = Finding(
    "blind",
    "Er is nog geen score",
    f"Bij de stellingen die we kunnen tonen, koos niemand een punt van 1 tot 4. {wording.BLIND}",
    "",
)
ONE_PERSON = Finding(
    "none",
    "Eén persoon heeft gescoord",
    "Dit is dus nog geen beeld van u samen. Verschillen zijn er nog niet te zien.",
    "",
)


def findings(reading: Reading) -> tuple[Finding, ...]:
    """Return what to begin the talk with; where little is known, what it is that is not."""
    nothing = _nothing(reading)
    return (nothing,) if nothing else tuple(_found(reading))


def _nothing(reading: Reading) -> Finding | None:
    columns = [one.column for theme in reading.themes for one in theme.statements]
    if not reading.release.people:
        return NOBODY
    if not reading.release.statements:
        return TOO_FEW
    if all(one.is_hidden for one in columns):
        return ALL_HIDDEN
    return None if reading.with_mean else NO_SCORES


def _found(reading: Reading) -> Iterator[Finding]:
    if reading.release.people == 1:
        yield ONE_PERSON
    elif reading.release.people >= FEWEST:
        yield from _difference(reading)
    yield from _lowest_and_strongest(reading)
    yield from _blind(reading)


def _difference(reading: Reading) -> Iterator[Finding]:
    """Give where groups differ most, or else where people do."""
    first = reading.by_gap[0]
    if first.gap:
        others = [one for one in reading.by_gap[1:] if one.gap == first.gap]
        yield Finding(
            "difference",
            f"Praat door over {_name(first)}",
            _apart(first, others),
            first.theme.letter,
        )
        return
    spread = _most(reading.themes, lambda one: len(one.spread))
    if spread:
        where = _of(len(spread.spread), len(spread.statements))
        text = f"{where} liggen de antwoorden twee punten of meer uit elkaar. {wording.SPREAD}"
        yield Finding("difference", f"Praat door over {_name(spread)}", text, spread.theme.letter)


def _apart(theme: ThemeReading, others: Sequence[ThemeReading]) -> str:
    known = [one for one in theme.levels if one.level is not None]
    high, low = max(known, key=_height), min(known, key=_height)
    said = (
        f"‘{high.group.label}’ staat op {wording.level(high)} en ‘{low.group.label}’ op "
        f"{wording.level(low)}."
    )
    if not others:
        return f"{said} Nergens is het verschil zo groot."
    return f"{said} Bij {_names(others)} is het verschil even groot."


def _height(one: Level) -> Decimal:
    return one.level or Decimal(0)


def _lowest_and_strongest(reading: Reading) -> Iterator[Finding]:
    """Give what is lowest and highest of what readers see: 2,38 and 2,43 are both 2,4."""
    means = {_shown(one) for one in reading.with_mean}
    if len(means) == 1 and len(reading.with_mean) > 1:
        theme = reading.with_mean[0]
        yield Finding(
            "lowest",
            "Alle thema's scoren gelijk",
            f"Elk thema krijgt {_score(theme)}. Kies samen waar u over wilt praten.",
            "",
        )
        return
    lowest = [one for one in reading.with_mean if _shown(one) == min(means)]
    strongest = [one for one in reading.with_mean if _shown(one) == max(means)]
    band = lowest[0].band if len({one.band for one in lowest}) == 1 else None
    title = f"{_names(lowest)} {_verb(lowest)} het laagst"
    text = f"{_together(lowest)} {band.text if band else ''}".strip()
    yield Finding("lowest", title, text, lowest[0].theme.letter)
    if len(means) > 1:
        title = f"{_names(strongest)} {_verb(strongest)} het hoogst"
        text = f"{_together(strongest)} Gebruik wat hier lukt bij de andere thema's."
        yield Finding("strongest", title, text, strongest[0].theme.letter)


def _shown(theme: ThemeReading) -> Decimal:
    return wording.tenths(theme.mean or Decimal(0))


def _blind(reading: Reading) -> Iterator[Finding]:
    theme = _most(reading.themes, lambda one: len(one.blind))
    if theme:
        where = _of(len(theme.blind), len(theme.statements))
        text = f"{where} koos 40 procent of meer ‘weet ik niet’. {wording.BLIND}"
        title = f"Zoek uit hoe het zit met {_name(theme)}"
        yield Finding("blind", title, text, theme.theme.letter)


def _most(
    themes: Sequence[ThemeReading], count: Callable[[ThemeReading], int]
) -> ThemeReading | None:
    """Return the first with the highest count; None if all have none."""
    first = max(themes, key=count)
    return first if count(first) else None


def _together(themes: Sequence[ThemeReading]) -> str:
    """Say what score: of several themes it is the same."""
    each = "" if len(themes) == 1 else "elk "
    return f"Samen geeft u {each}{_score(themes[0])}."


def _score(theme: ThemeReading) -> str:
    return wording.theme_mean(theme) if theme.is_about else f"een {wording.theme_mean(theme)}"


def _of(some: int, all_: int) -> str:
    if some == all_:
        return "Bij alle stellingen" if all_ > 1 else "Bij de stelling"
    return f"Bij {wording.number(some)} van de {wording.number(all_)} stellingen"


def _verb(themes: Sequence[ThemeReading]) -> str:
    return "scoort" if len(themes) == 1 else "scoren"


def _name(theme: ThemeReading) -> str:
    return f"‘{theme.theme.title}’"


def _names(themes: Sequence[ThemeReading]) -> str:
    return wording.listed([_name(one) for one in themes])
