"""A picture as PNG, for programs that show no SVG everywhere."""

from tools.documents.covered import drawn
from tools.documents.document import Figure
from tools.documents.typesetting import typeset

DOTS_PER_INCH = 150


def to_png(figure: Figure) -> bytes:
    return typeset(
        "figure.typ",
        format="png",
        ppi=DOTS_PER_INCH,
        sys_inputs={"svg": drawn(figure.svg), "width": str(figure.WIDTH)},
    )
