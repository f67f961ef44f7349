"""The report as sheets: the numbers of the page as numbers, its words where it has no number."""

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from django.utils.text import capfirst

from knowledge.sheets import Cell
from tools.conversation.agenda.board import TOLD, Entry, label_of
from tools.conversation.models import Action
from tools.conversation.outcome import charts, wording
from tools.conversation.outcome.showing import ShownStatement
from tools.conversation.questionnaire import Questionnaire, Theme
from tools.conversation.report.material import Material, Talked
from tools.conversation.report.outcome import tenths
from tools.conversation.rounds.chain import Round
from tools.conversation.rounds.comparing import Measure
from tools.conversation.rounds.wording import HIDDEN, delta, measure, titled
from tools.documents.sheets import Sheet

ABOUT = "ongeveer"
# Of an action: what has a column of its own, in this order.
FIELDS = ("status", "lead", "review_on", *TOLD)


def sheets_of(material: Material) -> Sequence[Sheet]:
    questionnaire = material.conversation.questionnaire
    return [
        _themes(material),
        _statements(material, questionnaire),
        _groups(material),
        _remarks(material),
        _talk(material.talked),
        _actions([*material.board.open, *material.board.over]),
        *_rounds(material),
    ]


def _themes(material: Material) -> Sheet:
    return Sheet(
        "Uitkomst per thema",
        [
            ("Thema", 40),
            ("Gemiddeld", 11),
            ("Ongeveer", 11),
            ("Uitkomst", 16),
            ("Belang komend jaar", 18),
            ("Verschil tussen groepen", 22),
        ],
        [
            (
                titled(one.theme),
                tenths(one.mean),
                _about(one.is_about, one.mean),
                one.band.label if one.band else None,
                wording.importance(one.importance),
                tenths(one.gap),
            )
            for one in material.reading.themes
        ],
    )


def _statements(material: Material, questionnaire: Questionnaire) -> Sheet:
    answers = charts.answer_labels(questionnaire.scale)
    return Sheet(
        "Per stelling",
        [
            ("Onderdeel", 12),
            ("Thema", 30),
            ("Stelling", 60),
            *((label, 12) for label in answers.values()),
            ("Gemiddeld", 11),
            ("Ongeveer", 11),
            ("Opvallend", 50),
        ],
        [(part, theme, *_statement(one, len(answers))) for part, theme, one in _asked(material)],
    )


def _asked(material: Material) -> Iterator[tuple[str, str, ShownStatement]]:
    for theme in material.shown.themes:
        for one in theme.statements:
            yield "Balans", titled(theme.reading.theme), one
    for talked in material.talked:
        for one in talked.statements:
            yield "Verdieping", titled(talked.theme), one


def _statement(one: ShownStatement, answers: int) -> Iterator[Cell]:
    column = one.reading.column
    yield one.reading.statement.text
    yield from one.cells if one.cells is not None else [HIDDEN] * answers
    yield tenths(column.mean)
    yield _about(column.is_about, column.mean)
    yield " ".join(one.signals)


def _about(is_about: bool, mean: object) -> str | None:
    return ABOUT if is_about and mean is not None else None


def _groups(material: Material) -> Sheet:
    themes = material.shown.themes
    return Sheet(
        "Groepen",
        [("Groep", 34), ("Personen", 10), *((titled(one.reading.theme), 18) for one in themes)],
        [
            (group.label, group.people, *(_number(one.levels[place]) for one in themes))
            for place, group in enumerate(material.shown.groups)
        ],
    )


def _number(said: str) -> Cell:
    """Return the number that ``said`` writes, or its words where it is more than a number."""
    try:
        return Decimal(said.replace(",", "."))
    except InvalidOperation:
        return said


def _remarks(material: Material) -> Sheet:
    columns = [("Thema", 30), ("Stelling", 60), ("Toelichting", 80)]
    return Sheet(
        "Toelichtingen",
        columns,
        [
            (theme, one.reading.statement.text, remark.text)
            for _part, theme, one in _asked(material)
            for remark in one.remarks
        ],
    )


def _talk(talked: Sequence[Talked]) -> Sheet:
    columns = [("Thema", 30), ("Soort", 16), ("Vraag", 50), ("Tekst", 80)]
    return Sheet("Gesprek", columns, [row for one in talked for row in _said(one)])


def _said(talked: Talked) -> Iterator[tuple[str, ...]]:
    for question in (*talked.theme.questions, None):
        for text in talked.notes.get(question, ()):
            yield titled(talked.theme), "Aantekening", question.text if question else "", text
    for text in talked.futures:
        yield titled(talked.theme), "Toekomstbeeld", "", text


def _actions(entries: Sequence[Entry]) -> Sheet:
    return Sheet(
        "Acties",
        [
            ("Actie", 50),
            ("Thema", 30),
            *((capfirst(label_of(name)), 24) for name in FIELDS),
            ("Rust op", 40),
        ],
        [
            (
                entry.action.text,
                titled(entry.theme) if entry.theme else None,
                *(_field(entry.action, name) for name in FIELDS),
                item.title if (item := entry.action.item) and entry.item_url else None,
            )
            for entry in entries
        ],
    )


def _field(action: Action, name: str) -> Cell:
    shown = getattr(action, f"get_{name}_display", None)
    cell: Cell = str(shown()) if shown else getattr(action, name)
    return cell


def _rounds(material: Material) -> Iterator[Sheet]:
    if material.rounds is None:
        return
    shown = material.rounds
    columns = [("Thema", 40), *((one.label, 14) for one in shown.rounds), ("Verschil", 20)]
    yield Sheet(
        "Rondes",
        columns,
        [
            (titled(one.theme), *_measures(shown.rounds, one.theme), delta(one.change))
            for one in shown.comparison.themes
        ],
    )


def _measures(rounds: Sequence[Round], theme: Theme) -> Iterator[Cell]:
    for one in rounds:
        measured = Measure.of_theme(one.known.theme(theme.letter))
        is_number = measured.mean is not None and not measured.is_about
        yield measured.mean if is_number else measure(measured)
