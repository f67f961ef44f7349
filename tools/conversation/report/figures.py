"""The pictures of an outcome for a document; where their marks stand, outcome/charts/ works out."""

from collections.abc import Callable, Sequence
from textwrap import wrap

from tools.conversation.outcome.charts import (
    Distribution,
    Key,
    Line,
    Lines,
    Radar,
    Segment,
    Strip,
    Strips,
    answer_labels,
)
from tools.conversation.questionnaire import Questionnaire, Theme
from tools.conversation.report import drawing as pen
from tools.conversation.report.drawing import Drawing, Point
from tools.conversation.report.marks import FILLS, draw_line, draw_mark, look_of
from tools.conversation.rounds.wording import titled
from tools.documents.document import Figure

LEADING = 11.5
LEGEND_ROW = 15.0
MARGIN = 6.0


# ---------------------------------------------------------------- the radar

TITLE_ROOM = 26
# Room for a title of three lines above the highest corner.
ABOVE_RADAR = 22.0
AWAY = 14.0


def radar_svg(radar: Radar) -> str:
    keys = [one.key for one in radar.series]
    drawing = Drawing(LEGEND_ROW * len(keys) + ABOVE_RADAR + radar.HEIGHT + ABOVE_RADAR)
    _legend(drawing, keys)
    left = (Figure.WIDTH - radar.WIDTH) / 2
    top = LEGEND_ROW * len(keys) + ABOVE_RADAR

    def at(x: float, y: float) -> Point:
        return left + x, top + y

    for ring in radar.rings:
        corners = [at(*corner) for corner in ring.corners]
        drawing.polygon(corners, fill="none", stroke=pen.GRID_LINE)
    for corner in radar.spokes:
        drawing.line(at(*radar.CENTRE), at(*corner), pen.GRID_LINE)
    for ring in radar.rings:
        x, y = at(*ring.corners[0])
        drawing.text((x - 5, y + 3), str(ring.value), text_anchor="end", font_size=pen.SMALL)
    for one in radar.series:
        look = look_of(one.key.style)
        for begin, end in one.ring:
            draw_line(drawing, at(begin.x, begin.y), at(end.x, end.y), look)
        for dot in one.known:
            draw_mark(drawing, at(dot.x, dot.y), look)
    for theme, corner in zip(radar.themes, radar.spokes, strict=True):
        _corner_title(drawing, theme, at(*corner), at(*radar.CENTRE))
    return str(drawing)


def _corner_title(drawing: Drawing, theme: Theme, corner: Point, centre: Point) -> None:
    lines = wrap(titled(theme), TITLE_ROOM)
    aside = corner[0] - centre[0]
    anchor = "middle" if abs(aside) < 1 else "start" if aside > 0 else "end"
    x = corner[0] + (0 if anchor == "middle" else AWAY * 0.6 if anchor == "start" else -AWAY * 0.6)
    is_above = corner[1] < centre[1]
    # What stands above its corner, grows upwards.
    y = corner[1] - (len(lines) - 1) * LEADING - 8 if is_above else corner[1] + AWAY
    for number, line in enumerate(lines):
        drawing.text(
            (x, y + number * LEADING), line, text_anchor=anchor, font_weight=700, font_size=9
        )


# ---------------------------------------------------------------- the dot plot

AXIS_LEFT, AXIS_RIGHT = 190.0, 400.0
BESIDE_AXIS = 34


def strips_svg(strips: Strips, gaps: Sequence[str]) -> str:
    """``gaps`` says at the end of each row what it comes to."""
    top = LEGEND_ROW * len(strips.keys) + 16
    drawing = Drawing(top + sum(row.height for row in strips.rows) + MARGIN)
    _legend(drawing, strips.keys)
    for value, tick in enumerate(strips.ticks, start=1):
        drawing.text(
            (_on_axis(tick), top - 4), str(value), text_anchor="middle", font_size=pen.SMALL
        )
    y = float(top)
    for row, gap in zip(strips.rows, gaps, strict=True):
        _strip(drawing, row, strips.ticks, y)
        weight = 700 if row.is_widest else 400
        place = (Figure.WIDTH - MARGIN, y + row.middle + 3)
        drawing.text(place, gap, text_anchor="end", font_weight=weight, font_size=9)
        y += row.height
    return str(drawing)


def _strip(drawing: Drawing, row: Strip, ticks: Sequence[float], top: float) -> None:
    y = top + row.middle
    lines = wrap(titled(row.theme), BESIDE_AXIS)
    for number, line in enumerate(lines):
        above = (len(lines) - 1) * LEADING / 2
        drawing.text((0, y + 3 - above + number * LEADING), line, font_weight=700, font_size=9)
    drawing.line((AXIS_LEFT, y), (AXIS_RIGHT, y), pen.LINE_STRONG, stroke_width=0.8)
    for tick in ticks:
        x = _on_axis(tick)
        drawing.line((x, y - 4), (x, y + 4), pen.LINE_STRONG, stroke_width=0.8)
    if row.span:
        begin, end = (_on_axis(share) for share in row.span)
        drawing.line((begin, y), (end, y), pen.BRAND_LINE, stroke_width=4)
    for mark in row.marks:
        draw_mark(drawing, (_on_axis(mark.x), top + mark.y), look_of(mark.key.style))


