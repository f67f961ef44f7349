"""This round beside the one before it, as parts of a document."""

from collections.abc import Iterator

from tools.conversation.report.figures import lines_svg
from tools.conversation.rounds import wording
from tools.conversation.rounds.showing import Shown
from tools.documents.document import Block, Bullets, Figure, Heading, Paragraph, Table


def rounds_blocks(shown: Shown) -> Iterator[Block]:
    two = shown.comparison
    yield Heading("Vergeleken met de vorige ronde")
    if shown.lines:
        yield Figure(
            lines_svg(shown.lines),
            f"Lijnen met het gemiddelde per thema in elke ronde. {shown.in_words}",
            "Het gemiddelde per thema in elke ronde, van 1 tot en met 4.",
        )
    yield Table(
        "Gemiddelde per thema in elke ronde",
        ("Thema", *(one.label for one in shown.rounds), "Verschil"),
        [(row.label, *row.cells, row.moved) for row in shown.table],
        widths=(4, *(2 for _round in shown.rounds), 2),
    )
    earlier, later = two.earlier.label.lower(), two.later.label.lower()
    yield Paragraph(f"Het verschil is van {earlier} naar {later}. {wording.HIDDEN_WHY}")
    for one in shown.themes:
        yield Heading(wording.titled(one.theme), level=2)
        yield Paragraph(f"{one.sentence} {one.done}")
        yield Table(
            f"Stellingen in twee rondes: {wording.titled(one.theme)}",
            ("Stelling", two.earlier.label, two.later.label, "Verschil"),
            [(row.label, *row.cells, row.moved) for row in one.statements],
            widths=(6, 2, 2, 2),
        )
    if two.other_actions:
        yield Heading("Ook afgerond in deze tijd", level=2)
        yield Bullets([action.text for action in two.other_actions])
    yield Paragraph(wording.NO_CLAIM)
