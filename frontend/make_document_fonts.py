"""Maakt de lettertypen voor PDF: tools/documents/fonts/.

Bron: npm-pakketten (zie PACKAGES; allemaal OFL-1.1). Typst leest alleen TTF en OTF, zonder assen; de
pakketten hebben WOFF2, in stukken per schrift. Dit is gereedschap voor ontwikkelaars (nodig:
fonttools 4.68.0 en brotli 1.2.1); de uitkomst gaat mee in de broncode.

Gebruik: python make_document_fonts.py <map node_modules> <uitvoermap>
"""

import hashlib
import json
import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ATKINSON = "@fontsource-variable/atkinson-hyperlegible-next"
FRAUNCES = "@fontsource-variable/fraunces"
EMOJI = "@fontsource/noto-emoji"
MATH = "@fontsource/noto-sans-math"
SYMBOLS = "@fontsource/noto-sans-symbols-2"
# Uitvoer: pakket, bestanden daarin, gewicht (None: heeft geen as), naam in het document.
FONTS = {
    "text-400.ttf": (ATKINSON, "*-latin*-wght-normal.woff2", 400, "Kennisplaats Tekst"),
    "text-700.ttf": (ATKINSON, "*-latin*-wght-normal.woff2", 700, "Kennisplaats Tekst"),
    "title-600.ttf": (FRAUNCES, "fraunces-latin*-wght-normal.woff2", 600, "Kennisplaats Titel"),
    "emoji.ttf": (EMOJI, "noto-emoji-*-400-normal.woff2", None, "Kennisplaats Emoji"),
    "math.ttf": (MATH, "*-400-normal.woff2", None, "Kennisplaats Wiskunde"),
    "symbols.ttf": (SYMBOLS, "*-symbols-400-normal.woff2", None, "Kennisplaats Tekens"),
}


def make(package: Path, pattern: str, weight: int | None, family: str, to: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for number, path in enumerate(sorted((package / "files").glob(pattern))):
            font = TTFont(path)
            font.flavor = None
            if weight:
                font = instantiateVariableFont(font, {"wght": weight})
            parts.append(Path(folder, f"{number}.ttf"))
            font.save(parts[-1])
        font = Merger().merge([str(part) for part in parts]) if len(parts) > 1 else TTFont(parts[0])
    rename(font, family, weight or 400)
    font.save(to)


def rename(font: TTFont, family: str, weight: int) -> None:
    """Een eigen naam: de OFL vraagt die van wat is veranderd."""
    style = {400: "Regular", 600: "SemiBold", 700: "Bold"}[weight]
    for name in (1, 2, 3, 4, 6, 16, 17):
        font["name"].removeNames(nameID=name)
    said = {1: family, 2: style, 3: f"{family} {style}", 4: f"{family} {style}", 16: family, 17: style}
    for name, text in {**said, 6: f"{family}-{style}".replace(" ", "")}.items():
        font["name"].setName(text, name, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    for table in ("DSIG", "STAT"):
        if table in font:
            del font[table]


def main(modules: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    manifest = {}
    for file, (package, pattern, weight, family) in FONTS.items():
        source = modules / package
        make(source, pattern, weight, family, out / file)
        version = json.loads((source / "package.json").read_text())["version"]
        content = (out / file).read_bytes()
        manifest[file] = {
            "source": f"{package}@{version}",
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        licence = out / f"LICENSE-{package.rpartition('/')[2]}.txt"
        licence.write_bytes((source / "LICENSE").read_bytes())
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    (out / "coverage.json").write_text(json.dumps(ranges(out)) + "\n")


def ranges(out: Path) -> list[tuple[int, int]]:
    """Welke tekens er samen in staan, als reeksen: typst maakt van een ander teken een fout."""
    points = sorted({point for path in out.glob("*.ttf") for point in TTFont(path).getBestCmap()})
    found: list[tuple[int, int]] = []
    for point in points:
        if found and found[-1][1] == point - 1:
            found[-1] = (found[-1][0], point)
        else:
            found.append((point, point))
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
