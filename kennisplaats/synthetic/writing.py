"""Puts synthetic items in the database, thousands at a time."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import batched
from typing import Any

from django.db import connections, router, transaction
from django.db.models import Model

from kennisplaats.synthetic import SLUG_PREFIX
from kennisplaats.synthetic.items import PUBLISHER, Drawn, draw_item
from kennisplaats.synthetic.material import Material
from knowledge.completeness import recount
from knowledge.models import ConceptAssignment, KnowledgeItem, Publication, Source
from practices.models import Practice

BATCH = 2_000
SEEN_ON = date(2026, 1, 5)
# The digests of what never came with the starter content; see migration knowledge.0005.
BY_HAND = ("", "voor-0005")
# What a database asks for, and a synthetic source has nothing to say of.
UNSAID_OF_SOURCE: dict[str, Any] = {
    "title": "",
    "position": 0,
    "check_result": Source.Check.NOT_YET.value,
    "check_detail": "",
    "is_gone": False,
}

type Progress = Callable[[int, int], None]  # how many are done, and how many there will be


def has_other_items() -> bool:
    """Say whether there is an item that is neither synthetic nor starter content."""
    made_by_hand = KnowledgeItem.objects.filter(content_digest__in=BY_HAND)
    return made_by_hand.exclude(slug__startswith=SLUG_PREFIX).exists()


def add_items(count: int, *, seed: int, progress: Progress) -> None:
    """
    Add ``count`` items, numbered on from the last one there is.

    A transaction for each batch: what is done stays when the rest is broken off.
    Raise NoMaterialError where there is no content to draw from.
    """
    material = Material.collect()
    first = _last_number() + 1
    for start in range(0, count, BATCH):
        numbers = range(first + start, first + min(start + BATCH, count))
        drawn = [draw_item(number, seed=seed, material=material) for number in numbers]
        with transaction.atomic():
            _write(drawn)
        progress(start + len(drawn), count)


def _last_number() -> int:
    slugs = KnowledgeItem.objects.filter(slug__startswith=SLUG_PREFIX)
    numbers = (slug.removeprefix(SLUG_PREFIX) for slug in slugs.values_list("slug", flat=True))
    return max((int(number) for number in numbers if number.isdecimal()), default=0)


def _write(drawn: Sequence[Drawn]) -> None:
    _write_items([one.item for one in drawn])
    _insert(
        ConceptAssignment,
        ["content_object", "tag"],
        [(one.item.pk, concept) for one in drawn for concept in one.concepts],
    )
    _insert(
        Source,
        ["item", "url", "publisher", "seen_on", *UNSAID_OF_SOURCE],
        [
            (one.item.pk, one.source_url, PUBLISHER, SEEN_ON, *UNSAID_OF_SOURCE.values())
            for one in drawn
        ],
    )
    recount(one.item.pk for one in drawn)
    _insert(
        Practice.municipalities.through,
        ["practice", "municipality"],
        [(one.item.pk, place) for one in drawn for place in one.municipalities],
    )
    _insert(
        Practice.provinces.through,
        ["practice", "province"],
        [(one.item.pk, place) for one in drawn for place in one.provinces],
    )


def _write_items(items: Sequence[Practice | Publication]) -> None:
    """Insert the shared rows first, for their keys, and then the rows of each kind."""
    columns = [field.attname for field in KnowledgeItem._meta.concrete_fields]
    shared = [
        KnowledgeItem(**{column: getattr(item, column) for column in columns}) for item in items
    ]
    KnowledgeItem.objects.bulk_create(shared)
    for item, record in zip(items, shared, strict=True):
        item.pk = item.id = record.pk
    for model in (Practice, Publication):
        # the columns of the child itself, which bulk_create cannot do
        fields = model._meta.local_concrete_fields
        _insert(
            model,
            [field.name for field in fields],
            [
                [getattr(item, field.attname) for field in fields]
                for item in items
                if isinstance(item, model)
            ],
        )


def _insert(model: type[Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """
    Insert ``rows``, with values for the fields ``names``, as they are.

    In the statement that bulk_create makes, without what takes it most of its
    time: an instance for each row and a look at each value.
    """
    if not rows:
        return
    connection = connections[router.db_for_write(model)]
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    row = f"({', '.join(['%s'] * len(fields))})"
    start = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608 -- names
    with connection.cursor() as cursor:
        for part in batched(rows, connection.ops.bulk_batch_size(fields, rows)):
            values = [value for values in part for value in values]
            cursor.execute(start + ", ".join([row] * len(part)), values)
