"""The integrity conditions of the SKOS reference that a graph can break, by their numbers."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

LABELS = {
    SKOS.prefLabel: "voorkeursnaam",
    SKOS.altLabel: "andere naam",
    SKOS.hiddenLabel: "verborgen naam",
}


@dataclass(frozen=True, order=True, slots=True)
class Breach:
    """A condition that does not hold; ``iri`` is what it is about."""

    iri: str
    condition: str
    message: str

    def __str__(self) -> str:
        return f"{self.iri}: {self.message} (SKOS {self.condition})"


def breaches(graph: Graph) -> list[Breach]:
    """Return all that is wrong in ``graph``, in the order of the addresses."""
    found = [
        *_disjoint_classes(graph),
        *_labels(graph),
        *_related_above(graph),
        *_mappings(graph),
    ]
    return sorted(set(found))


def _disjoint_classes(graph: Graph) -> Iterator[Breach]:
    classes = {
        SKOS.Concept: {*graph.subjects(RDF.type, SKOS.Concept), *graph.subjects(SKOS.topConceptOf)},
        SKOS.ConceptScheme: {
            *graph.subjects(RDF.type, SKOS.ConceptScheme),
            *graph.objects(None, SKOS.inScheme),
            *graph.objects(None, SKOS.topConceptOf),
        },
        SKOS.Collection: {
            *graph.subjects(RDF.type, SKOS.Collection),
            *graph.subjects(RDF.type, SKOS.OrderedCollection),
        },
    }
    numbers = {
        frozenset({SKOS.Concept, SKOS.ConceptScheme}): "S9",
        frozenset({SKOS.Concept, SKOS.Collection}): "S37",
        frozenset({SKOS.ConceptScheme, SKOS.Collection}): "S37",
    }
    for one, other in combinations(classes, 2):
        for iri in classes[one] & classes[other]:
            message = "is tegelijk een begrip, een begrippenlijst of een verzameling"
            yield Breach(str(iri), numbers[frozenset({one, other})], message)


def _labels(graph: Graph) -> Iterator[Breach]:
    kinds: dict[tuple[Node, Literal], set[URIRef]] = defaultdict(set)
    preferred: dict[tuple[Node, str], set[str]] = defaultdict(set)
    for kind in LABELS:
        for iri, label in graph.subject_objects(kind):
            if isinstance(label, Literal):
                kinds[iri, label].add(kind)
                if kind == SKOS.prefLabel:
                    preferred[iri, label.language or ""].add(str(label))
    for (iri, label), used in kinds.items():
        if len(used) > 1:
            names = " en ".join(LABELS[kind] for kind in LABELS if kind in used)
            yield Breach(str(iri), "S13", f"“{label}” is {names} tegelijk")
    for (iri, language), several in preferred.items():
        if len(several) > 1:
            listed = " en ".join(f"“{name}”" for name in sorted(several))
            where = f" in de taal {language}" if language else ""
            yield Breach(str(iri), "S14", f"heeft meer dan één voorkeursnaam{where}: {listed}")


def _related_above(graph: Graph) -> Iterator[Breach]:
    above: dict[Node, set[Node]] = defaultdict(set)
    for predicate in (SKOS.broader, SKOS.broaderTransitive, SKOS.broadMatch):
        for iri, broader in graph.subject_objects(predicate):
            above[iri].add(broader)
    for predicate in (SKOS.narrower, SKOS.narrowerTransitive, SKOS.narrowMatch):
        for iri, narrower in graph.subject_objects(predicate):
            above[narrower].add(iri)
    for predicate in (SKOS.related, SKOS.relatedMatch):
        for iri, other in graph.subject_objects(predicate):
            if other in _reached(above, iri) or iri in _reached(above, other):
                message = f"is verwant aan {other}, maar het ene valt onder het andere"
                yield Breach(str(iri), "S27", message)


def _reached(above: dict[Node, set[Node]], start: Node) -> set[Node]:
    seen: set[Node] = set()
    waiting = list(above.get(start, ()))
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting += above.get(node, ())
    return seen


def _mappings(graph: Graph) -> Iterator[Breach]:
    loose = {
        pair
        for predicate in (SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
        for one, other in graph.subject_objects(predicate)
        for pair in ((one, other), (other, one))
    }
    for iri, other in graph.subject_objects(SKOS.exactMatch):
        if (iri, other) in loose:
            message = f"is precies {other}, en tegelijk breder, nauwer of verwant"
            yield Breach(str(iri), "S46", message)
