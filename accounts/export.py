"""All that is kept of one person, for that person: to read, and for a program."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, ForeignKey, Model
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import User
from accounts.personal_data import Decision, Tie, rows_of

ABOUT = (
    "Alles wat de kennisplaats van u bewaart. Onder 'gegevens' staat per onderdeel een lijst; "
    "onder 'uitleg' staat wat ieder onderdeel en ieder gegeven betekent, en wat er niet bij zit."
)

OF_OTHERS = "Wat over iemand anders gaat."
NOTHING = "–"


@dataclass(slots=True)
class Part:
    """
    Rows that are shown together; each row is a dict by the names in ``labels``.

    ``inside`` has words for the keys of a value that is a dict itself.
    """

    key: str
    title: str
    labels: dict[str, str] = field(default_factory=dict)
    inside: dict[str, str] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)


def parts_of(user: User) -> list[Part]:
    """Return all that is exported of ``user``; also the parts of which there is nothing."""
    parts: dict[str, Part] = {}
    for decision, tie, rows in rows_of(user):
        if not tie.exported:
            continue
        part = parts.setdefault(tie.key, Part(tie.key, tie.title))
        part.labels |= tie.exported
        part.inside |= tie.inside()
        part.left_out |= _left_out(decision, tie)
        others = _others(decision, tie)
        full = rows.select_related(*others) if others else rows
        part.rows += [_exported(row, tie) for row in full]
    return list(parts.values())


def _left_out(decision: Decision, tie: Tie) -> dict[str, str]:
    """Return why fields are not told; those that only others are told are about those."""
    others = dict.fromkeys(decision.fields, OF_OTHERS) | dict(decision.not_exported)
    return {name: why for name, why in others.items() if name not in tie.exported}


def _others(decision: Decision, tie: Tie) -> list[str]:
    """Return the exported fields that are told by another row."""
    fields = (decision.model._meta.get_field(name) for name in tie.exported)
    return [field.name for field in fields if isinstance(field, ForeignKey)]


def _exported(row: Model, tie: Tie) -> dict[str, Any]:
    return {name: _value(row, name) for name in tie.exported}


def _value(row: Model, name: str) -> Any:
    """Return what ``row`` says of ``name``, as text where it says it by another row."""
    column = row._meta.get_field(name)
    if column.many_to_many:
        return [str(other) for other in getattr(row, name).all()]
    if isinstance(column, Field) and column.choices:
        return str(getattr(row, f"get_{name}_display")())
    value = getattr(row, name)
    return str(value) if isinstance(value, Model) else value


def as_json(parts: list[Part], made_at: datetime) -> str:
    document = {
        "over": ABOUT,
        "gemaakt_op": made_at,
        "uitleg": {
            part.key: {
                "titel": part.title,
                "velden": part.labels,
                "binnen een veld": part.inside,
                "zit er niet bij": part.left_out,
            }
            for part in parts
        },
        "gegevens": {part.key: part.rows for part in parts},
    }
    return json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def as_html(parts: list[Part], made_at: datetime) -> str:
    """Return a page that stands on its own: it fetches nothing and runs nothing."""
    filled = [
        {"title": part.title, "rows": [list(_readable(row, part)) for row in part.rows]}
        for part in parts
        if part.rows
    ]
    context = {
        "parts": filled,
        "empty": [part.title for part in parts if not part.rows],
        "left_out": list(dict.fromkeys(why for part in parts for why in part.left_out.values())),
        "made_at": made_at,
    }
    return render_to_string("accounts/data.html", context)


def _readable(row: dict[str, Any], part: Part) -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        yield part.labels[name], _as_text(_named(value, part.inside))


def _named(value: Any, words: Mapping[str, str]) -> Any:
    if not isinstance(value, dict):
        return value
    return {words.get(name, name): inner for name, inner in value.items()}


def _as_text(value: Any) -> str:
    """Return a value as a reader would write it down; several on as many lines."""
    match value:
        case bool():
            return "ja" if value else "nee"
        case datetime():
            return f"{timezone.localtime(value):%d-%m-%Y %H:%M}"
        case date():
            return f"{value:%d-%m-%Y}"
        case list() | dict():
            return "\n".join(_lines(value)) or NOTHING
    return NOTHING if value in {None, ""} else str(value)


def _lines(values: list[Any] | dict[str, Any]) -> Iterator[str]:
    if isinstance(values, dict):
        for name, value in values.items():
            yield f"{name}{'' if name.endswith('?') else ':'} {_as_text(value)}"
    else:
        yield from map(_as_text, values)


def archive(user: User, made_at: datetime) -> bytes:
    """Return a ZIP with gegevens.json and gegevens.html."""
    parts = parts_of(user)
    files = {
        "gegevens.json": as_json(parts, made_at),
        "gegevens.html": as_html(parts, made_at),
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            moment = timezone.localtime(made_at).timetuple()[:6]
            packed.writestr(zipfile.ZipInfo(name, moment), text, zipfile.ZIP_DEFLATED)
    return held.getvalue()
