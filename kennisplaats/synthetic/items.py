"""One synthetic item: a draw for everything that a real one says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from kennisplaats.synthetic import SLUG_PREFIX
from kennisplaats.synthetic.material import Material
from knowledge.models import KnowledgeItem, Publication
from practices.models import Practice
from search.text import fold

SHARE_OF_PRACTICES = 0.7
CONCEPTS = (3, 8)
LONGEST_TITLE, LONGEST_SUMMARY = 160, 400  # characters; what the columns have room for
TITLE_WORDS, SUMMARY_WORDS, WORDS_IN_ALL = (4, 9), (15, 35), (100, 150)
SENTENCE_WORDS = (6, 18)
MUNICIPALITIES = ([0, 1, 2, 3], [25, 50, 15, 10])
SHARE_OF_PROVINCES = 0.3  # of the practices without a municipality
TEXTS = ("body", "background", "people", "results", "conditions", "lessons")
# Published and begun in years that are past, whenever this runs: no clock, so the same every time.
FIRST_DAY, DAYS = datetime(2012, 1, 1, 9, tzinfo=UTC), 14 * 365
FIRST_YEAR, LAST_YEAR = 2005, 2025
RUN_STATES = ([*Practice.RunState], [6, 3, 1])
EVIDENCE = ([*Practice.Evidence], [40, 25, 15, 10, 7, 3])
TYPES = ([*Publication.Type], [4, 2, 1, 3])
DATABANK = "Synthetische databank"
PUBLISHER = "Synthetische uitgever"


@dataclass(slots=True)
class Drawn:
    """An item that is not saved yet, and the primary keys of what it is to be linked to."""

    item: Practice | Publication
    concepts: list[int]
    municipalities: list[int]
    provinces: list[int]

    @property
    def source_url(self) -> str:
        return f"https://www.bron.example/{self.item.slug}"


def draw_item(number: int, *, seed: int, material: Material) -> Drawn:
    """Return item ``number``, the same for the same seed whatever was drawn before."""
    chance = Random(f"{seed}-{number}")  # noqa: S311 -- to be repeatable, not secret
    if chance.random() < SHARE_OF_PRACTICES:
        return _practice(number, chance, material)
    return _publication(number, chance, material)


def _practice(number: int, chance: Random, material: Material) -> Drawn:
    [places] = chance.choices(*MUNICIPALITIES)
    municipalities = _some(material.municipalities.draw(chance, places))
    has_province = not municipalities and chance.random() < SHARE_OF_PROVINCES
    item = Practice(
        **_shared(number, chance, material, texts=TEXTS),
        **_years(chance),
        **_evidence(chance, material),
    )
    return Drawn(
        _as_saved(item),
        _concepts(chance, material),
        municipalities,
        material.provinces.draw(chance, 1) if has_province else [],
    )


def _publication(number: int, chance: Random, material: Material) -> Drawn:
    item = Publication(
        **_shared(number, chance, material, texts=TEXTS[:1]),
        type=chance.choices(*TYPES)[0],
        publisher=PUBLISHER,
        year=chance.randint(FIRST_YEAR, LAST_YEAR),
    )
    concepts = _concepts(chance, material) + material.knowledge_sorts.draw(chance, 1)
    return Drawn(_as_saved(item), concepts, [], [])


def _shared(
    number: int, chance: Random, material: Material, *, texts: tuple[str, ...]
) -> dict[str, Any]:
    """Return what every kind says, with a text for each of ``texts``."""
    title = material.words.draw(chance, chance.randint(*TITLE_WORDS))
    summary = material.words.draw(chance, chance.randint(*SUMMARY_WORDS))
    rest = chance.randint(*WORDS_IN_ALL) - len(title) - len(summary)
    told = [
        " ".join(_sentences(chance, material.words.draw(chance, rest // len(texts)))) for _ in texts
    ]
    published_at = FIRST_DAY + timedelta(days=chance.randrange(DAYS), minutes=chance.randrange(480))
    reviewed_on = published_at.date() + timedelta(days=chance.randrange(400))
    return {
        "title": _cut(f"Synthetisch {number}: {' '.join(title)}", LONGEST_TITLE),
        "slug": f"{SLUG_PREFIX}{number}",
        "summary": _cut(" ".join(_sentences(chance, summary)), LONGEST_SUMMARY),
        "status": KnowledgeItem.Status.PUBLISHED,
        "published_at": published_at,
        "reviewed_on": reviewed_on,
        "review_by": reviewed_on + timedelta(days=3 * 365),
        **dict(zip(texts, told, strict=True)),
    }


def _sentences(chance: Random, words: list[str]) -> Iterator[str]:
    start = 0
    while start < len(words):
        end = start + chance.randint(*SENTENCE_WORDS)
        yield " ".join(words[start:end]).capitalize() + "."
        start = end


def _cut(text: str, room: int) -> str:
    """Return ``text`` without the last words that there is no room for."""
    return text if len(text) <= room else text[:room].rpartition(" ")[0]


def _years(chance: Random) -> dict[str, Any]:
    [run_state] = chance.choices(*RUN_STATES)
    started = chance.randint(FIRST_YEAR, LAST_YEAR)
    has_ended = run_state == Practice.RunState.ENDED
    return {
        "run_state": run_state,
        "started_year": started,
        "ended_year": chance.randint(started, LAST_YEAR) if has_ended else None,
    }


def _evidence(chance: Random, material: Material) -> dict[str, Any]:
    [level] = chance.choices(*EVIDENCE)
    if level == Practice.Evidence.NOT_ASSESSED:
        return {"evidence_level": level}
    is_databank = chance.random() < 0.5  # noqa: PLR2004 -- a coin
    return {
        "evidence_level": level,
        "evidence_judge": Practice.Judge.DATABANK if is_databank else Practice.Judge.EDITORS,
        "evidence_databank": DATABANK if is_databank else "",
        "evidence_basis": " ".join(_sentences(chance, material.words.draw(chance, 8))),
        "evidence_judged_on": date(chance.randint(FIRST_YEAR, LAST_YEAR), 1, 15),
    }


def _concepts(chance: Random, material: Material) -> list[int]:
    """Return some concepts; the schemes take turns, from one by chance."""
    schemes, count = material.concepts, chance.randint(*CONCEPTS)
    first = chance.randrange(len(schemes))
    drawn: dict[int, None] = {}
    for turn in range(100):  # small schemes repeat themselves
        if len(drawn) == count:
            break
        drawn.update(dict.fromkeys(schemes[(first + turn) % len(schemes)].draw(chance, 1)))
    return list(drawn)


def _some(keys: list[int]) -> list[int]:
    return list(dict.fromkeys(keys))


def _as_saved[M: (Practice, Publication)](item: M) -> M:
    """Fill what save() works out, which inserting in bulk passes by."""
    item.kind = item.KIND.name
    item.content_digest = "synthetic"
    item.folded_title = fold(item.title)
    item.folded_text = f"{item.folded_title} {fold(item.summary)}"
    return item
