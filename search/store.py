"""Writes the index: what a document is found by, in the transaction of its change."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import connection, transaction

from search import stamp
from search.analysis import Field, analyse, digest
from search.models import Document, Form, Nearness, Posting, Term
from search.repair import rests

LABEL = "#"
# SQLite takes at most 32,766 values in a statement, and long ones are slow to parse.
AT_ONCE = 5_000

type Labels = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """
    A document as it is to be found, under a number of at most nine digits.

    ``labels`` are exact properties with their weight (1,000 is as telling as a
    word that is mentioned once); none has a space in it. Words of a document
    that is not ``is_public`` yet complete and repair nothing.
    """

    number: int
    fields: Sequence[Field]
    labels: Labels
    is_public: bool = True

    @property
    def text(self) -> str:
        return "\n".join(" ".join(field.text.split()) for field in self.fields)


@transaction.atomic
def put(entries: Iterable[Entry], *, force: bool = False) -> int:
    """
    Make the index say what ``entries`` say; return how many of them it did not say yet.

    Cost: some milliseconds an entry, and less in bulk. ``force`` writes also
    what seems to be there already.
    """
    wanted = {entry.number: entry for entry in entries}
    known = Document.objects.in_bulk(wanted)
    changed = [
        entry for number, entry in wanted.items() if force or not _says(known.get(number), entry)
    ]
    if changed:
        stamp.move()
        # asked again: whoever held the stamp may have changed the same documents
        _replace(changed, Document.objects.in_bulk([entry.number for entry in changed]))
    return len(changed)


@transaction.atomic
def relabel(number: int, labels: Labels) -> None:
    """Give a document other labels, if it is in the index; its words stay."""
    stamp.move()
    document = Document.objects.filter(pk=number).first()
    if document is None or document.labels == _joined(labels):
        return
    labelled = [LABEL + label.partition("=")[0] for label in document.labels.split()]
    own = Term.objects.filter(text__in=labelled).values("pk")
    old = Posting.objects.filter(document=number, term__in=own)
    change = Counter(dict.fromkeys(old.values_list("term", flat=True), -1))
    old.delete()
    _write_postings({number: _label_terms(labels)}, change)
    document.labels = _joined(labels)
    document.save(update_fields=["labels"])


@transaction.atomic
def drop(numbers: Collection[int]) -> None:
    """Make documents unfindable, with the words that stood nowhere else."""
    if Document.objects.filter(pk__in=numbers).exists():
        stamp.move()
        _replace([], Document.objects.in_bulk(numbers))


def numbers() -> set[int]:
    """Return the numbers of all documents in the index."""
    return set(Document.objects.values_list("pk", flat=True))


def _says(document: Document | None, entry: Entry) -> bool:
    return (
        document is not None
        and document.digest == digest(entry.fields)
        and document.labels == _joined(entry.labels)
        and bool(document.forms) == entry.is_public
    )


def _joined(labels: Labels) -> str:
    return " ".join(f"{label}={weight}" for label, weight in sorted(labels.items()))


def _replace(entries: Sequence[Entry], old: Mapping[int, Document]) -> None:
    """Take the ``old`` documents out of the index, and put ``entries`` in."""
    found = {entry.number: analyse(entry.fields) for entry in entries}
    forms = {
        entry.number: found[entry.number].forms if entry.is_public else set() for entry in entries
    }
    weights = {
        entry.number: found[entry.number].terms | _label_terms(entry.labels) for entry in entries
    }
    # also of what the table of documents has lost, or its postings would be there twice
    _write_postings(weights, _take_out(old.keys() | found.keys()))
    _count_forms(forms.values(), old.values())
    Document.objects.filter(pk__in=old.keys()).delete()
    _insert(
        "search_document",
        ("number", "digest", "text", "forms", "labels"),
        [
            (
                entry.number,
                digest(entry.fields),
                entry.text,
                " ".join(sorted(forms[entry.number])),
                _joined(entry.labels),
            )
            for entry in entries
        ],
    )


def _take_out(old: Collection[int]) -> Counter[int]:
    """Delete the postings of documents; return how many of them each term loses, negative."""
    lost: Counter[int] = Counter()
    for some in batched(old, AT_ONCE):
        postings = Posting.objects.filter(document__in=some)
        lost.subtract(postings.values_list("term", flat=True))
        postings.delete()
    return lost


def _write_postings(weights: Mapping[int, Mapping[str, int]], change: Counter[int]) -> None:
    """Write the weight of each term of each document; ``change`` is what the terms lost."""
    keys = _term_keys({term for terms in weights.values() for term in terms})
    rows = [
        (keys[term], number, weight)
        for number, terms in weights.items()
        for term, weight in terms.items()
    ]
    rows.sort()  # neighbours in the index are written together
    _insert("search_posting", ("term", "document", "weight"), rows)
    change.update(key for key, _number, _weight in rows)
    _count(Term, change)


def _label_terms(labels: Labels) -> dict[str, int]:
    return {LABEL + label: weight for label, weight in labels.items()}


def _insert(table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Add rows to a table of ours; faster than as objects, of which a rebuild has millions."""
    names = ", ".join(columns)
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        # The one place with a way of its own for PostgreSQL: its bulk format is ten times
        # as fast as statements, and a rebuild is nothing else.
        if connection.vendor == "postgresql" and len(rows) > AT_ONCE:
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608 -- our own names


