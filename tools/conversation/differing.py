"""What differs between two questionnaires, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.versions import EMPTY, Difference
from tools.conversation.questionnaire import Question, Questionnaire, Statement, Theme

# What stays the same of something that comes to say something else.
type Key = tuple[str, str]

CONCEPTS = "concepts"


@dataclass(frozen=True, slots=True)
class Said:
    """Something that a questionnaire says; ``label`` is what it is called."""

    label: str
    text: str


def differences(before: Questionnaire, after: Questionnaire) -> list[Difference]:
    return [*_said_otherwise(_said(before), _said(after)), *_moved(before, after)]


def _said_otherwise(before: dict[Key, Said], after: dict[Key, Said]) -> Iterator[Difference]:
    for key in before | after:
        old, new = before.get(key), after.get(key)
        if old and new and old.text == new.text:
            # a label with the text of its statement in it changes along
            if old.label != new.label and key[0] != CONCEPTS:
                yield Difference(new.text, old.label, new.label)
        elif old and new:
            yield Difference(new.label, old.text or EMPTY, new.text or EMPTY)
        # of a statement that comes or goes, the statement itself tells
        elif key[0] != CONCEPTS and (one := new or old):
            yield Difference(one.label, old.text if old else EMPTY, new.text if new else EMPTY)


def _said(questionnaire: Questionnaire) -> dict[Key, Said]:
    said: dict[Key, Said] = {}
    for theme in questionnaire.themes:
        said |= _said_of(theme)
    for point in questionnaire.scale:
        text = f"{point.label}: {point.anchor}"
        said["point", str(point.value)] = Said(f"Schaal, punt {point.value}", text)
    for band in questionnaire.bands:
        label = f"Uitkomst vanaf {band.starts_at.replace('.', ',')}"
        said["band", band.starts_at] = Said(label, f"{band.label}: {band.text}")
    return said


def _said_of(theme: Theme) -> dict[Key, Said]:
    said = {
        ("title", theme.slug): Said(f"Thema {theme.letter}: titel", theme.title),
        ("summary", theme.slug): Said(f"Thema {theme.letter}: samenvatting", theme.summary),
    }
    for name, asked in _lists(theme).items():
        said |= {("asked", one.key): Said(f"{name}: tekst", one.text) for one in asked}
    for one in theme.statements:
        label, text = f"Begrippen bij “{one.text}”", ", ".join(sorted(one.concepts))
        said[CONCEPTS, one.key] = Said(label, text)
    return said


def _lists(theme: Theme) -> dict[str, tuple[Statement, ...] | tuple[Question, ...]]:
    return {
        f"Thema {theme.letter}, de balans": theme.balance,
        f"Thema {theme.letter}, de verdieping": theme.deepening,
        f"Thema {theme.letter}, gespreksvragen": theme.questions,
    }


def _moved(before: Questionnaire, after: Questionnaire) -> Iterator[Difference]:
    """Yield the lists in which what both have, stands in another order."""
    then, now = (
        {
            name: {one.key: one.text for one in asked}
            for theme in which.themes
            for name, asked in _lists(theme).items()
        }
        for which in (before, after)
    )
    for name in then.keys() & now.keys():
        old = [key for key in then[name] if key in now[name]]
        new = [key for key in now[name] if key in then[name]]
        if old != new:
            yield Difference(
                f"{name}: volgorde",
                "\n".join(now[name][key] for key in old),
                "\n".join(now[name][key] for key in new),
            )