def _on_axis(share: float) -> float:
    return AXIS_LEFT + (AXIS_RIGHT - AXIS_LEFT) * share / 100


# ---------------------------------------------------------------- who chose what

BAR = 16.0
STATEMENT_ROOM = 96
EDGE = {"stroke": pen.LINE_STRONG, "stroke_width": 0.8}


def distributions_svg(rows: Sequence[Distribution], questionnaire: Questionnaire) -> str:
    """Draw a bar for each statement, with its text above it; ``rows`` have segments."""
    used = [one for one in answer_labels(questionnaire.scale).items() if _is_used(one[0], rows)]
    texts = [wrap(row.reading.statement.text, STATEMENT_ROOM) for row in rows]
    legend = 20.0
    height = legend + sum(len(lines) * LEADING + BAR + 14 for lines in texts)
    drawing = Drawing(height)
    _answers(drawing, used)
    y = legend + 10
    for row, lines in zip(rows, texts, strict=True):
        for line in lines:
            drawing.text((0, y), line, font_size=9)
            y += LEADING
        for segment in row.segments:
            _segment(drawing, segment, y - 5)
        y += BAR + 14
    return str(drawing)


def _is_used(answer: str, rows: Sequence[Distribution]) -> bool:
    return any(segment.answer == answer for row in rows for segment in row.segments)


def _segment(drawing: Drawing, segment: Segment, y: float) -> None:
    fill, ink = FILLS[segment.answer]
    x, width = (Figure.WIDTH * share / 100 for share in (segment.x, segment.width))
    # What most chose is no count: paler, with a broken edge.
    about = {"fill_opacity": 0.35, "stroke_dasharray": "6 4"} if segment.count is None else {}
    drawing.rect((x + 0.5, y), (max(width - 1, 0.5), BAR), fill=fill, **EDGE, **about)
    if segment.has_room:
        drawing.text(
            (x + width / 2, y + BAR - 4.5), str(segment.count), text_anchor="middle", fill=ink
        )


def _answers(drawing: Drawing, used: Sequence[tuple[str, str]]) -> None:
    x = 0.0
    for answer, label in used:
        fill, _ink = FILLS[answer]
        drawing.rect((x + 0.5, 1), (10, 10), fill=fill, **EDGE)
        drawing.text((x + 15, 9.5), label, font_size=9)
        x += 15 + 5 * len(label) + 14


# ---------------------------------------------------------------- rounds


def lines_svg(lines: Lines) -> str:
    keys = [line.series.key for line in lines.lines]
    top = LEGEND_ROW * len(keys) + 8
    drawing = Drawing(top + lines.HEIGHT)
    _legend(drawing, keys, letters=[line.theme.letter for line in lines.lines])

    def at(share: float, y: float) -> Point:
        return Figure.WIDTH * share / 100, top + y

    for value, y in lines.ticks:
        drawing.line(at(4, y), at(lines.RIGHT + 2, y), pen.GRID_LINE)
        drawing.text((0, top + y + 3), str(value), font_size=pen.SMALL)
    for line in lines.lines:
        _line(drawing, line, at)
    for one in lines.rounds:
        if one.is_named:
            drawing.text(at(one.x, lines.BOTTOM + 24), one.label, text_anchor="middle")
    for line in lines.lines:
        drawing.text(at(lines.LABEL_X, line.label_y + 3), line.theme.letter, font_weight=700)
    return str(drawing)


def _line(drawing: Drawing, line: Line, at: Callable[[float, float], Point]) -> None:
    look = look_of(line.series.key.style)
    for begin, end in line.series.lines:
        draw_line(drawing, at(begin.x, begin.y), at(end.x, end.y), look)
    for dot in line.series.known:
        draw_mark(drawing, at(dot.x, dot.y), look)


# ---------------------------------------------------------------- shared


def _legend(drawing: Drawing, keys: Sequence[Key], letters: Sequence[str] = ()) -> None:
    for number, key in enumerate(keys):
        y = LEGEND_ROW * number + 8
        look = look_of(key.style)
        draw_line(drawing, (0, y), (28, y), look)
        draw_mark(drawing, (14, y), look)
        people = f" ({in_people(key.people)})" if key.people else ""
        letter = f"{letters[number]} " if letters else ""
        drawing.text((36, y + 3.2), f"{letter}{key.label}{people}", font_size=9)


def in_people(people: int) -> str:
    return "1 persoon" if people == 1 else f"{people} personen"
