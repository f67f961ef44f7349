"""QR codes as SVG that stands in a page: no style, and a name for who does not see it."""

from collections.abc import Iterable
from itertools import groupby

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString

BORDER = 4  # modules; less of it and some telephones find nothing


def qr_svg(text: str, *, title: str) -> SafeString:
    """Return ``text`` to point a camera at; ``title`` says what it does."""
    rows = list(segno.make(text, error="m", micro=False).matrix_iter(border=BORDER))
    return format_html(
        '<svg class="kp-qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}"'
        ' shape-rendering="crispEdges"><title>{1}</title>'
        '<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#000" d="{2}"/></svg>',
        len(rows),
        title,
        "".join(_runs(y, row) for y, row in enumerate(rows)),
    )


def _runs(y: int, row: Iterable[int]) -> str:
    """Return the dark stretches of a row as parts of a path."""
    path, x = "", 0
    for is_dark, modules in groupby(row):
        width = len(list(modules))
        path += f"M{x} {y}h{width}v1h-{width}z" if is_dark else ""
        x += width
    return path
