"""The words of the portal, as search understands them: concepts, places, organisations."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.labels import (
    concept_label,
    municipality_label,
    organisation_label,
    province_label,
)
from knowledge.models import (
    AlternativeLabel,
    Concept,
    Municipality,
    MunicipalityName,
    Organisation,
    Province,
)
from knowledge.tree import ConceptTree
from search.vocabulary import Meaning, Vocabulary

CONCEPT = "concept"
MUNICIPALITY = "municipality"
PROVINCE = "province"
ORGANISATION = "organisation"

# How else a province is called, and what is from there: no rule of spelling gives them.
PROVINCE_NAMES = {
    "Drenthe": ("Drents", "Drentse"),
    "Flevoland": ("Flevolands", "Flevolandse"),
    "Fryslân": ("Friesland", "Fries", "Friese"),
    "Gelderland": ("Gelders", "Gelderse"),
    "Groningen": ("Gronings", "Groningse", "Groninger"),
    "Limburg": ("Limburgs", "Limburgse"),
    "Noord-Brabant": ("Brabant", "Brabants", "Brabantse", "Noord-Brabantse"),
    "Noord-Holland": ("Noord-Hollands", "Noord-Hollandse"),
    "Overijssel": ("Overijssels", "Overijsselse"),
    "Utrecht": ("Utrechts", "Utrechtse"),
    "Zeeland": ("Zeeuws", "Zeeuwse"),
    "Zuid-Holland": ("Zuid-Hollands", "Zuid-Hollandse"),
}


@dataclass(frozen=True, slots=True, eq=False)
class PlaceMeaning(Meaning):
    """A municipality or a province; ``slug`` is the choice that it is in a list."""

    slug: str = ""


def vocabulary(tree: ConceptTree) -> Vocabulary:
    """Read all names there are; six queries."""
    return Vocabulary(
        [*concepts(tree, alternative_names()), *_municipalities(), *_provinces(), *_organisations()]
    )


def alternative_names() -> dict[int, dict[str, bool]]:
    """Return by primary key what else a concept is called and whether that is hidden, last."""
    found: dict[int, dict[str, bool]] = defaultdict(dict)
    labels = AlternativeLabel.objects.order_by("is_hidden", "pk")
    for concept, label, is_hidden in labels.values_list("concept", "label", "is_hidden"):
        found[concept][label] = is_hidden
    return found


def concepts(tree: ConceptTree, names: dict[int, dict[str, bool]]) -> Iterator[Meaning]:
    related: dict[int, list[int]] = defaultdict(list)
    for pk, other in Concept.related.through.objects.values_list("from_concept", "to_concept"):
        related[pk].append(other)
    for node in tree.nodes.values():
        others = names.get(node.pk, {})
        yield Meaning(
            concept_label(node.pk),
            [node.name, *others],
            narrower=[concept_label(child.pk) for child in node.walk() if child is not node],
            related=[concept_label(pk) for pk in related[node.pk]],
            sort=CONCEPT,
            hidden=[name for name, is_hidden in others.items() if is_hidden],
        )


def _municipalities() -> Iterator[Meaning]:
    other: dict[int, list[str]] = defaultdict(list)
    former: dict[int, list[str]] = defaultdict(list)
    rows = MunicipalityName.objects.values_list("municipality", "name", "kind")
    for municipality, name, kind in rows:
        found = former if kind == MunicipalityName.Kind.FORMER else other
        found[municipality].append(name)
    for pk, name, slug in Municipality.objects.values_list("pk", "name", "slug"):
        yield PlaceMeaning(
            municipality_label(pk),
            [name, *other[pk], f"gemeente {name}"],
            sort=MUNICIPALITY,
            is_exact=True,
            former=former[pk],
            slug=slug,
        )


def _provinces() -> Iterator[Meaning]:
    for pk, name, slug in Province.objects.values_list("pk", "name", "slug"):
        yield PlaceMeaning(
            province_label(pk),
            [name, *PROVINCE_NAMES.get(name, ()), f"provincie {name}"],
            sort=PROVINCE,
            is_exact=True,
            slug=slug,
        )


def _organisations() -> Iterator[Meaning]:
    for pk, name in Organisation.objects.values_list("pk", "name"):
        yield Meaning(organisation_label(pk), [name], sort=ORGANISATION, is_exact=True)
