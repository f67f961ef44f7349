"""Checks a file against its JSON schema, and says in Dutch what does not fit."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from knowledge.content.document import Document, KeyPath
from knowledge.content.faults import Faults, did_you_mean

EARLIEST, LATEST = 1500, 2500
TYPES = {
    "string": "tekst",
    "integer": "een geheel getal",
    "boolean": "true of false",
    "array": "een lijst",
    "object": "een blok met sleutels",
}


def check(document: Document, name: str, faults: Faults) -> None:
    """
    Add everything that does not fit the schema ``name`` to ``faults``.

    What does not fit is left out of the document: the rest has the shape that
    the schema promises, and can be checked further.
    """
    if not document.is_readable:
        return
    errors = list(validator_for(name).iter_errors(document.data))
    for error in errors:
        path: KeyPath = tuple(error.absolute_path)
        if path not in document.faulty:
            document.fault(faults, path, _in_dutch(error, path))
    # the deepest first: leaving out the outer one would hide the inner one
    for path in sorted(document.faulty, key=len, reverse=True):
        document.leave_out(path)


@cache
def validator_for(name: str) -> Draft202012Validator:
    # not CONTENT_DIR: another folder with content is held to the same schemas
    path = settings.BASE_DIR / "content" / "schema" / f"{name}.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    return _Validator(schema, format_checker=_formats)  # type: ignore[no-any-return]


def _required(
    _validator: Any, required: list[str], instance: Any, _schema: Any
) -> Iterator[ValidationError]:
    if isinstance(instance, dict):
        for name in required:
            if name not in instance:
                yield ValidationError(name, path=[name])


def _additional(
    validator: Any, allowed: Any, instance: Any, schema: Any
) -> Iterator[ValidationError]:
    known = schema.get("properties", {})
    if not isinstance(instance, dict):
        return
    for name in instance.keys() - known.keys():
        if allowed is False:
            yield ValidationError(did_you_mean(name, known), path=[name])
        else:
            yield from validator.descend(instance[name], allowed, path=name)


def _unique(_validator: Any, wanted: bool, instance: Any, _: Any) -> Iterator[ValidationError]:
    if wanted and isinstance(instance, list):
        for index, value in enumerate(instance):
            if value in instance[:index]:
                yield ValidationError(str(value), path=[index])


# These say what is wrong of a whole mapping or list; an author wants the line of the part.
_Validator: Any = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    {"required": _required, "additionalProperties": _additional, "uniqueItems": _unique},
)
_formats = FormatChecker(formats=())


@_formats.checks("date", raises=ValueError)
def _is_date(value: object) -> bool:
    if not isinstance(value, str):
        return True
    day = date.fromisoformat(value)
    # the databases differ on what lies further away, and nothing here does
    return day.isoformat() == value and EARLIEST <= day.year <= LATEST


def _in_dutch(error: ValidationError, path: KeyPath) -> str:
    at, value = _named(path), error.instance
    limit: Any = error.validator_value
    wanted: Any = error.schema
    match error.validator:
        case "required":
            message = f"{at} ontbreekt"
        case "additionalProperties":
            message = f"{at} is geen sleutel die hier kan{error.message}"
        case "type":
            message = f"{at} {_wrong_type(value, str(limit))}"
        case "enum":
            message = f"“{value}” kan niet bij {at}; kies {_choice(limit)}"
        case "format":
            message = f"“{value}” bij {at} is geen bestaande datum (jaar-maand-dag)"
        case "pattern":
            example = wanted.get("examples", [""])[0]
            message = f"“{value}” bij {at} heeft niet de goede vorm; een voorbeeld: {example}"
        case "minItems" | "minProperties" | "minLength":
            message = f"{at} is leeg"
        case _:  # uniqueItems: our schemas use no other keyword
            message = f"“{error.message}” staat twee keer in {_named(path[:-1])}"
    if path and path[-1] == "sources" and error.validator in {"required", "minItems"}:
        return f"{message}: een item zonder bron wordt niet geladen"
    return message


def _named(path: KeyPath) -> str:
    """Return ("sources", 1, "url") as "url" in sources, nummer 2."""
    if not path:
        return "het bestand"
    words = [f"nummer {step + 1}" if isinstance(step, int) else step for step in path]
    if isinstance(path[-1], int):
        return ", ".join(words)
    around = ", ".join(words[:-1])
    return f"“{words[-1]}”" + (f" in {around}" if around else "")


def _choice(values: Sequence[str]) -> str:
    return " of ".join(filter(None, [", ".join(values[:-1]), values[-1]]))


def _wrong_type(value: object, wanted: str) -> str:
    if value is None:
        return "is leeg"
    needs_quotes = wanted == "string" and not isinstance(value, (dict, list))
    return f"moet {TYPES[wanted]} zijn" + ("; zet er aanhalingstekens om" if needs_quotes else "")
