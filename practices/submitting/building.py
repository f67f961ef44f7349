"""A practice made out of what its author typed: in memory to look at, or in the database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from knowledge.models import (
    CompassReading,
    Concept,
    ConceptAssignment,
    Municipality,
    Organisation,
    Province,
    Source,
)
from practices.models import Practice
from practices.submitting.fields import Places, Subjects
from practices.submitting.forms import CORNERS, SubmissionForm, source_names
from search import stamp

# These fields of the form are the field of the practice with the same name.
TEXTS = (
    "title",
    "summary",
    "background",
    "body",
    "people",
    "results",
    "conditions",
    "lessons",
    "cost_note",
    "hours_note",
    "evidence_basis",
)
LONGEST_SLUG = 100


@dataclass(frozen=True, slots=True)
class Told:
    """All that an author told; nothing of it is saved yet."""

    practice: Practice
    places: Places
    subjects: Subjects
    sources: list[Source]
    readings: list[CompassReading]


def told(form: SubmissionForm) -> Told:
    """Read ``form``, of which what is wrong is left out, but for texts: those stay as typed."""
    form.is_valid()
    return Told(
        _practice(form.cleaned_data, form.data),
        form.cleaned_data.get("places") or Places(),
        form.cleaned_data.get("concepts") or Subjects(),
        list(_sources(form.cleaned_data)),
        list(_readings(form.cleaned_data)),
    )


def preview(told: Told) -> Practice:
    """
    Return the practice as its page shows it, with all that hangs on it, and none of it saved.

    It has a primary key that no row has; four queries.
    """
    practice = told.practice
    practice.pk = practice.knowledgeitem_ptr_id = 0
    practice.slug = _slug(practice.title)
    practice.title = practice.title or "Zonder titel"
    practice.kind = Practice.KIND.name
    practice.published_at = practice.changed_at = timezone.now()
    known = Organisation.objects.filter(pk__in=told.places.organisations)
    new = [Organisation(name=name) for name in told.places.new]
    # What prefetching fills: no page asks the database for the rows of a practice that it has not.
    practice._prefetched_objects_cache = {  # type: ignore[attr-defined]  # noqa: SLF001
        "assignments": [ConceptAssignment(tag=tag) for tag in _concepts(told)],
        "municipalities": list(_municipalities(told)),
        "provinces": list(_provinces(told)),
        "organisations": [*known, *new],
        "sources": told.sources,
        "public_changes": [],
        "compass": told.readings,
    }
    return practice


@transaction.atomic
def store(told: Told) -> Practice:
    """Save the practice as submitted, under an address of its own, with all that hangs on it."""
    practice = told.practice
    # Who sends at the same moment waits here, and finds this address taken.
    stamp.hold()
    practice.status = Practice.Status.SUBMITTED
    practice.slug = _free(_slug(practice.title))
    practice.save()
    practice.municipalities.set(_municipalities(told))
    practice.provinces.set(_provinces(told))
    practice.organisations.set([*told.places.organisations, *_made(told.places.new)])
    practice.concepts.set(_concepts(told))
    for source in told.sources:
        source.item = practice
        source.save()
    for reading in told.readings:
        reading.item = practice
        reading.save()
    return practice


def _practice(cleaned: Mapping[str, Any], typed: Mapping[str, Any]) -> Practice:
    texts = {name: cleaned.get(name, typed.get(name, "")) for name in TEXTS}
    ended, run_state = cleaned.get("ended_year"), cleaned.get("run_state")
    return Practice(
        **texts,
        started_year=cleaned.get("started_year"),
        ended_year=ended,
        run_state=run_state or (Practice.RunState.ENDED if ended else Practice.RunState.UNKNOWN),
    )


def _sources(cleaned: Mapping[str, Any]) -> Iterator[Source]:
    today = timezone.localdate()
    for position, (url, publisher) in enumerate(source_names()):
        if cleaned.get(url) and cleaned.get(publisher):
            yield Source(
                url=cleaned[url], publisher=cleaned[publisher], seen_on=today, position=position
            )


def _readings(cleaned: Mapping[str, Any]) -> Iterator[CompassReading]:
    for corner in CORNERS:
        weight, why = (cleaned.get(f"{corner}_{part}") for part in ("weight", "why"))
        if weight and why:
            yield CompassReading(corner=corner, weight=weight, why=why)


def _concepts(told: Told) -> list[Concept]:
    """Return the concepts in the order in which they were typed."""
    found = Concept.objects.select_related("scheme").in_bulk(told.subjects.concepts)
    return [found[pk] for pk in told.subjects.concepts if pk in found]


def _municipalities(told: Told) -> Any:
    chosen = Municipality.objects.filter(pk__in=told.places.municipalities)
    return chosen.select_related("province")


def _provinces(told: Told) -> Any:
    return Province.objects.filter(pk__in=told.places.provinces)


def _made(names: list[str]) -> list[Organisation]:
    return [Organisation.objects.get_or_create(name=name)[0] for name in names]


def _slug(title: str) -> str:
    slug = slugify(title)[:LONGEST_SLUG].strip("-") or "praktijkvoorbeeld"
    return f"{slug}-voorbeeld" if slug in Practice.RESERVED_SLUGS else slug


def _free(wanted: str) -> str:
    taken = set(
        Practice.objects.filter(kind=Practice.KIND.name, slug__startswith=wanted).values_list(
            "slug", flat=True
        )
    )
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)
