"""A whole questionnaire in YAML, for a test to bend."""

from tests.content_folder import KINDS, ContentFolder
from tools.conversation.content.themes import ThemeLoader

FILE = "conversation.yaml"
THEME = """\
  - letter: {letter}
    slug: thema-{low}
    title: Titel {letter}
    summary: Samenvatting {letter}.
    reviewed_on: 2026-03-04
    introduction: |
      Inleiding {letter}.
    balance:
      - key: {low}1
        text: Balans {letter} een.
        concepts: {{thema: [schulden], doelgroep: [jongeren]}}
      - {{key: {low}2, text: Balans {letter} twee., concepts: {{thema: [vroegsignalering]}}}}
      - {{key: {low}3, text: Balans {letter} drie., concepts: {{thema: [schulden]}}}}
    deepening:
      - {{key: {low}-d1, text: Verdieping {letter}., concepts: {{thema: [schulden]}}}}
    questions:
      - {{key: {low}-v1, text: Vraag {letter}?}}
    sources:
      - {{url: https://example.org/{low}, publisher: Instituut, seen_on: 2026-03-01}}
    concepts:
      thema: [schulden]
"""
REST = """\
scale:
  - {value: 1, label: Nog niet, anchor: Er is niets.}
  - {value: 2, label: Eerste stappen, anchor: Er is een idee.}
  - {value: 3, label: Loopt, anchor: Het gebeurt.}
  - {value: 4, label: Verankerd, anchor: Het staat.}
bands:
  - {starts_at: "1.00", label: Vertrekpunt, text: Hier begint het.}
  - {starts_at: "2.50", label: Op weg, text: Het gaat goed.}
"""
WHOLE = "\n".join(
    ["themes:", *(THEME.format(letter=letter, low=letter.lower()) for letter in "ABCDEF"), REST]
)


class Folder(ContentFolder):
    kinds = [*KINDS, ThemeLoader]

    def __init__(self, path):
        super().__init__(path)
        self.write(FILE, WHOLE)

    def bend(self, old, new):
        self.replace(FILE, old, new)

    def counts(self, **options):
        """Load, and return what was done with what the questionnaire is made of."""
        tallies = self.load(**options)
        nouns = ("Gespreksthema's", "Schaal", "Uitkomst in woorden", "Vragenlijst")
        return [dict(tallies[noun].counts) for noun in nouns]
