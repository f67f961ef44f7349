"""What moved, in words that say what was measured and not why."""

from collections.abc import Sequence

from tools.conversation.models import Action
from tools.conversation.outcome.wording import NONE, listed, score
from tools.conversation.questionnaire import Theme
from tools.conversation.rounds.chain import Round
from tools.conversation.rounds.comparing import Change, Measure

HIDDEN = "niet te tonen"
NO_SCORES = "geen scores"
NO_CLAIM = (
    "Of het een door het ander komt, is hier niet te zien. "
    "Ook deden er misschien andere mensen mee."
)
HIDDEN_WHY = (
    "Soms staat er ‘niet te tonen’. Dan zou een getal verraden wat iemand koos. "
    "Bij ‘ongeveer’ laten we zien wat de meesten kozen, niet het precieze gemiddelde."
)


def measure(one: Measure) -> str:
    if one.mean is None:
        return HIDDEN if one.is_hidden else NO_SCORES
    return score(one.mean, is_about=one.is_about)


def delta(change: Change) -> str:
    """Return "0,5 hoger"; a dash where there is nothing to compare."""
    if change.delta is None:
        return NONE
    if not change.delta:
        return "ongeveer gelijk" if change.is_about else "gelijk"
    way = "hoger" if change.delta > 0 else "lager"
    return f"{score(abs(change.delta), is_about=change.is_about)} {way}"


def moved(change: Change, earlier: str, later: str) -> str:
    """Say in a sentence how a mean went from round ``earlier`` to round ``later``."""
    if change.delta is None:
        return (
            f"Hier zijn de rondes niet te vergelijken. {earlier}: {measure(change.earlier)}. "
            f"{later}: {measure(change.later)}."
        )
    if not change.delta:
        return f"Het gemiddelde bleef {measure(change.later)}."
    return f"Het gemiddelde ging van {measure(change.earlier)} naar {measure(change.later)}."


def done(actions: Sequence[Action]) -> str:
    """Say which actions were done in between."""
    if not actions:
        return "In deze tijd is bij dit thema geen actie afgerond."
    titles = listed([f"‘{action.text.rstrip('.')}’" for action in actions])
    which = "deze actie" if len(actions) == 1 else "deze acties"
    verb = "is" if len(actions) == 1 else "zijn"
    return f"In deze tijd {verb} {which} afgerond: {titles}. {NO_CLAIM}"


def picture(rounds: Sequence[Round]) -> str:
    """Return what the line chart shows, for who does not see it."""
    return " ".join(
        f"{titled(theme.theme)}: "
        + "; ".join(
            f"{one.label.lower()} {measure(Measure.of_theme(one.known.theme(theme.theme.letter)))}"
            for one in rounds
        )
        + "."
        for theme in rounds[-1].known.themes
    )


def titled(theme: Theme) -> str:
    return f"{theme.letter} {theme.title}"