def _term_keys(texts: Collection[str]) -> dict[str, int]:
    """Return the key of each term; unknown ones are made."""
    keys: dict[str, int] = {}
    for some in batched(sorted(texts), AT_ONCE):
        rows = Term.objects.filter(text__in=some)
        found = dict(rows.values_list("text", "pk"))
        new = [Term(text=text) for text in some if text not in found]
        if new:
            Term.objects.bulk_create(new, batch_size=AT_ONCE // 5)
            found = dict(rows.values_list("text", "pk"))
        keys |= found
    return keys


def _count_forms(found: Iterable[Collection[str]], old: Iterable[Document]) -> None:
    """Keep in how many documents each word stands, and by which errors it can be reached."""
    change: Counter[str] = Counter()
    for document in old:
        change.subtract(document.forms.split())
    for forms in found:
        change.update(forms)
    moved = {form: by for form, by in change.items() if by}
    keys: dict[str, int] = {}
    for some in batched(sorted(moved), AT_ONCE):
        known = Form.objects.filter(text__in=some)
        present = set(known.values_list("text", flat=True))
        new = [Form(text=form) for form in some if form not in present]
        Form.objects.bulk_create(new, batch_size=AT_ONCE // 5)
        keys |= dict(known.values_list("text", "pk"))
        Nearness.objects.bulk_create(
            [
                Nearness(form_id=keys[form.text], rest=rest)
                for form in new
                for rest in rests(form.text)
            ],
            batch_size=AT_ONCE // 5,
        )
    _count(Form, {keys[form]: by for form, by in moved.items()})


def _count(model: type[Term] | type[Form], change: Mapping[int, int]) -> None:
    """
    Add to ``documents`` of each key, and delete what no document has any more.

    One statement for each amount. Only what lost a document can have none left: no
    change looks at a whole table.
    """
    by_amount: dict[int, list[int]] = {}
    for key, amount in change.items():
        if amount:
            by_amount.setdefault(amount, []).append(key)
    with connection.cursor() as cursor:
        for amount, keys in by_amount.items():
            for some in batched(keys, AT_ONCE):
                marks = ",".join(map(str, some))
                cursor.execute(
                    f"UPDATE {model._meta.db_table} SET documents = documents + {amount}"  # noqa: S608 -- our own numbers
                    f" WHERE id IN ({marks})"
                )
    for some in batched([key for key, amount in change.items() if amount < 0], AT_ONCE):
        model.objects.filter(pk__in=some, documents=0).delete()
