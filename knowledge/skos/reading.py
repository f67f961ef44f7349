"""Reads a file with SKOS into a graph, without asking anything of another machine."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax import SAXException

from rdflib import Graph
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax

FORMATS = {
    ".ttl": "turtle",
    ".jsonld": "json-ld",
    ".json": "json-ld",
    ".rdf": "xml",
    ".xml": "xml",
    ".owl": "xml",
}


class UnreadableError(Exception):
    """The file is no SKOS that can be read; the text tells an editor why."""


def read(path: Path) -> Graph:
    """Return what the file says; raise UnreadableError with the line, where that is known."""
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        known = ", ".join(FORMATS)
        raise UnreadableError(f"{path}: onbekende soort bestand; dit kan: {known}")
    try:
        text = path.read_text(encoding="utf-8-sig")
        if form == "json-ld":
            _refuse_elsewhere(json.loads(text))
        return Graph().parse(data=text, format=form)
    except BadSyntax as error:
        line = f":{error.lines + 1}" if hasattr(error, "lines") else ""
        raise UnreadableError(f"{path}{line}: dit is geen goede Turtle") from error
    except json.JSONDecodeError as error:
        raise UnreadableError(f"{path}:{error.lineno}: dit is geen goede JSON") from error
    except SAXException as error:
        line = f":{error.getLineNumber()}" if hasattr(error, "getLineNumber") else ""
        raise UnreadableError(f"{path}{line}: dit is geen goede RDF/XML") from error
    except OSError as error:
        raise UnreadableError(f"{path}: niet te lezen ({error.strerror})") from error
    except (ParserError, ValueError, TypeError, AttributeError, KeyError) as error:
        # what rdflib raises of a file that is well-formed but makes no sense
        raise UnreadableError(f"{path}: geen leesbare SKOS ({error})") from error


def _refuse_elsewhere(document: Any) -> None:
    for context in _contexts(document):
        if isinstance(context, str):
            message = f"de @context {context} staat op een andere computer; zet die in het bestand"
            raise ValueError(message)  # noqa: TRY004 -- about the file, not about our types


def _contexts(document: Any) -> Iterator[Any]:
    if isinstance(document, list):
        for part in document:
            yield from _contexts(part)
    elif isinstance(document, dict):
        for name, value in document.items():
            if name in {"@context", "@import"}:
                yield from value if isinstance(value, list) else [value]
            yield from _contexts(value)
