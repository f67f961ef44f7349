"""The thesaurus as SKOS: all lists, concepts and former addresses in one graph."""

from collections.abc import Iterable

from django.urls import reverse
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from knowledge.metadata import SITE_NAME
from knowledge.models import Concept, ConceptScheme, MergedConcept
from knowledge.skos.addresses import Addresses

LANGUAGE = "nl"
# The licence of all that is in the repository, as the page about the portal says.
LICENCE = URIRef("http://spdx.org/licenses/EUPL-1.2")
CONTEXT = {
    "skos": str(SKOS),
    "dcterms": str(DCTERMS),
    "owl": str(OWL),
    "rdfs": str(RDFS),
    "Concept": "skos:Concept",
    "ConceptScheme": "skos:ConceptScheme",
    **{
        name: {"@id": f"skos:{name}", "@language": LANGUAGE}
        for name in ("prefLabel", "altLabel", "hiddenLabel", "scopeNote")
    },
    **{
        name: {"@id": f"skos:{name}", "@type": "@id"}
        for name in ("inScheme", "broader", "narrower", "related", "topConceptOf", "hasTopConcept")
    },
}


def thesaurus(addresses: Addresses) -> Graph:
    """Return everything in one graph; seven queries, whatever there is."""
    graph = Graph()
    for prefix, namespace in (("skos", SKOS), ("dcterms", DCTERMS), ("owl", OWL)):
        graph.bind(prefix, namespace)
    for scheme in ConceptScheme.objects.all():
        _add_scheme(graph, scheme, addresses)
    concepts = Concept.objects.select_related("scheme", "broader__scheme")
    for concept in concepts.prefetch_related("alternative_labels", "related__scheme"):
        _add_concept(graph, concept, addresses)
    taken = set(Concept.objects.values_list("scheme", "slug"))
    for merged in MergedConcept.objects.select_related("scheme", "target__scheme"):
        if (merged.scheme_id, merged.slug) not in taken:
            _add_former(graph, merged, addresses)
    return graph


def turtle(graph: Graph) -> str:
    return graph.serialize(format="turtle", encoding=None)


def json_ld(graph: Graph) -> str:
    return graph.serialize(format="json-ld", context=CONTEXT, auto_compact=False, encoding=None)


def _add_scheme(graph: Graph, scheme: ConceptScheme, addresses: Addresses) -> None:
    iri = addresses.scheme(scheme.slug)
    graph.add((iri, RDF.type, SKOS.ConceptScheme))
    graph.add((iri, SKOS.prefLabel, _dutch(scheme.name)))
    graph.add((iri, DCTERMS.title, _dutch(scheme.name)))
    if scheme.description:
        graph.add((iri, DCTERMS.description, _dutch(scheme.description)))
    graph.add((iri, DCTERMS.publisher, Literal(SITE_NAME)))
    graph.add((iri, DCTERMS.language, Literal(LANGUAGE)))
    graph.add((iri, DCTERMS.license, LICENCE))
    graph.add((iri, RDFS.seeAlso, URIRef(f"{addresses.site}{reverse('about')}")))


def _add_concept(graph: Graph, concept: Concept, addresses: Addresses) -> None:
    iri, scheme = _iri(concept, addresses), addresses.scheme(concept.scheme.slug)
    graph.add((iri, RDF.type, SKOS.Concept))
    graph.add((iri, SKOS.inScheme, scheme))
    graph.add((iri, SKOS.prefLabel, _dutch(concept.name)))
    if concept.scope_note:
        graph.add((iri, SKOS.scopeNote, _dutch(concept.scope_note)))
    for label in concept.alternative_labels.all():
        kind = SKOS.hiddenLabel if label.is_hidden else SKOS.altLabel
        graph.add((iri, kind, _dutch(label.label)))
    if concept.broader:
        broader = _iri(concept.broader, addresses)
        graph.add((iri, SKOS.broader, broader))
        graph.add((broader, SKOS.narrower, iri))
    else:
        graph.add((iri, SKOS.topConceptOf, scheme))
        graph.add((scheme, SKOS.hasTopConcept, iri))
    _add_related(graph, iri, concept.related.all(), addresses)


def _add_related(
    graph: Graph, iri: URIRef, related: Iterable[Concept], addresses: Addresses
) -> None:
    for other in related:
        graph.add((iri, SKOS.related, _iri(other, addresses)))


def _add_former(graph: Graph, merged: MergedConcept, addresses: Addresses) -> None:
    """Say what a concept is now; it is no Concept any more, so nobody tags with it."""
    iri = addresses.concept(merged.scheme.slug, merged.slug)
    graph.add((iri, OWL.deprecated, Literal(True)))
    graph.add((iri, RDFS.label, _dutch(merged.name)))
    graph.add((iri, SKOS.inScheme, addresses.scheme(merged.scheme.slug)))
    graph.add((iri, DCTERMS.isReplacedBy, _iri(merged.target, addresses)))


def _iri(concept: Concept, addresses: Addresses) -> URIRef:
    return addresses.concept(concept.scheme.slug, concept.slug)


def _dutch(text: str) -> Literal:
    return Literal(text, lang=LANGUAGE)
