"""Merging two concepts loses nothing: items, names, places and addresses go along."""

import pytest
from django.core.exceptions import ValidationError

from knowledge.models import Concept, ConceptAssignment, MergedConcept
from knowledge.services import merge_concepts
from search.models import Document, Posting, Term
from tests.constraints import refusal
from tests.factories import ConceptFactory, PracticeFactory, PublicationFactory

pytestmark = pytest.mark.django_db


def concepts_of(item):
    rows = ConceptAssignment.objects.filter(content_object=item).order_by("pk")
    return [row.tag.slug for row in rows.select_related("tag")]


def labels_of(concept):
    return [label.label for label in concept.alternative_labels.all()]


def test_merge_gives_items_the_other_concept_once_in_the_same_place():
    source, target, other = (ConceptFactory(slug=slug) for slug in ("bron", "doel", "ander"))
    items = [
        PublicationFactory(concepts=concepts)
        for concepts in (
            [source, other],
            [other, source],
            [source, other, target],
            [target, other, source],
            [target],
            [other],
        )
    ]
    PracticeFactory(concepts=[source], status="draft")

    count = merge_concepts(source=source, target=target)

    assert count == 5
    assert [concepts_of(item) for item in items] == [
        ["doel", "ander"],
        ["ander", "doel"],
        ["doel", "ander"],
        ["doel", "ander"],
        ["doel"],
        ["ander"],
    ]
    assert not Concept.objects.filter(slug="bron").exists()


def test_merge_keeps_every_name_once():
    source, target = ConceptFactory(slug="bron"), ConceptFactory(slug="doel")
    for concept, labels in ((source, ["wel", "put", "doel"]), (target, ["put"])):
        for label in labels:
            concept.alternative_labels.create(label=label)

    merge_concepts(source=source, target=target)

    assert labels_of(target) == ["put", "bron", "wel"]


def test_merge_keeps_hidden_what_is_hidden():
    source, target = ConceptFactory(slug="bron"), ConceptFactory(slug="doel")
    for concept, label, is_hidden in (
        (source, "wel", True),
        (source, "put", True),
        (target, "put", False),
        (target, "sloot", True),
        (source, "sloot", False),
    ):
        concept.alternative_labels.create(label=label, is_hidden=is_hidden)

    merge_concepts(source=source, target=target)

    assert dict(target.alternative_labels.values_list("label", "is_hidden")) == {
        "put": False,
        "sloot": True,
        "bron": False,
        "wel": True,
    }


def test_merge_moves_what_is_below_and_beside():
    source, target = ConceptFactory(slug="bron"), ConceptFactory(slug="doel")
    below = ConceptFactory(broader=source)
    beside = ConceptFactory(scheme__slug="doelgroep")
    source.related.add(beside, target)

    merge_concepts(source=source, target=target)

    below.refresh_from_db()
    assert below.broader == target
    assert (list(target.related.all()), list(beside.related.all())) == ([beside], [target])


def test_merge_with_what_is_broader_moves_the_rest_up():
    target = ConceptFactory(slug="doel")
    source = ConceptFactory(slug="bron", broader=target)
    below = ConceptFactory(broader=source)

    merge_concepts(source=source, target=target)

    below.refresh_from_db()
    target.refresh_from_db()
    assert (below.broader, target.broader) == (target, None)


def test_merge_makes_items_found_by_the_other_concept():
    source, target = ConceptFactory(slug="bron"), ConceptFactory(slug="doel")
    public = PublicationFactory(concepts=[source])
    draft = PublicationFactory(concepts=[source], status="draft")

    merge_concepts(source=source, target=target)

    label = Term.objects.get(text=f"#c{target.pk}")
    assert list(Posting.objects.filter(term=label.pk).values_list("document", flat=True)) == [
        public.pk
    ]
    assert not Term.objects.filter(text=f"#c{source.pk}").exists()
    assert not Document.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("count", [1, 5])
