from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from knowledge import version
from knowledge.collection import collections
from knowledge.models import Dossier, KnowledgeItem, Publication
from knowledge.shared import Shared
from practices.models import Practice
from search.facets import members
from tests.factories import ConceptFactory, DossierFactory, PracticeFactory, PublicationFactory
from tests.searching import collection, found, in_order

pytestmark = pytest.mark.django_db

HIDDEN = [
    pytest.param({"status": "draft"}, id="a draft"),
    pytest.param({"status": "submitted"}, id="not judged yet"),
    pytest.param({"status": "archived"}, id="retired"),
    pytest.param({"published_at": datetime(2999, 1, 1, tzinfo=UTC)}, id="not yet"),
]


def named(bits):
    return set(in_order(members(bits)))


def test_collection_of_nothing():
    nothing = collection()

    assert (nothing.items, nothing.kinds, nothing.concepts) == (0, {}, {})
    assert (list(nothing.newest), list(nothing.by_title)) == ([], [])
    assert nothing.count(Practice.KIND) == 0


def test_collection_has_published_items_by_kind():
    PracticeFactory(slug="a")
    PublicationFactory(slug="b")
    PublicationFactory(slug="c")

    now = collection()

    assert named(now.items) == {"a", "b", "c"}
    assert {kind: named(items) for kind, items in now.kinds.items()} == {
        "practice": {"a"},
        "publication": {"b", "c"},
    }
    kinds = (Practice.KIND, Publication.KIND, Dossier.KIND)
    assert [now.count(kind) for kind in kinds] == [1, 2, 0]


def test_collection_has_who_carries_a_concept_and_who_something_narrower():
    top = ConceptFactory()
    middle = ConceptFactory(broader=top)
    bottom = ConceptFactory(broader=middle)
    unused = ConceptFactory()
    PublicationFactory(slug="top", concepts=[top])
    PublicationFactory(slug="bottom", concepts=[bottom])
    PublicationFactory(slug="both", concepts=[middle, bottom])

    now = collection()

    assert named(now.concepts[top.pk]) == {"top", "bottom", "both"}
    assert named(now.concepts[middle.pk]) == {"bottom", "both"}
    assert named(now.concepts[bottom.pk]) == {"bottom", "both"}
    assert now.concepts[unused.pk] == 0
    assert named(now.own_concepts[top.pk]) == {"top"}
    assert named(now.own_concepts[middle.pk]) == {"both"}


def test_collection_stands_concepts_that_go_round():
    one = ConceptFactory()
    other = ConceptFactory(broader=one)
    type(one).objects.filter(pk=one.pk).update(broader=other)
    PublicationFactory(slug="a", concepts=[one])

    now = collection()

    assert named(now.concepts[one.pk]) == named(now.concepts[other.pk]) == {"a"}


@pytest.mark.parametrize("changes", HIDDEN)
def test_collection_never_has_what_is_not_published(changes):
    theme = ConceptFactory()
    PublicationFactory(slug="shown", concepts=[theme])
    hidden = PublicationFactory(slug="hidden", title="Geheim", concepts=[theme], **changes)

    now = collection()

    sets = [now.items, *now.kinds.values(), *now.concepts.values(), *now.own_concepts.values()]
    assert {frozenset(named(items)) for items in sets} == {frozenset({"shown"})}
    assert hidden.pk not in {*now.newest, *now.by_title}
    assert found("geheim") == []


def test_orders_have_every_item():
    now = timezone.now()
    PublicationFactory(slug="oud", title="Zon", published_at=now - timedelta(days=2))
    PublicationFactory(slug="nieuw", title="Éénzaam", published_at=now - timedelta(days=1))
    DossierFactory(slug="even-nieuw", title="Appel", published_at=now - timedelta(days=1))

    assert in_order(collection().newest) == ["even-nieuw", "nieuw", "oud"]
    assert in_order(collection().by_title) == ["even-nieuw", "nieuw", "oud"]


def test_orders_of_what_is_equal_are_by_title_then_by_number():
    first, second = PublicationFactory.create_batch(2, title="Zon")
    PublicationFactory(slug="appel", title="Appel")

    assert in_order(collection().newest) == ["appel", first.slug, second.slug]
    assert in_order(collection().by_title) == ["appel", first.slug, second.slug]


