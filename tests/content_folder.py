"""A small folder with sound content, for a test to bend."""

from knowledge.content.dossiers import DossierLoader
from knowledge.content.faults import ContentError
from knowledge.content.loading import load
from knowledge.content.publications import PublicationLoader
from practices.content import PracticeLoader

KINDS = [PublicationLoader, PracticeLoader, DossierLoader]

CONCEPTS = """\
schemes:
  - slug: thema
    name: Thema
    description: Waar gaat het over?
  - slug: doelgroep
    name: Doelgroep
    is_facet: false
concepts:
  - scheme: thema
    slug: schulden
    name: schulden
    alternative_labels: [schuldenlast]
    related: [jongeren]
    scope_note: Meer betalen dan er binnenkomt.
  - scheme: thema
    slug: vroegsignalering
    name: vroegsignalering
    broader: schulden
  - scheme: doelgroep
    slug: jongeren
    name: jongeren
"""
MUNICIPALITIES = """\
source: CBS
provinces:
  - code: PV23
    name: Overijssel
    abbreviation: OV
municipalities:
  - code: GM0193
    name: Zwolle
    province: PV23
    valid_from: 1967-08-01
    other_names: [Swolle]
    former_names:
      - name: Zwollerkerspel
        code: GM0192
        until: 1967-08-01
  - code: GM0150
    name: Deventer
    province: PV23
    former_names:
      - name: Bathmen
        code: GM0144
        until: 2005-01-01
"""
PUBLICATION = """\
title: Wat werkt bij schulden
summary: Een overzicht van wat helpt.
reviewed_on: 2026-03-04
type: research
publisher: Voorbeeldinstituut
year: 2024
facts:
  - Snel bellen helpt.
  - Een brief alleen helpt
    minder.
compass:
  research:
    weight: strong
    why: Twaalf studies.
concepts:
  thema: [schulden]
sources:
  - url: https://example.org/overzicht
    title: Overzicht
    publisher: Voorbeeldinstituut
    seen_on: 2026-03-01
"""
PRACTICE = """\
title: Er snel bij
summary: Vrijwilligers bellen aan.
reviewed_on: 2026-03-04
municipalities: [Zwolle]
organisations:
  - Gemeente Zwolle
  - Stichting Erbij
started_year: 2019
run_state: running
facts:
  background:
    - Er waren veel schulden.
  approach:
    - Iemand belt aan.
    - Daarna volgt een gesprek.
hours_note: Twee uur per huis.
evidence:
  level: described
  judge: editors
  basis: Een evaluatie.
  judged_on: 2026-03-04
concepts:
  thema: [vroegsignalering]
  doelgroep: [jongeren]
relations:
  - type: rests_on
    kind: publication
    slug: wat-werkt
    reason: Het overzicht noemt snel bellen.
sources:
  - url: https://example.org/erbij
    publisher: Gemeente Zwolle
    seen_on: 2026-03-01
"""
DOSSIER = """\
title: Schulden
summary: Wat u kunt doen.
reviewed_on: 2026-03-04
introduction: |
  Schulden komen zelden alleen.

  Begin vroeg.
chapters:
  - title: Begin vroeg
    text: Wie vroeg is, helpt meer.
    items:
      - kind: practice
        slug: er-snel-bij
        note: Zo doet Zwolle het.
      - kind: publication
        slug: wat-werkt
concepts:
  thema: [schulden]
"""
FILES = {
    "concepts.yaml": CONCEPTS,
    "municipalities.yaml": MUNICIPALITIES,
    "publications/wat-werkt.yaml": PUBLICATION,
    "practices/er-snel-bij.yaml": PRACTICE,
    "dossiers/schulden.yaml": DOSSIER,
}


def no_progress(group, done, total):
    pass


class ContentFolder:
    kinds = KINDS

    def __init__(self, path):
        self.path = path
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name, text):
        """Write a file, in UTF-8 unless ``text`` is bytes."""
        file = self.path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def text(self, name):
        return (self.path / name).read_text(encoding="utf-8")

    def replace(self, name, old, new):
        assert self.text(name).count(old) == 1
        self.write(name, self.text(name).replace(old, new))

    def line(self, name, text):
        """Return the number of the one line that holds ``text``."""
        lines = self.text(name).split("\n")
        (number,) = (number for number, line in enumerate(lines, start=1) if text in line)
        return number

    def load(self, name="", **options):
        """Load all of it, or one file; return the tallies by their noun."""
        options = {"progress": no_progress, **options}
        return {tally.noun: tally for tally in load(self.path / name, self.kinds, **options)}

    def faults(self, name="", **options):
        """Return the faults as text, files as seen from the folder; [] when it loads."""
        try:
            self.load(name, **options)
        except ContentError as error:
            return [str(fault).removeprefix(f"{self.path}/") for fault in error.faults]
        return []
