import re
from xml.etree import ElementTree as ET

import segno

from tools.sessions.qr import BORDER, qr_svg

ADDRESS = "https://kennisplaats.example/meedoen/?code=ACDEFG"


def test_picture_is_the_code_with_a_quiet_edge():
    svg = qr_svg(ADDRESS, title="Doe mee")

    drawn = {
        (x, int(y))
        for start, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", svg)
        for x in range(int(start), int(start) + int(width))
    }
    rows = segno.make(ADDRESS, error="m", micro=False).matrix_iter(border=BORDER)
    assert drawn == {(x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}


def test_picture_has_a_name_and_no_style():
    svg = qr_svg(ADDRESS, title='Scan om mee te doen aan "Ons overleg" & meer')

    root = ET.fromstring(svg)
    name = 'Scan om mee te doen aan "Ons overleg" & meer'
    assert (root.get("role"), root.get("aria-label"), root.find("title").text) == (
        "img",
        name,
        name,
    )
    assert "style" not in svg
