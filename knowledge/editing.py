"""Several people at one item: who has it open, and what was saved in between."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.formats import localize
from django.utils.timezone import localtime

from knowledge.models import Editing
from knowledge.prose import to_plain

# A page that is open says so every half minute.
FRESH = timedelta(minutes=2)
OPENED_WITH = "opened_with"
VERSION = "edit_version"
# More fit no column.
MOST_DIGITS = 10


def version_sent(data: Mapping[str, Any], name: str = VERSION) -> int:
    """Return the version that a form says it showed; 0, which no row has, where it says none."""
    sent = str(data.get(name, ""))
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < MOST_DIGITS else 0


def keep_open(*, item: int, user: Any, now: datetime) -> None:
    Editing.objects.update_or_create(item_id=item, user=user, defaults={"seen_at": now})
    Editing.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()


def open_elsewhere(*, item: int, user: Any, now: datetime) -> list[str]:
    """Return the names of the others who have the item open now."""
    rows = Editing.objects.filter(item=item, seen_at__gt=now - FRESH).exclude(user=user)
    return [str(row.user) for row in rows.select_related("user").order_by("pk")]


@dataclass(frozen=True, slots=True)
class Both:
    """
    A field, or all rows of one sort, of which two people made something different.

    ``is_mine_too`` is whether who saves last changed it himself; else only the
    other did.
    """

    name: str
    label: str
    mine: str
    theirs: str
    is_mine_too: bool


def opened_with(form: forms.BaseForm, formsets: Iterable[Any]) -> str:
    """Return fingerprints of what a page shows, for the page to send back with what is typed."""
    prints = {name: _print(_stored(form, name)) for name in form.fields}
    for formset in formsets:
        prints[formset.prefix] = _print(_stored_rows(formset))
    return json.dumps(prints, separators=(",", ":"))


def both_versions(
    form: forms.BaseForm, formsets: Iterable[tuple[Any, Any]], opened: str
) -> list[Both]:
    """
    Return where what was sent differs from what somebody else saved meanwhile.

    ``form`` is bound to what was sent, with the record as it is now; of each of
    ``formsets`` there is one bound to what was sent, and one with what is stored.
    """
    prints = _read(opened)
    found = []
    for name, field in form.fields.items():
        theirs, mine = _stored(form, name), _sent(form, name)
        if theirs != mine and _print(theirs) != prints.get(name):
            found.append(
                Both(
                    name=name,
                    label=str(field.label or name).capitalize(),
                    mine=_words(field, mine),
                    theirs=_words(field, theirs),
                    is_mine_too=_print(mine) != prints.get(name),
                )
            )
    for formset, stored in formsets:
        rows, sent = _stored_rows(stored), _sent_rows(formset)
        if rows != sent and _print(rows) != prints.get(formset.prefix):
            found.append(
                Both(
                    name=formset.prefix,
                    label=str(formset.model._meta.verbose_name_plural).capitalize(),
                    mine=_row_words(formset, sent),
                    theirs=_row_words(formset, rows),
                    is_mine_too=_print(sent) != prints.get(formset.prefix),
                )
            )
    return found


def rows_sent(data: Mapping[str, Any], prefix: str) -> list[dict[str, Any]]:
    """Return the rows of a formset that were filled in and not deleted, each by name."""
    try:
        total = min(int(data.get(f"{prefix}-TOTAL_FORMS", 0)), 1_000)
    except ValueError:
        return []
    rows = []
    for number in range(total):
        start = f"{prefix}-{number}-"
        row = {name.removeprefix(start): data[name] for name in data if name.startswith(start)}
        if "DELETE" not in row:
            rows.append(row)
    return rows


def without_rows(data: QueryDict, prefix: str) -> None:
    """Leave the rows of a formset as they are stored: send none of them."""
    for name in [name for name in data if name.startswith(f"{prefix}-")]:
        if not name.endswith(("MIN_NUM_FORMS", "MAX_NUM_FORMS")):
            del data[name]
    data[f"{prefix}-TOTAL_FORMS"] = data[f"{prefix}-INITIAL_FORMS"] = "0"


def with_rows_that_are_gone(data: QueryDict, prefix: str, there: Iterable[Any]) -> None:
    """Make new rows of those that somebody else deleted meanwhile: what was typed stays."""
    known = {str(pk) for pk in there}
    try:
        total = min(int(data.get(f"{prefix}-TOTAL_FORMS", 0)), 1_000)
    except ValueError:
        return
    rows: list[dict[str, list[Any]]] = []
    for number in range(total):
        start = f"{prefix}-{number}-"
        names = [name for name in data if name.startswith(start)]
        rows.append({name.removeprefix(start): data.pop(name) for name in names})
    for row in rows:
        if row.get("id", [""])[-1] not in known:
            row["id"] = [""]
    rows = [row for row in rows if row.get("id") != [""] or "DELETE" not in row]
    rows.sort(key=lambda row: row["id"] == [""])
    for number, row in enumerate(rows):
        for name, values in row.items():
            data.setlist(f"{prefix}-{number}-{name}", values)
    data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    data[f"{prefix}-INITIAL_FORMS"] = str(sum(row["id"] != [""] for row in rows))


def _read(opened: str) -> dict[str, str]:
    try:
        prints = json.loads(opened)
    except ValueError:
        return {}
    return prints if isinstance(prints, dict) else {}


def _print(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _stored(form: forms.BaseForm, name: str) -> Any:
    field = form.fields[name]
    return _normal(field, form.get_initial_for_field(field, name))


def _sent(form: forms.BaseForm, name: str) -> Any:
    bound = form[name]
    try:
        value = bound.field.clean(bound.data)
    except ValidationError:
        value = bound.data
    return _normal(bound.field, value)


def _stored_rows(formset: Any) -> list[list[Any]]:
    return [
        [_stored(form, name) for name in _told(form)]
        for form in formset.initial_forms
        if form.instance.pk
    ]


def _sent_rows(formset: Any) -> list[list[Any]]:
    return [
        [_sent(form, name) for name in _told(form)]
        for form in formset.forms
        if (form.has_changed() or form.instance.pk) and form.add_prefix("DELETE") not in form.data
    ]


def _told(form: forms.BaseForm) -> list[str]:
    """Return the names of the fields of a row that somebody types."""
    return [
        name
        for name, field in form.fields.items()
        if name not in {"id", "DELETE"}
        and not isinstance(field, forms.models.InlineForeignKeyField)
    ]


def _normal(field: forms.Field, value: Any) -> Any:
    """Return a value so that what is stored and what is sent compare."""
    if hasattr(field, "standard"):
        return field.standard(str(value or ""))
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, QuerySet | list | tuple | set):
        return sorted(str(getattr(one, "pk", one)) for one in value)
    if isinstance(value, datetime):
        return localtime(value).replace(second=0, microsecond=0).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str("" if value is None else value).replace("\r\n", "\n").strip()


def _words(field: forms.Field, value: Any) -> str:
    """Return a normal value in the words that a reader knows."""
    if isinstance(field, forms.ModelChoiceField):
        pks = value if isinstance(value, list) else [value] if value else []
        known = [pk for pk in pks if str(pk).isdecimal()]
        found = field.queryset.filter(pk__in=known) if field.queryset is not None else ()
        return "\n".join(map(str, found))
    if isinstance(field, forms.ChoiceField):
        return str(dict(list(field.choices)).get(value, value))  # type: ignore[arg-type]
    if isinstance(value, list):
        return "\n".join(value)
    if isinstance(field, forms.DateField | forms.SplitDateTimeField) and value:
        return _moment(str(value), date if isinstance(field, forms.DateField) else datetime)
    return to_plain(str(value))


def _moment(text: str, kind: type[date]) -> str:
    try:
        return str(localize(kind.fromisoformat(text)))
    except ValueError:
        return text


def _row_words(formset: Any, rows: Iterable[list[Any]]) -> str:
    form = formset.empty_form
    fields = [form.fields[name] for name in _told(form)]
    lines = []
    for row in rows:
        words = [_words(field, value) for field, value in zip(fields, row, strict=True)]
        lines.append(" · ".join(word for word in words if word))
    return "\n".join(lines)
