"""What is done with concepts beyond saving one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef

from knowledge.completeness import counted_once
from knowledge.hierarchy import Hierarchy
from knowledge.indexing import refresh
from knowledge.models import (
    AlternativeLabel,
    Concept,
    ConceptAssignment,
    KnowledgeItem,
    MergedConcept,
)
from search import stamp


def check_merge(source: Concept, target: Concept) -> None:
    """Raise ValidationError where ``source`` cannot become part of ``target``."""
    if source == target:
        raise ValidationError("Kies een ander begrip: samenvoegen met zichzelf kan niet.")
    if source.scheme_id != target.scheme_id:
        raise ValidationError("Kies een begrip uit dezelfde begrippenlijst.")
    seen = {target.pk}
    above = target.broader
    while above is not None and above.pk not in seen:
        if above == source:
            raise ValidationError(
                f"“{target}” valt onder “{source}”. Voeg het nauwere begrip samen met het bredere."
            )
        seen.add(above.pk)
        above = above.broader


@transaction.atomic
def remember_address(concept: Concept, *, scheme: int, slug: str, name: str) -> None:
    """
    Let the address that ``concept`` had lead to where it is now.

    ``scheme`` is the primary key of the list that it was in, ``name`` what it was called then.
    """
    former = MergedConcept.objects
    former.filter(scheme=concept.scheme_id, slug=concept.slug).delete()
    if (scheme, slug) != (concept.scheme_id, concept.slug):
        former.update_or_create(
            scheme_id=scheme, slug=slug, defaults={"name": name, "target": concept}
        )


@transaction.atomic
def merge_concepts(*, source: Concept, target: Concept) -> int:
    """
    Make ``source`` part of ``target`` and delete it; return how many items carried it.

    Its names become other names, what is below and beside it moves along, and
    its address leads to ``target`` from now on. Raise ValidationError as
    ``check_merge`` does; then nothing is written.
    """
    # First of all: who changes many items holds it to the end, and never waits for it.
    stamp.move()
    locked = Concept.objects.select_for_update().in_bulk([source.pk, target.pk])
    source, target = locked[source.pk], locked[target.pk]
    check_merge(source, target)
    carriers = _move_assignments(source, target)
    _move_names(source, target)
    source.narrower.update(broader=target)
    target.related.add(*source.related.exclude(pk=target.pk))
    _move_links(source, target)
    _leave_trace(source, target)
    source.delete()
    _part_those_above_each_other()
    published = KnowledgeItem.objects.filter(status=KnowledgeItem.Status.PUBLISHED)
    refresh(published.filter(pk__in=carriers).values_list("pk", flat=True))
    return len(carriers)


def _move_links(source: Concept, target: Concept) -> None:
    """Give what links to ``source`` by a field of its own the other concept."""
    for relation in Concept._meta.related_objects:
        model: Any = relation.related_model
        through = getattr(relation, "through", None)
        if model is Concept or not (through and through._meta.auto_created):
            continue
        name = relation.field.name
        for owner in model._default_manager.filter(**{name: source}):  # noqa: SLF001 -- documented
            getattr(owner, name).add(target)


def _move_assignments(source: Concept, target: Concept) -> list[int]:
    """Give the items of ``source`` the other concept once, in the same place; return them all."""
    rows = ConceptAssignment.objects.filter(tag=source)
    carriers = list(rows.values_list("content_object", flat=True))
    # The first of the two stays: it says how near the front a card shows the concept.
    either = ConceptAssignment.objects.filter(tag__in=[source, target])
    earlier = either.filter(content_object=OuterRef("content_object"), pk__lt=OuterRef("pk"))
    with counted_once():
        either.filter(Exists(earlier)).delete()
        rows.update(tag=target)
    return carriers


def _move_names(source: Concept, target: Concept) -> None:
    known = {target.name, *target.alternative_labels.values_list("label", flat=True)}
    names = {source.name: False}
    for label, is_hidden in source.alternative_labels.values_list("label", "is_hidden"):
        names.setdefault(label, is_hidden)
    for name, is_hidden in names.items():
        if name not in known:
            AlternativeLabel.objects.create(concept=target, label=name, is_hidden=is_hidden)


def _part_those_above_each_other() -> None:
    """Take away that concepts are related where one is now above the other: that says it all."""
    links = Concept.related.through.objects
    for pair in Hierarchy.load().clashes:
        links.filter(from_concept__in=pair, to_concept__in=pair).delete()


def _leave_trace(source: Concept, target: Concept) -> None:
    # What was merged into the source before leads on to the target.
    MergedConcept.objects.filter(target=source).update(target=target)
    MergedConcept.objects.update_or_create(
        scheme=source.scheme,
        slug=source.slug,
        defaults={"name": source.name, "target": target},
    )
