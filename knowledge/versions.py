"""The versions that a record had: what differs between them, and how to go back to one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.formats import localize
from django.utils.timezone import localtime

from knowledge.completeness import counted_once
from knowledge.history import BASELINE, rows_of
from knowledge.prose import to_plain
from search import stamp

# What a version does not decide on: where an item stands, and the columns of the machinery.
KEPT = {
    "status",
    "archived_reason",
    "published_at",
    "changed_at",
    "edit_version",
    "curator",
    "kind",
    "slug",
}
EMPTY = "(leeg)"
SHOWN = 50
HAPPENED = {"+": "erbij", "-": "weg", "~": "gewijzigd"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that says one thing and then another, as a reader would see both."""

    label: str
    before: str
    after: str


@dataclass(slots=True)
class Version:
    """
    A record as it was from ``record.history_date`` until ``until``, the last without end.

    ``rows`` says in words what came, went or changed of the rows that belong to it.
    """

    record: Any
    until: datetime | None
    differences: list[Difference] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)

    @property
    def said(self) -> str:
        """Return what kind of change made it."""
        if self.record.history_change_reason == BASELINE:
            return BASELINE
        return {"+": "Gemaakt", "-": "Verwijderd"}.get(self.record.history_type, "Gewijzigd")


def versions(instance: Any) -> list[Version]:
    """Return the latest versions of ``instance``, the newest first."""
    records = _one_a_save(instance.history.select_related("history_user").all()[: 4 * SHOWN])
    found: list[Version] = []
    until: datetime | None = None
    for number, record in enumerate(records[:SHOWN]):
        version = Version(record, until)
        if number + 1 < len(records):
            version.differences = differences(records[number + 1], record)
        found.append(version)
        until = record.history_date
    _add_rows(instance, found)
    return found


def version_of(instance: Any, history_id: int) -> Version | None:
    return next((one for one in versions(instance) if one.record.history_id == history_id), None)


def _one_a_save(records: Iterable[Any]) -> list[Any]:
    """Leave out what a save recorded on its way: a record for each field with several values."""
    found: list[Any] = []
    seen: set[int | None] = set()
    for record in records:
        number = getattr(record, "edit_version", None)
        is_baseline = record.history_change_reason == BASELINE
        if number is None or is_baseline or number not in seen:
            found.append(record)
        seen.add(number)
    return found


def differences(before: Any, after: Any) -> list[Difference]:
    """Return what two records of the history of one row say differently, in words."""
    found = []
    for field_ in before.tracked_fields:
        if not field_.editable or field_.primary_key or field_.one_to_one:
            continue
        texts = [_text(record, field_) for record in (before, after)]
        if texts[0] != texts[1]:
            found.append(Difference(str(field_.verbose_name), texts[0] or EMPTY, texts[1] or EMPTY))
    model = before.instance_type
    for name in {field_.name for field_ in before._history_m2m_fields}:  # noqa: SLF001
        names = [_names(record, model._meta.get_field(name)) for record in (before, after)]
        if names[0] != names[1]:
            label = str(model._meta.get_field(name).verbose_name)
            found.append(Difference(label, names[0] or EMPTY, names[1] or EMPTY))
    return found


def _text(record: Any, field_: models.Field) -> str:
    value = getattr(record, field_.attname)
    if value in {None, ""}:
        return ""
    if isinstance(field_, models.ForeignKey):
        found = field_.related_model._default_manager.filter(pk=value).first()  # noqa: SLF001
        return str(found or "(bestaat niet meer)")
    if field_.choices:
        return str(dict(field_.flatchoices).get(value, value))
    if isinstance(value, datetime):
        value = localtime(value)
    return to_plain(value) if isinstance(value, str) else str(localize(value))


def _names(record: Any, field_: Any) -> str:
    pks = _linked(record, field_)
    found = field_.related_model._default_manager.filter(pk__in=pks)  # noqa: SLF001
    return ", ".join(sorted(map(str, found)))


def _linked(record: Any, field_: Any) -> list[Any]:
    column = f"{field_.m2m_reverse_field_name()}_id"
    return list(getattr(record, field_.name).values_list(column, flat=True))


