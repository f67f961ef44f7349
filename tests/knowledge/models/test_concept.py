import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from knowledge.models import AlternativeLabel, Concept, ConceptAssignment
from tests.constraints import changed, refusal
from tests.factories import ConceptFactory, ConceptSchemeFactory, PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("field", ["slug", "name"])
def test_scheme_has_a_name_and_an_address(field):
    scheme = changed(ConceptSchemeFactory(), **{field: ""})

    assert refusal(scheme, "scheme_named") == ["Een begrippenlijst heeft een naam en een adres."]


@pytest.mark.parametrize("field", ["slug", "name"])
def test_concept_has_a_name_and_an_address(field):
    concept = changed(ConceptFactory(), **{field: ""})

    assert refusal(concept, "concept_named") == ["Een begrip heeft een naam en een adres."]


def test_concept_address_is_unique_in_its_scheme():
    concept = ConceptFactory()
    other = Concept(scheme=concept.scheme, slug=concept.slug, name="een andere naam")

    assert refusal(other) == ["Deze lijst heeft al een begrip met dit adres."]


def test_concept_name_is_unique_in_its_scheme():
    concept = ConceptFactory()
    other = Concept(scheme=concept.scheme, slug="een-ander-adres", name=concept.name)

    assert refusal(other) == ["Deze lijst heeft al een begrip met deze naam."]


def test_concept_may_share_its_name_with_one_of_another_scheme():
    theme = ConceptFactory(scheme__slug="thema", slug="wonen")

    area = ConceptFactory(scheme__slug="leefgebied", slug="wonen")

    area.full_clean()
    assert (area.name, area.slug) == (theme.name, theme.slug)


def test_concept_is_not_broader_than_itself():
    concept = ConceptFactory()
    concept.broader = concept

    assert refusal(concept, "concept_not_broader_than_itself") == [
        "Een begrip kan niet onder zichzelf vallen."
    ]


def test_concept_hierarchy_does_not_go_round():
    top = ConceptFactory()
    top.broader = ConceptFactory(broader=ConceptFactory(broader=top))

    with pytest.raises(ValidationError) as refused:
        top.full_clean()

    assert refused.value.message_dict == {"broader": ["Dit begrip valt zo onder zichzelf."]}


def test_concept_hierarchy_stays_in_its_scheme():
    concept = ConceptFactory.build(
        scheme=ConceptSchemeFactory(slug="thema"),
        broader=ConceptFactory(scheme__slug="doelgroep"),
    )

    with pytest.raises(ValidationError) as refused:
        concept.full_clean()

    assert refused.value.message_dict == {
        "broader": ["Het bredere begrip staat in een andere lijst."]
    }


def test_concept_under_broader_ones_is_valid():
    concept = ConceptFactory(broader=ConceptFactory(broader=ConceptFactory()))

    concept.full_clean()

    assert str(concept) == concept.name


def test_concept_in_use_is_not_thrown_away():
    concept = ConceptFactory()
    PracticeFactory(concepts=[concept])

    with pytest.raises(ProtectedError):
        concept.delete()


@pytest.mark.parametrize("count", [1, 3])
def test_for_detail_query_count_is_constant(django_assert_num_queries, count):
    for concept in ConceptFactory.create_batch(count, broader=ConceptFactory()):
        concept.alternative_labels.create(label="een andere naam")
        concept.alternative_labels.create(label="een zoekwoord", is_hidden=True)
        concept.related.add(ConceptFactory())
        ConceptFactory(broader=concept)

    with django_assert_num_queries(6):
        for concept in Concept.objects.for_detail():
            assert concept.scheme.slug == "thema"
            [
                *concept.shown_labels,
                *[other.scheme.slug for other in concept.related.all()],
                *[other.scheme.slug for other in concept.narrower.all()],
                concept.broader and concept.broader.scheme.slug,
            ]


def test_for_detail_shows_no_hidden_label():
    concept = ConceptFactory()
    for label, is_hidden in (("SHV", False), ("rood staan", True), ("schuldhulp", False)):
        concept.alternative_labels.create(label=label, is_hidden=is_hidden)

    found = Concept.objects.for_detail().get(pk=concept.pk)

    assert [label.label for label in found.shown_labels] == ["SHV", "schuldhulp"]


