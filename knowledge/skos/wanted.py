"""What a graph asks of our thesaurus: plain lists and concepts, and what cannot be made of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from knowledge.skos.addresses import Addresses
from knowledge.skos.exporting import LANGUAGE
from search.text import clean


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """What is wrong, and of which address in the file."""

    iri: str
    message: str

    def __str__(self) -> str:
        return f"{self.iri}: {self.message}"


@dataclass(slots=True)
class WantedScheme:
    iri: str
    name: str
    description: str


@dataclass(slots=True)
class WantedConcept:
    """A concept of the file; what stands in it as an address is still one."""

    iri: str
    scheme: str
    name: str
    scope_note: str
    alternative: list[str]
    hidden: list[str]
    broader: str = ""
    related: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class FormerConcept:
    """An address of ours that now leads to another concept."""

    iri: str
    name: str
    now: str


@dataclass(slots=True)
class Wanted:
    schemes: dict[str, WantedScheme] = field(default_factory=dict)
    concepts: dict[str, WantedConcept] = field(default_factory=dict)
    former: list[FormerConcept] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def wanted(graph: Graph, addresses: Addresses) -> Wanted:
    """Return what ``graph`` asks, in the order of its addresses."""
    found = Wanted()
    for iri in _in_order(graph.subjects(RDF.type, SKOS.ConceptScheme)):
        name = _text(graph, iri, SKOS.prefLabel, DCTERMS.title, RDFS.label)
        description = _text(graph, iri, DCTERMS.description)
        found.schemes[str(iri)] = WantedScheme(str(iri), name, description)
    for iri in _in_order(graph.subjects(RDF.type, SKOS.Concept)):
        if not isinstance(iri, URIRef):
            found.faults.append(Fault(str(iri), "dit begrip heeft geen eigen adres"))
        elif _is_deprecated(graph, iri):
            continue
        else:
            found.concepts[str(iri)] = _concept(graph, iri, found.faults)
    for iri in _in_order(graph.subjects(DCTERMS.isReplacedBy)):
        now = graph.value(iri, DCTERMS.isReplacedBy)
        if addresses.concept_slugs(str(iri)):
            name = _text(graph, iri, RDFS.label, SKOS.prefLabel)
            found.former.append(FormerConcept(str(iri), name, str(now)))
    return found


def _in_order(nodes: Iterable[Node]) -> list[Node]:
    return sorted(set(nodes), key=str)


def _is_deprecated(graph: Graph, iri: Node) -> bool:
    said = graph.value(iri, OWL.deprecated)
    return isinstance(said, Literal) and said.toPython() is True


def _concept(graph: Graph, iri: URIRef, faults: list[Fault]) -> WantedConcept:
    name = _text(graph, iri, SKOS.prefLabel)
    if not name:
        faults.append(Fault(str(iri), "heeft geen Nederlandse voorkeursnaam (prefLabel)"))
    broader = {*graph.objects(iri, SKOS.broader), *graph.subjects(SKOS.narrower, iri)}
    if len(broader) > 1:
        listed = ", ".join(sorted(map(str, broader)))
        faults.append(Fault(str(iri), f"heeft meer dan één breder begrip: {listed}"))
    related = {*graph.objects(iri, SKOS.related), *graph.subjects(SKOS.related, iri)}
    if iri in related:
        faults.append(Fault(str(iri), "is verwant aan zichzelf"))
    return WantedConcept(
        str(iri),
        _scheme(graph, iri, faults),
        name,
        _text(graph, iri, SKOS.scopeNote, SKOS.definition),
        _texts(graph.objects(iri, SKOS.altLabel)),
        _texts(graph.objects(iri, SKOS.hiddenLabel)),
        min(map(str, broader), default=""),
        set(map(str, related)) - {str(iri)},
    )


def _scheme(graph: Graph, iri: URIRef, faults: list[Fault]) -> str:
    """Return the address of the list of a concept, "" where the file does not say."""
    schemes = {
        *graph.objects(iri, SKOS.inScheme),
        *graph.objects(iri, SKOS.topConceptOf),
        *graph.subjects(SKOS.hasTopConcept, iri),
    }
    if len(schemes) > 1:
        listed = ", ".join(sorted(map(str, schemes)))
        faults.append(Fault(str(iri), f"staat in meer dan één begrippenlijst: {listed}"))
    return min(map(str, schemes), default="")


def _text(graph: Graph, iri: Node, *predicates: URIRef) -> str:
    """Return the first Dutch text that one of ``predicates`` gives, "" without any."""
    for predicate in predicates:
        if found := _texts(graph.objects(iri, predicate)):
            return found[0]
    return ""


def _texts(values: Iterable[Node]) -> list[str]:
    """Return the Dutch texts; without any those without a language, never another language."""
    literals = [value for value in values if isinstance(value, Literal)]
    for languages in ({LANGUAGE, "nl-nl"}, {""}):
        texts = [str(one) for one in literals if (one.language or "").lower() in languages]
        if cleaned := sorted({clean(text) for text in texts} - {""}):
            return cleaned
    return []
