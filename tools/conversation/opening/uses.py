"""What the Gesprekstool is good for, and how a conversation goes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """Something in a few words and a sentence or two; ``icon`` is one of the sprite."""

    title: str
    text: str
    icon: str = ""


# As Gezond in… names them, in our own words.
USES = (
    Told(
        "Aanscherpen",
        "U ziet waar uw gemeente staat en wat nog nodig is. Daar past u uw beleid en het werk op "
        "aan.",
        icon="target-arrow",
    ),
    Told(
        "Agenderen",
        "U bespreekt de uitkomst met de wethouders, of vult de tool samen met hen in. Zo komt het "
        "onderwerp op tafel.",
        icon="bell",
    ),
    Told(
        "Betrekken en kennis delen",
        "U nodigt partners en inwoners uit. Eerst kijkt u samen waar u staat, daarna praat u over "
        "wat u wilt en waar samenwerken beter kan.",
        icon="users",
    ),
    Told(
        "Volgen",
        "Na een half jaar tot een jaar doet u hetzelfde gesprek nog eens. Dan ziet u wat er anders "
        "is en wat nog aandacht vraagt.",
        icon="chart-bar",
    ),
)
STEPS = (
    Told(
        "Voorbereiden",
        "Eén persoon leidt het gesprek. Die prikt een datum, nodigt mensen uit en krijgt een "
        "draaiboek.",
    ),
    Told(
        "Alleen scoren",
        "Iedereen beantwoordt de stellingen voor zichzelf, op een telefoon of computer.",
    ),
    Told(
        "Samen kijken",
        "U ziet in woorden en beeld waar u anders naar kijkt, wat laag scoort en wat niemand weet.",
    ),
    Told(
        "In gesprek",
        "U kiest twee thema's. Daarbij krijgt u stellingen, gespreksvragen en voorbeelden van "
        "andere gemeenten.",
    ),
    Told(
        "Afspreken",
        "U schrijft op wie wat gaat doen, met een eerste stap en een dag om terug te kijken.",
    ),
    Told(
        "Terugkijken",
        "De afspraken blijven op dezelfde plek. Later doet u het gesprek opnieuw en legt u de "
        "uitkomsten naast elkaar.",
    ),
)