def _add_rows(instance: models.Model, found: Sequence[Version]) -> None:
    for model, path in rows_of(type(instance)).items():
        latest: dict[Any, Any] = {}
        for record in _records_of_rows(model, path, instance):
            version = _version_at(found, record.history_date)
            earlier, latest[record.id] = latest.get(record.id), record
            if version is None or record.history_change_reason == BASELINE:
                continue
            if record.history_type == "~" and earlier and not differences(earlier, record):
                continue
            noun = model._meta.verbose_name
            said = f"{noun} {HAPPENED[record.history_type]}: {_name(record)}"
            # a save records each field with several values apart
            if said not in version.rows:
                version.rows.append(said)


def _records_of_rows(model: Any, path: str, instance: models.Model) -> Any:
    """Return what is recorded of the rows of ``instance``, the oldest first."""
    first, _, rest = path.partition("__")
    records = model.history.all()
    if rest:  # rows of rows: those that any of its rows ever had
        between = model._meta.get_field(first).related_model
        owners = between.history.filter(**{rest: instance.pk}).values("id")
        records = records.filter(**{f"{first}__in": owners})
    else:
        records = records.filter(**{first: instance.pk})
    return records.order_by("history_date", "history_id")


def _version_at(found: Sequence[Version], moment: datetime) -> Version | None:
    return next((one for one in found if one.record.history_date <= moment), None)


def _name(record: Any) -> str:
    """Return what a row was called; what it points at may be gone."""
    try:
        return str(record.instance)
    except models.ObjectDoesNotExist:
        return "(bestaat niet meer)"


@transaction.atomic
def restore(instance: Any, version: Version) -> list[str]:
    """
    Make ``instance`` say again what ``version`` says, as a new version, with its rows.

    Return what could not come back, because it does not exist any more. Where it
    stands (its status, its curator, its address) stays. Raise ValidationError
    where it would not be allowed to be as it was.
    """
    stamp.hold()
    lost = _restore_fields(instance, version.record)
    if hasattr(instance, "edit_version"):
        instance.edit_version += 1
    instance.full_clean(exclude=["slug"])
    instance.save()
    _restore_links(instance, version.record, lost)
    try:
        with transaction.atomic(), counted_once():
            for model, path in rows_of(type(instance)).items():
                _restore_rows(model, path, instance, version.until, lost)
    except IntegrityError as error:
        raise ValidationError(
            "Zo kan dit item niet terug: het zou dan niet compleet zijn, of dubbel."
        ) from error
    return lost


def _restore_fields(instance: Any, record: Any) -> list[str]:
    lost: list[str] = []
    for field_ in record.tracked_fields:
        if field_.name in KEPT or field_.primary_key or field_.one_to_one or field_.name == "id":
            continue
        value = getattr(record, field_.attname)
        if isinstance(field_, models.ForeignKey) and value is not None:
            value = next(iter(_existing(field_, [value], lost)), None)
        setattr(instance, field_.attname, value)
    return lost


def _restore_links(row: Any, record: Any, lost: list[str]) -> None:
    for field_ in record._history_m2m_fields:  # noqa: SLF001
        getattr(row, field_.name).set(_existing(field_, _linked(record, field_), lost))


def _existing(field_: Any, pks: Sequence[Any], lost: list[str]) -> list[Any]:
    there = set(
        field_.related_model._default_manager.filter(pk__in=pks).values_list(  # noqa: SLF001
            "pk", flat=True
        )
    )
    lost += [str(field_.verbose_name) for pk in pks if pk not in there]
    return [pk for pk in pks if pk in there]


def _restore_rows(
    model: Any, path: str, instance: models.Model, until: datetime | None, lost: list[str]
) -> None:
    then: dict[Any, Any] = {}
    for record in _records_of_rows(model, path, instance):
        if until is None or record.history_date < until:
            then[record.id] = record
    wanted = {pk: record for pk, record in then.items() if record.history_type != "-"}
    for row in model._default_manager.filter(**{path: instance.pk}):  # noqa: SLF001
        if row.pk not in wanted:
            row.delete()
    for pk, record in sorted(wanted.items()):
        row = model._default_manager.filter(pk=pk).first() or model(pk=pk)  # noqa: SLF001
        before = {one.attname: getattr(row, one.attname) for one in record.tracked_fields}
        gone: list[str] = []
        for field_ in record.tracked_fields:
            value = getattr(record, field_.attname)
            if isinstance(field_, models.ForeignKey) and value is not None:
                gone += [] if _existing(field_, [value], lost) else [field_.name]
            setattr(row, field_.attname, value)
        is_changed = any(getattr(row, name) != value for name, value in before.items())
        if gone:
            continue
        if is_changed or row._state.adding:  # noqa: SLF001
            row.save()
        _restore_links(row, record, lost)