@pytest.mark.parametrize("count", [1, 5])
def test_collection_costs_the_same_queries_whatever_its_size(django_assert_num_queries, count):
    for _turn in range(count):
        PublicationFactory(concepts=[ConceptFactory(broader=ConceptFactory())])
    at = version.current()

    with django_assert_num_queries(9):
        once = collections.at(at)
    with django_assert_num_queries(0):
        again = collections.at(at)

    assert again is once


@pytest.fixture
def known():
    """Give an item about schuldhulpverlening (SHV), beside an item about something else."""
    concept = ConceptFactory(slug="schuldhulpverlening")
    concept.alternative_labels.create(label="SHV")
    PublicationFactory(title="Bewegen met ouderen", concepts=[ConceptFactory(slug="sport")])
    return PublicationFactory(
        title="Financiële rust voor zzp’ers",
        summary="Hulp bij geldzorgen, 100% gratis.",
        concepts=[concept],
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Financiële", id="accent"),
        pytest.param("FINANCIELE", id="capitals and no accent"),
        pytest.param("financie\u0308le", id="accent as a character of its own"),
        pytest.param("zzp'ers", id="another apostrophe"),
        pytest.param("geldzorgen", id="word of the summary"),
        pytest.param("geld", id="part of a word"),
        pytest.param("schuldhulpverlening", id="name of a concept"),
        pytest.param("SHV", id="alternative label"),
        pytest.param("rust geldzorgen", id="words of title and summary"),
        pytest.param("shv rust", id="words of label and title"),
        pytest.param("100%", id="a number with a percent sign"),
        pytest.param("\x00rust\x00", id="a word between NUL characters"),
        pytest.param('"rust"', id="a word between quotes"),
    ],
)
def test_item_is_found_by(known, text):
    assert found(text) == [known.slug]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("   ", id="spaces"),
        pytest.param("rust onbekend", id="one word of two"),
        pytest.param("%", id="percent sign"),
        pytest.param("_", id="underscore"),
        pytest.param("'", id="apostrophe"),
        pytest.param('"', id="quote"),
        pytest.param("\x00", id="NUL"),
        pytest.param("\\", id="backslash"),
        pytest.param("'; DROP TABLE knowledge_item --", id="what breaks a query"),
        pytest.param("x" * 100_000, id="a very long word"),
        pytest.param("abc " * 100_000, id="very many words"),
    ],
)
@pytest.mark.usefixtures("known")
def test_nothing_is_found_by(text):
    assert found(text) == []


def test_best_result_has_the_words_in_its_title():
    PublicationFactory(slug="niets", title="Iets anders", summary="Zonder.")
    PublicationFactory(slug="samenvatting", title="Uitleg", summary="Over rust en geld.")
    PublicationFactory(slug="een", title="Rust", summary="Zonder.")
    PublicationFactory(slug="beide", title="Rust en geld", summary="Zonder.")

    assert found("geld rust") == ["beide", "samenvatting"]


def test_what_changed_after_the_version_was_read_is_seen_by_the_next_one():
    PublicationFactory(slug="a", title="Rust")
    read_before = version.current()
    PublicationFactory(slug="b", title="Rust")
    collections.at(read_before)

    assert named(collection().items) == {"a", "b"}
    assert found("rust") == ["a", "b"]


def test_shared_is_made_once_for_each_version():
    made = []

    def load(at):
        made.append(at)
        return object()

    shared = Shared(load)
    first, again, other = shared.at("1"), shared.at("1"), shared.at("2")

    assert made == ["1", "2"]
    assert (first is again, first is other) == (True, False)


def test_shared_that_could_not_be_made_is_made_the_next_time():
    answers = iter([ValueError, "well"])

    def load(_at):
        answer = next(answers)
        if answer is ValueError:
            raise ValueError
        return answer

    shared = Shared(load)
    with pytest.raises(ValueError):
        shared.at("1")

    assert shared.at("1") == "well"


def test_whole_collection_is_indexed_and_nothing_else():
    PublicationFactory(slug="in")
    PublicationFactory(slug="uit", status="draft")

    assert KnowledgeItem.objects.count() == 2
    assert found("uitleg") == ["in"]
