"""
Issues what was loaded as the version that conversations begin with.

Only what is wholly the content's, and only as long as no editor issued a version:
from then on that is theirs to decide. See docs/adr/0024.
"""

from collections.abc import Iterable

from knowledge.content.companions import Companion
from knowledge.content.document import Document, KeyPath
from knowledge.content.faults import Faults
from knowledge.content.references import References
from knowledge.content.writing import Outcome, Tally
from tools.conversation.completeness import Gap, gaps
from tools.conversation.content.reading import questionnaire_of
from tools.conversation.questionnaire import Questionnaire
from tools.conversation.versions import issue, last_version, working_copy

NOTE = "Uit de startinhoud."


class VersionLoader(Companion):
    def __init__(self) -> None:
        self._content: Questionnaire | None = None
        self._overwrites = False
        self._tally = Tally("Vragenlijst")

    def check(
        self, document: Document, references: References, faults: Faults, *, overwrite: bool
    ) -> None:
        self._overwrites = overwrite
        self._content = questionnaire_of(document, references)
        for gap in gaps(self._content) if document.is_readable else ():
            document.fault(faults, _place(document, gap), str(gap))

    def write(self) -> None:
        last, now = last_version(), working_copy()
        name = str(last) if last else "versie 1"
        is_ours = self._overwrites or last is None or last.issued_by_id is None
        if last and last.questionnaire == now:
            self._tally.add(Outcome.SAME, name)
        elif now == self._content and is_ours:
            issued = issue(now, note=NOTE)
            self._tally.add(Outcome.CHANGED if last else Outcome.MADE, str(issued))
        else:
            self._tally.add(Outcome.LEFT, name)

    def tally(self, *, is_whole: bool) -> Tally:
        return self._tally


def _place(document: Document, gap: Gap) -> KeyPath:
    themes: Iterable[KeyPath] = document.each("themes")
    for path in themes:
        if gap.letter and document.text(*path, "letter") == gap.letter:
            return (*path, gap.part)
    return (gap.part,)
