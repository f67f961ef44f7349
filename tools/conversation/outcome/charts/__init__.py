"""
Where the marks of the pictures stand: plain numbers, worked out from a Reading alone.

The templates in templates/conversation/charts/ draw them, and so do the documents.
Numbers count from the top left; an ``x`` that is said to be a share goes from 0 to 100.
"""

from tools.conversation.outcome.charts.bars import (
    Distribution,
    Segment,
    answer_labels,
    distribution,
)
from tools.conversation.outcome.charts.dot_plot import Mark, Strip, Strips, strips
from tools.conversation.outcome.charts.line_chart import Line, Lines, Round, lines
from tools.conversation.outcome.charts.radars import Radar, Ring, radar
from tools.conversation.outcome.charts.series import TOGETHER, Dot, Key, Series, compared

__all__ = [
    "TOGETHER",
    "Distribution",
    "Dot",
    "Key",
    "Line",
    "Lines",
    "Mark",
    "Radar",
    "Ring",
    "Round",
    "Segment",
    "Series",
    "Strip",
    "Strips",
    "answer_labels",
    "compared",
    "distribution",
    "lines",
    "radar",
    "strips",
]