def test_related_concepts_are_related_both_ways():
    debts, income = ConceptFactory.create_batch(2)

    debts.related.add(income)

    assert list(income.related.all()) == [debts]


def test_alternative_label_stands_once_at_a_concept():
    label = ConceptFactory().alternative_labels.create(label="SHV")
    other = AlternativeLabel(concept=label.concept, label="SHV")

    assert refusal(other) == ["Dit begrip heeft deze naam al."]
    assert str(label) == "SHV"


def test_hidden_label_is_not_shown_as_well():
    label = ConceptFactory().alternative_labels.create(label="rood staan")
    other = AlternativeLabel(concept=label.concept, label="rood staan", is_hidden=True)

    assert refusal(other) == ["Dit begrip heeft deze naam al."]


def test_alternative_label_is_not_empty():
    label = AlternativeLabel(concept=ConceptFactory(), label="")

    assert refusal(label, "alternative_label_not_empty") == ["Vul een andere naam in."]


def test_item_has_a_concept_once():
    concept = ConceptFactory()
    practice = PracticeFactory(concepts=[concept])
    again = ConceptAssignment(content_object=practice, tag=concept)

    assert refusal(again) == ["Dit item heeft dit begrip al."]
    assert str(again) == f"{practice.title}: {concept.name}"


def test_concepts_are_added_once_in_the_order_given():
    first, second = ConceptFactory.create_batch(2)
    practice = PracticeFactory()

    practice.concepts.add(second, first)
    practice.concepts.add(first)

    assert list(practice.concepts.all()) == [second, first]


def test_concepts_set_leaves_only_those_given():
    stays, goes, comes = ConceptFactory.create_batch(3)
    practice = PracticeFactory(concepts=[stays, goes])
    bystander = PracticeFactory(concepts=[goes])

    practice.concepts.set([stays, comes])

    assert list(practice.concepts.all()) == [stays, comes]
    assert list(bystander.concepts.all()) == [goes]


def test_concepts_with_one_name_in_two_schemes_are_told_apart():
    theme = ConceptFactory(scheme__slug="thema", slug="wonen")
    area = ConceptFactory(scheme__slug="leefgebied", slug="wonen")
    practice = PracticeFactory(concepts=[theme])

    practice.concepts.set([area])
    practice.concepts.add(theme)
    practice.concepts.remove(theme)

    assert list(practice.concepts.all()) == [area]


def test_concepts_are_cleared():
    practice = PracticeFactory(concepts=ConceptFactory.create_batch(2))

    practice.concepts.clear()

    assert list(practice.concepts.all()) == []


@pytest.mark.parametrize("change", ["add", "remove", "set"])
def test_concepts_takes_no_names(change):
    concept = ConceptFactory(slug="wonen")
    practice = PracticeFactory(concepts=[concept])
    given = ["wonen", "een nieuw begrip"]

    with pytest.raises(TypeError, match="geen begrip uit een begrippenlijst"):
        getattr(practice.concepts, change)(*([given] if change == "set" else given))

    assert list(Concept.objects.all()) == [concept]
    assert list(practice.concepts.all()) == [concept]


def test_concepts_are_prefetched_for_children(django_assert_num_queries):
    concepts = ConceptFactory.create_batch(2)
    practices = PracticeFactory.create_batch(2, concepts=concepts)
    queryset = type(practices[0]).objects.prefetch_related("concepts").order_by("pk")

    with django_assert_num_queries(2):
        found = [sorted(practice.concepts.all(), key=lambda one: one.pk) for practice in queryset]

    assert found == [concepts, concepts]


def test_concepts_prefetched_follow_a_change():
    first, second = ConceptFactory.create_batch(2)
    PracticeFactory(concepts=[first])
    practice = type(PracticeFactory.build()).objects.prefetch_related("concepts").get()

    practice.concepts.set([second])

    assert list(practice.concepts.all()) == [second]
