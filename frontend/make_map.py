"""Maakt de provinciekaart: static/vendor/kaart/provincies.svg.

Bron: npm-pakket @svg-maps/netherlands 1.0.0 (CC BY 4.0, kaart van MapSVG).
Dit is gereedschap voor ontwikkelaars (nodig: shapely >= 2.1); de uitkomst gaat mee in
de broncode. Grenzen worden samen vereenvoudigd, zodat buren blijven aansluiten.

Gebruik: python make_map.py <pad naar index.js van het pakket> <uitvoermap>
"""

import gzip
import hashlib
import json
import re
import sys
from pathlib import Path

import shapely
from shapely.geometry import Polygon
from shapely.ops import unary_union

CBS = {  # id in het pakket -> CBS-code
    "gr": "PV20", "fr": "PV21", "dr": "PV22", "ov": "PV23", "fl": "PV24", "ge": "PV25",
    "ut": "PV26", "nh": "PV27", "zh": "PV28", "ze": "PV29", "nb": "PV30", "li": "PV31",
}
TOLERANCE, SCALE, MIN_AREA, SLIVER = 1.6, 0.5, 8.0, 0.8


def rings(path: str) -> list[Polygon]:
    """Leest alleen 'm' en 'z' (met impliciete lijnen): meer staat er niet in dit pakket."""
    out, pen, start, ring = [], (0.0, 0.0), (0.0, 0.0), []
    tokens = re.findall(r"[a-z]|-?\d*\.?\d+(?:e-?\d+)?", path)
    i, first = 0, False
    while i < len(tokens):
        if tokens[i] == "m":
            i, first = i + 1, True
        elif tokens[i] == "z":
            out.append(ring)
            ring, pen, i = [], start, i + 1
        else:
            pen = (pen[0] + float(tokens[i]), pen[1] + float(tokens[i + 1]))
            if first:
                start, first = pen, False
            ring.append(pen)
            i += 2
    return [Polygon(r).buffer(0) for r in out if len(r) > 3]


def even_odd(polys: list[Polygon]):
    """Voegt ringen samen; een ring binnen een andere ring is water, zoals de Oosterschelde."""
    shape = polys[0]
    for p in polys[1:]:
        shape = shape.symmetric_difference(p)
    return shape


def path_data(geom, left: float, top: float) -> str:
    parts = []
    for poly in sorted(getattr(geom, "geoms", [geom]), key=lambda p: -p.area):
        if poly.area < MIN_AREA:
            continue
        for ring in [poly.exterior, *(h for h in poly.interiors if Polygon(h).area > MIN_AREA)]:
            pts = []
            for x, y in ring.coords[:-1]:
                p = (round((x - left) * SCALE, 1), round((y - top) * SCALE, 1))
                if not pts or p != pts[-1]:
                    pts.append(p)
            if len(pts) < 3:
                continue
            d, (px, py) = f"M{pts[0][0]:g} {pts[0][1]:g}l", pts[0]
            for n, (x, y) in enumerate(pts[1:]):
                a, b = f"{x - px:.1f}".rstrip("0").rstrip("."), f"{y - py:.1f}".rstrip("0").rstrip(".")
                a, b = ("0" if a in ("-0", "") else a), ("0" if b in ("-0", "") else b)
                a, b = a.replace("0.", ".", 1) if a.startswith(("0.", "-0.")) else a, b.replace("0.", ".", 1) if b.startswith(("0.", "-0.")) else b
                d += ("" if n == 0 or a.startswith("-") else " ") + a + ("" if b.startswith("-") else " ") + b
                px, py = x, y
            parts.append(d + "z")
    return "".join(parts)


def record(target: Path, out: str) -> None:
    """Zet de kaart bij de andere externe bestanden in het manifest, met haar hash."""
    manifest = target.parent / "manifest.json"
    files = json.loads(manifest.read_text(encoding="utf-8"))
    data = out.encode()
    files["kaart/provincies.svg"] = {
        "source": "@svg-maps/netherlands@1.0.0",
        "bytes": len(data),
        "gzip": len(gzip.compress(data, 9)),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    manifest.write_text(json.dumps(files, indent=2) + "\n", encoding="utf-8")


def main(source: Path, target: Path) -> None:
    text = source.read_text(encoding="utf-8")
    data = json.loads(text[text.index("{"): text.rindex("}") + 1])
    ids, shapes = [], []
    for loc in data["locations"]:
        ids.append(loc["id"])
        shapes.append(even_odd(rings(loc["path"])).buffer(-SLIVER / 2).buffer(SLIVER / 2, join_style="mitre"))
    clean = shapely.coverage_clean(shapes, snapping_distance=0.4, gap_width=0.5)
    simple = shapely.coverage_simplify(list(getattr(clean, "geoms", clean)), TOLERANCE)
    left, top, right, bottom = unary_union(list(simple)).bounds
    width, height = round((right - left) * SCALE) + 2, round((bottom - top) * SCALE) + 2
    box = f"-1 -1 {width} {height}"
    provinces = []
    for key, shape in zip(ids, simple):
        provinces.append({"code": CBS[key], "d": path_data(shape, left, top)})
    provinces.sort(key=lambda p: p["code"])
    target.mkdir(parents=True, exist_ok=True)
    svg = ['<svg xmlns="http://www.w3.org/2000/svg">',
           "<!-- Provincies van Nederland, vereenvoudigd naar MapSVG / @svg-maps/netherlands 1.0.0, CC BY 4.0 -->",
           f'<symbol id="nl" viewBox="{box}">' + "".join(f'<path d="{p["d"]}"/>' for p in provinces) + "</symbol>"]
    svg += [f'<symbol id="{p["code"].lower()}" viewBox="{box}"><path d="{p["d"]}"/></symbol>' for p in provinces]
    out = "\n".join(svg) + "\n</svg>\n"
    (target / "provincies.svg").write_text(out, encoding="utf-8")
    record(target, out)
    print("provincies.svg", len(out), "B,", len(gzip.compress(out.encode(), 9)), "B gzip; viewBox", box)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