def test_merge_asks_as_much_for_many_items_as_for_one(django_assert_max_num_queries, count):
    source, target = ConceptFactory(slug="bron"), ConceptFactory(slug="doel")
    for _number in range(count):
        PublicationFactory(concepts=[source])

    # A few for each kind of content, of which there are four.
    with django_assert_max_num_queries(72):
        merge_concepts(source=source, target=target)


def chain():
    top = ConceptFactory(slug="boven")
    middle = ConceptFactory(slug="midden", broader=top)
    return top, ConceptFactory(slug="onder", broader=middle)


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        pytest.param(
            lambda: [ConceptFactory()] * 2,
            "Kies een ander begrip: samenvoegen met zichzelf kan niet.",
            id="itself",
        ),
        pytest.param(
            lambda: [ConceptFactory(), ConceptFactory(scheme__slug="doelgroep")],
            "Kies een begrip uit dezelfde begrippenlijst.",
            id="another list",
        ),
        pytest.param(
            chain,
            "“onder” valt onder “boven”. Voeg het nauwere begrip samen met het bredere.",
            id="what is below it",
        ),
    ],
)
def test_merge_that_makes_no_sense_changes_nothing(pair, message):
    source, target = pair()
    item = PublicationFactory(concepts=[source])

    with pytest.raises(ValidationError) as refused:
        merge_concepts(source=source, target=target)

    assert refused.value.messages == [message]
    assert concepts_of(item) == [source.slug]
    assert not MergedConcept.objects.exists()


def test_merge_in_a_hierarchy_that_goes_round_ends():
    one, other = ConceptFactory.create_batch(2)
    for concept, broader in ((one, other), (other, one)):
        Concept.objects.filter(pk=concept.pk).update(broader=broader)
    source = ConceptFactory()

    merge_concepts(source=source, target=one)

    assert not Concept.objects.filter(pk=source.pk).exists()


def test_old_address_leads_to_what_the_concept_is_now(client):
    first, second, last = (ConceptFactory(slug=slug) for slug in ("eerst", "toen", "nu"))

    merge_concepts(source=first, target=second)
    merge_concepts(source=second, target=last)

    for slug in ("eerst", "toen"):
        response = client.get(f"/begrippen/thema/{slug}/")
        assert (response.status_code, response.url) == (301, "/begrippen/thema/nu/")
    assert client.get("/begrippen/thema/nooit/").status_code == 404
    assert client.get("/begrippen/doelgroep/eerst/").status_code == 404


def test_concept_that_was_made_again_has_its_address_again(client):
    source, target = ConceptFactory(slug="bron"), ConceptFactory(slug="doel")
    merge_concepts(source=source, target=target)

    again = ConceptFactory(slug="bron")

    assert client.get("/begrippen/thema/bron/").context["concept"] == again


def test_concept_can_be_merged_again():
    target, other = ConceptFactory(slug="doel"), ConceptFactory(slug="ander")
    merge_concepts(source=ConceptFactory(slug="bron"), target=target)

    merge_concepts(source=ConceptFactory(slug="bron"), target=other)

    assert [(trace.slug, trace.target) for trace in MergedConcept.objects.all()] == [
        ("bron", other)
    ]


def trace(**changes):
    target = ConceptFactory()
    return MergedConcept(
        **{"scheme": target.scheme, "slug": "oud", "name": "oud", "target": target, **changes}
    )


def test_old_address_leads_to_one_concept():
    trace().save()

    assert refusal(trace()) == ["Dit adres leidt al naar een ander begrip."]


@pytest.mark.parametrize("field", ["slug", "name"])
def test_merged_concept_has_a_name_and_an_address(field):
    assert refusal(trace(**{field: ""}), "merged_concept_named") == [
        "Een samengevoegd begrip heeft een naam en een adres."
    ]


def test_merged_concept_says_what_became_of_it():
    assert str(trace()).startswith("oud → begrip ")
