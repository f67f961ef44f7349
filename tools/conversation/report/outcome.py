"""What came out of scoring, as parts of a document: in pictures, tables and words."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tools.conversation.outcome import wording
from tools.conversation.outcome.charts import Strips
from tools.conversation.outcome.reading import ThemeReading
from tools.conversation.outcome.showing import Shown, ShownStatement, ShownTheme
from tools.conversation.questionnaire import Questionnaire
from tools.conversation.report.figures import distributions_svg, radar_svg, strips_svg
from tools.conversation.report.material import Material
from tools.conversation.rounds.wording import titled
from tools.documents.document import (
    Block,
    Bullets,
    Figure,
    Heading,
    Note,
    Paragraph,
    Table,
)


def outcome_blocks(material: Material) -> Iterator[Block]:
    shown = material.shown
    yield Heading("Wat valt op")
    for finding in shown.findings:
        yield Note(finding.title, finding.text)
    yield Heading("De thema's in beeld")
    yield from _pictures(shown)
    yield from _tables(shown)
    yield Heading("Per thema")
    for theme in shown.themes:
        yield from _theme(theme, material.conversation.questionnaire)


def _pictures(shown: Shown) -> Iterator[Block]:
    if shown.radar:
        yield Figure(
            radar_svg(shown.radar),
            f"Radar met een score van 1 tot en met 4 voor elk thema. {shown.radar_text}",
            "De thema's naast elkaar. Hoe verder naar buiten, hoe verder u bent (1 tot en met 4).",
        )
    if shown.strips:
        yield strips_figure(shown.strips)


def strips_figure(strips: Strips) -> Figure:
    gaps = [wording.gap(row.reading) for row in strips.rows]
    said = " ".join(wording.strip(row) for row in strips.rows)
    caption = (
        "Waar groepen het meest verschillen, staat bovenaan."
        if strips.compares
        else "Waar u het minst ver bent, staat bovenaan."
    )
    return Figure(strips_svg(strips, gaps), f"Stippen op een lijn per thema. {said}", caption)


def _tables(shown: Shown) -> Iterator[Block]:
    themes = shown.reading.themes
    yield Table(
        "Gemiddelde per thema",
        ("Thema", "Gemiddeld", "Uitkomst", "Belang komend jaar", "Verschil tussen groepen"),
        [_theme_row(one) for one in themes],
        widths=(4, 2, 2, 2, 2),
    )
    if shown.groups:
        letters = [one.theme.letter for one in themes]
        yield Table(
            "Groepen per thema",
            ("Groep", "Personen", *letters),
            [
                (group.label, str(group.people), *(one.levels[place] for one in shown.themes))
                for place, group in enumerate(shown.groups)
            ],
            widths=(4, 2, *(2 for _letter in letters)),
        )


def _theme_row(one: ThemeReading) -> tuple[str, ...]:
    return (
        titled(one.theme),
        wording.theme_mean(one),
        one.band.label if one.band else wording.NONE,
        wording.importance(one.importance),
        wording.score(one.gap),
    )


def _theme(shown: ShownTheme, questionnaire: Questionnaire) -> Iterator[Block]:
    yield Heading(titled(shown.reading.theme), level=2)
    yield Paragraph(_in_a_sentence(shown.reading))
    yield from statement_blocks(shown.statements, questionnaire, titled(shown.reading.theme))


def _in_a_sentence(reading: ThemeReading) -> str:
    if reading.band is None:
        return "Bij dit thema is geen gemiddelde te tonen."
    return f"Gemiddeld {wording.theme_mean(reading)}: {reading.band.label}. {reading.band.text}"


def statement_blocks(
    statements: Sequence[ShownStatement], questionnaire: Questionnaire, about: str
) -> Iterator[Block]:
    """Yield who chose what of ``statements``, as a picture and as a table, and the remarks."""
    drawn = [one for one in statements if one.picture.segments]
    if drawn:
        said = " ".join(f"{one.reading.statement.text} {one.words}" for one in drawn)
        yield Figure(
            distributions_svg([one.picture for one in drawn], questionnaire),
            f"Een balk per stelling met hoeveel mensen wat kozen. {said}",
            f"Wie koos wat: {about}",
        )
    yield Table(
        f"Stellingen: {about}",
        ("Stelling", "Antwoorden", "Gemiddeld"),
        [
            (
                one.reading.statement.text,
                " ".join([one.words, *one.signals]),
                wording.statement_mean(one.reading),
            )
            for one in statements
        ],
        widths=(5, 5, 2),
    )
    yield from _remarks([one for one in statements if one.remarks])


def _remarks(statements: Sequence[ShownStatement]) -> Iterator[Block]:
    if statements:
        yield Heading("Toelichtingen", level=3)
    for one in statements:
        yield Paragraph(one.reading.statement.text)
        yield Bullets([remark.text for remark in one.remarks])


def tenths(value: Decimal | None) -> Decimal | None:
    """Return the number that ``wording.score`` writes."""
    return None if value is None else Decimal(wording.score(value).replace(",", "."))
