"""The queue of texts that may be written plainer, and the hints beside the form of an item."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import TextField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from knowledge import readability
from knowledge.kinds import kind_named, model_named
from knowledge.models import KnowledgeItem, Task
from knowledge.prose import to_plain
from knowledge.readability import Hint
from knowledge.workbench.desk import Desk
from knowledge.workbench.items import change_url
from knowledge.workbench.queue import Queue, Row

# Reading a text costs about a millisecond: more of them wait for the next time.
MOST_READ_AT_ONCE = 1_000
SHOWN_HINTS = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """What is to be said of the texts of one item as they were at ``changed_at``."""

    changed_at: datetime
    hints: tuple[Hint, ...]


def readable_fields(kind: str) -> list[str]:
    """Return the names of the fields in which a kind has running text."""
    fields = model_named(kind)._meta.get_fields()
    texts = [field.name for field in fields if isinstance(field, TextField) and field.editable]
    return ["summary", *texts]


def hints_of(texts: Iterable[str]) -> tuple[Hint, ...]:
    return tuple(readability.hints("\n".join(map(to_plain, texts))))


def in_words(hint: Hint) -> str:
    """Return a hint as a sentence for an editor."""
    if hint.kind == "long":
        return f"“{hint.found}” {hint.advice}"
    times = "" if hint.times == 1 else f" ({hint.times} keer)"
    return f"“{hint.found}”{times}: schrijf liever “{hint.advice}”."


def panel(item: KnowledgeItem) -> SafeString:
    """
    Return the hints on the texts of ``item`` as they were saved, for its form.

    Nothing there has to be followed.
    """
    names = readable_fields(item.kind_info.name)
    texts = [to_plain(getattr(item.as_kind(), name)) for name in names]
    whole = "\n".join(texts)
    score = readability.flesch_douma(whole) if readability.words(whole) else None
    return render_to_string(
        "admin/knowledge/workbench_hints.html",
        {"hints": [in_words(hint) for hint in readability.hints(whole)], "score": score},
    )


class HardToRead(Queue):
    """
    Kept in memory for each text until it changes: the database cannot count syllables.

    Most hints first.
    """

    name = "taal"
    title = "Lange zinnen en vaktaal"
    explanation = (
        f"Zinnen van meer dan {readability.LONGEST_SENTENCE} woorden, en woorden waar een gewoon "
        "woord voor is. Het zijn tips: wat zo moet blijven, is “gedaan”."
    )
    prefix = "plain"
    position = 95

    def __init__(self) -> None:
        self._readings: dict[int, Reading] = {}

    def is_for(self, desk: Desk) -> bool:
        return bool(desk.kinds)

    def count(self, desk: Desk) -> int:
        return len(self._waiting(desk))

    def rows(self, desk: Desk, start: int, stop: int) -> list[Row]:
        return self._as_rows(self._waiting(desk)[start:stop])

    def found(self, desk: Desk, keys: Iterable[str]) -> list[Row]:
        wanted = {key for key in keys if self.has(key)}
        if not wanted:
            return []
        return self._as_rows([pk for pk in self._waiting(desk) if f"{self.prefix}:{pk}" in wanted])

    def _waiting(self, desk: Desk) -> list[int]:
        """Return the items with hints that nobody set aside since they changed."""
        readings = self._read(desk)
        done = dict(
            Task.objects.filter(
                key__startswith=f"{self.prefix}:", done_at__isnull=False
            ).values_list("key", "done_at")
        )
        waiting = [
            pk
            for pk, reading in readings.items()
            if reading.hints
            and not (
                (at := done.get(f"{self.prefix}:{pk}")) is not None and at >= reading.changed_at
            )
        ]
        return sorted(waiting, key=lambda pk: (-len(readings[pk].hints), pk))

    def _read(self, desk: Desk) -> dict[int, Reading]:
        published = KnowledgeItem.objects.filter(
            status=KnowledgeItem.Status.PUBLISHED, kind__in=desk.kinds
        )
        stale: dict[str, list[int]] = {}
        current: dict[int, Reading] = {}
        for pk, kind, changed_at in published.values_list("pk", "kind", "changed_at"):
            reading = self._readings.get(pk)
            if reading is not None and reading.changed_at == changed_at:
                current[pk] = reading
            else:
                stale.setdefault(kind, []).append(pk)
        read = _read_anew(stale)
        self._readings = {**self._readings, **read}
        return {**current, **read}

    def _as_rows(self, pks: list[int]) -> list[Row]:
        items = KnowledgeItem.objects.defer("body", "folded_text").in_bulk(pks)
        return [self._row(items[pk], self._readings[pk].hints) for pk in pks if pk in items]

    def _row(self, item: Any, hints: tuple[Hint, ...]) -> Row:
        more = len(hints) - SHOWN_HINTS
        shown = [in_words(hint) for hint in hints[:SHOWN_HINTS]]
        rest = [f"En nog {more}: zie het formulier."] if more > 0 else []
        return Row(
            key=f"{self.prefix}:{item.pk}",
            title=item.title,
            why=_in_short(hints),
            url=change_url(item, "id_summary"),
            to_do="Maak de tekst eenvoudiger",
            about=kind_named(item.kind).singular,
            hints=(*shown, *rest),
        )


def _read_anew(stale: dict[str, list[int]]) -> dict[int, Reading]:
    """Read the texts of these items, by kind; one query for each kind."""
    read: dict[int, Reading] = {}
    for kind, pks in stale.items():
        chosen = pks[: MOST_READ_AT_ONCE - len(read)]
        rows = model_named(kind).objects.filter(pk__in=chosen)
        for pk, changed_at, *texts in rows.values_list("pk", "changed_at", *readable_fields(kind)):
            read[pk] = Reading(changed_at, hints_of(texts))
    return read


def _in_short(hints: tuple[Hint, ...]) -> str:
    long = sum(hint.kind == "long" for hint in hints)
    hard = len(hints) - long
    parts = []
    if long:
        parts.append("1 lange zin" if long == 1 else f"{long} lange zinnen")
    if hard:
        parts.append("1 woord vaktaal" if hard == 1 else f"{hard} woorden vaktaal")
    return f"{' en '.join(parts).capitalize()}."
