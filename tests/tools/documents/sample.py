"""A document with every part, and with what people paste."""

from html import escape

import page

from tools.documents.document import (
    Bars,
    Bullets,
    Contents,
    Document,
    Figure,
    Heading,
    Link,
    Note,
    PageBreak,
    Paragraph,
    Table,
    WriteSpace,
)

HOSTILE = 'Lees #read("/etc/passwd") \\ $x$ _a_ *b* [c] <d> @e `f`'
AWKWARD = "Een → pijl ≥ 3 🙂 👍🏽 👨‍👩‍👧 ❤️ 日本 عربى \ufeff\x07 ﬁ 🇳🇱"

PICTURE = Figure(
    '<svg xmlns="http://www.w3.org/2000/svg" width="470" height="60" viewBox="0 0 470 60">'
    '<rect x="0" y="0" width="235" height="20" fill="#12504d"/>'
    f'<text x="0" y="50" font-family="Kennisplaats Tekst" font-size="9">{escape(AWKWARD)}</text>'
    "</svg>",
    f"De helft. {HOSTILE}",
    "Hoever wij zijn",
)

SAMPLE = Document(
    title="Door welke bril kijken wij?",
    subtitle="Reflectie in het team, 22 november 2026",
    footer="Schrijf geen namen van inwoners op.",
    blocks=(
        Paragraph("Een gedeeld beeld.", is_lead=True),
        Contents(),
        Heading("Streep aan"),
        Heading("Welke bril komt het vaakst voor?", level=2),
        Paragraph(f"{HOSTILE}\n{AWKWARD}"),
        Heading("Jij", level=3),
        Bullets(["Eén", AWKWARD]),
        Bullets(["Hoogste", "Laagste"], is_numbered=True),
        Bullets(["Gedaan", "x" * 400], to_tick=True),
        Table("Stellingen", ("Stelling", "Antwoord"), [("Kort", "x" * 400)], widths=(3, 1)),
        Table("Niets", ("Links", "Rechts"), []),
        Table("Schrijf mee", ("Wat", "Wie"), [("", ""), ("Bellen", "Zij")], lines=3),
        Bars("Hoe vaak", [("Te weinig inkomen", 5), ("Niet meedoen", 0)]),
        Bars("Nog niets", []),
        PICTURE,
        Note("Ik bel donderdag met de cliëntenraad.", "op 24 maart 2027"),
        Note("Zonder datum.", ""),
        Link("Bouwdepot Eindhoven", "https://kennisplaats.example/bouwdepot/"),
        WriteSpace("Wat viel je op?", lines=2),
        WriteSpace("", lines=1),
        PageBreak(),
        Heading("Lang"),
        Paragraph("woorden " * 625),
    ),
)


def faults(pdf):
    """Return what keeps ``pdf`` from being PDF/UA-1, by all rules that a program can check."""
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    return [] if report.is_compliant else [str(one) for one in report.failures]
