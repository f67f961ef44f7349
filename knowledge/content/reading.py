"""Reads a YAML file; whatever is wrong with it becomes a fault with its line."""

import re
import unicodedata
from pathlib import Path
from typing import Any

import yaml

from knowledge.content.document import Document, KeyPath
from knowledge.content.faults import Faults
from search.text import clean

# libyaml reads ten times as fast; a Python without it reads the same.
_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Control characters, what YAML refuses to read, and what it alone takes for the end of a line.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_TAG = "tag:yaml.org,2002:"
# Dates stay text: a date that does not exist is then a fault of the schema like any other.
_AS_TEXT = {f"{_TAG}{name}" for name in ("str", "timestamp", "value", "merge")}
_AS_VALUE = {f"{_TAG}{name}" for name in ("int", "float", "bool", "null")}
_DEEPEST = 20


def read(path: Path, *, shown_as: str, faults: Faults) -> Document:
    """Return what the file says; what YAML itself forbids is added to ``faults``."""
    document = Document(shown_as, path.stem)
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        text = _without_control_characters(text, document, faults)
        root = _compose(text)
        if root is None:
            _refuse(document, faults, 1, "het bestand is leeg")
        else:
            document.data = _Builder(document, faults).build(root, ())
    except OSError as error:
        _refuse(document, faults, 1, f"het bestand is niet te lezen ({error.strerror})")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        _refuse(document, faults, line, "het bestand is niet in UTF-8 opgeslagen")
    except yaml.YAMLError as error:
        _refuse(document, faults, *_explain(error, text))
    except RecursionError:
        _refuse(document, faults, 1, "het bestand is te diep genest")
    return document


def _refuse(document: Document, faults: Faults, line: int, message: str) -> None:
    document.is_readable = False
    document.data = {}
    document.faulty.add(())
    faults.add(document.file, line, message)


def _without_control_characters(text: str, document: Document, faults: Faults) -> str:
    """YAML stops at such a character; without it the rest can be read as well."""
    if not _CONTROL.search(text):
        return text
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _CONTROL.search(line):
            faults.add(document.file, number, _unseen(found[0]))
    return _CONTROL.sub("", text)


def _unseen(character: str) -> str:
    return f"onzichtbaar teken U+{ord(character):04X}; haal het weg"


def _compose(text: str) -> yaml.Node | None:
    _refuse_depth(text)
    loader = _Loader(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
    finally:
        loader.dispose()
    return node


def _refuse_depth(text: str) -> None:
    """Raise RecursionError at deep nesting: libyaml would take the whole process down."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise RecursionError


def _explain(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    """Return the line of a YAML error and what it is, in Dutch where we know it."""
    mark = getattr(error, "problem_mark", None)
    context, problem = getattr(error, "context", "") or "", getattr(error, "problem", "") or ""
    if "quoted scalar" in context:
        mark = getattr(error, "context_mark", None) or mark
        reason = "een aanhalingsteken wordt niet gesloten of een teken erna klopt niet"
    elif mark and _starts_with_tab(text, mark.line):
        reason = "een tab; spring in met spaties"
    elif "single document" in context:
        reason = "meer dan een document (---) in een bestand"
    elif "mapping values" in problem:
        reason = "een dubbele punt die hier niet kan; zet de tekst tussen aanhalingstekens"
    else:
        reason = "kijk naar het inspringen, de streepjes en de aanhalingstekens"
    return (mark.line + 1 if mark else 1), f"dit is geen geldige YAML: {reason}"


def _starts_with_tab(text: str, number: int) -> bool:
    # the end of the file can lie past its last line
    return any(line.lstrip(" ").startswith("\t") for line in text.split("\n")[number:][:1])


class _Builder:
    """Turns the nodes of a YAML file into values, and notes the line of each."""

    def __init__(self, document: Document, faults: Faults) -> None:
        self.document = document
        self.faults = faults
        self._constructor = yaml.SafeLoader("")
        self._seen: set[int] = set()

    def build(self, node: yaml.Node, path: KeyPath) -> Any:
        # a mapping's value was given the line of its key
        self.document.lines.setdefault(path, node.start_mark.line + 1)
        if id(node) in self._seen:
            return self._refuse(path, "verwijzingen (& en *) kunnen hier niet; schrijf het uit")
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, index)) for index, child in enumerate(node.value)]
        return self._scalar(node, path)

    def _mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self.faults.add(self.document.file, line, "een sleutel is een enkel woord")
                continue
            name = clean(key.value)
            if name in values:
                first = self.document.line(*path, name)
                message = f"“{name}” staat er twee keer; de eerste keer op regel {first}"
                self.faults.add(self.document.file, line, message)
                continue
            self.document.lines[*path, name] = line
            values[name] = self.build(value, (*path, name))
        return values

    def _scalar(self, node: yaml.Node, path: KeyPath) -> Any:
        if node.tag in _AS_TEXT:
            return self._text(node.value, path)
        if node.tag not in _AS_VALUE:
            return self._refuse(path, f"het YAML-label {node.tag} kan hier niet")
        try:
            return self._constructor.construct_object(node)
        except (ValueError, KeyError, OverflowError, yaml.YAMLError):
            return self._refuse(path, f"“{node.value[:40]}” is geen waarde die YAML kent")

    def _text(self, value: str, path: KeyPath) -> str:
        if value.isascii() and value.isprintable():  # most of it, and quick to see
            return value.strip()
        # an escape such as "\a" passes the check of the raw text
        unseen = [
            char
            for char in value
            if char not in "\n\t" and unicodedata.category(char) in {"Cc", "Cs"}
        ]
        if unseen:
            self.document.fault(self.faults, path, _unseen(unseen[0]))
        return clean(value)

    def _refuse(self, path: KeyPath, message: str) -> None:
        self.document.fault(self.faults, path, message)
