import pytest

from knowledge.tree import ConceptTree
from tests.factories import ConceptFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def debts():
    """Give "schulden", above "huurschuld", above "ontruiming", beside other concepts."""
    debts = ConceptFactory(slug="schulden")
    rent = ConceptFactory(slug="huurschuld", broader=debts)
    ConceptFactory(slug="ontruiming", broader=rent)
    ConceptFactory(slug="armoede")
    ConceptFactory(scheme__slug="doelgroep", slug="jongeren")
    return debts


def slugs(nodes):
    return [node.slug for node in nodes]


@pytest.mark.usefixtures("debts")
def test_tree_is_read_in_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        tree = ConceptTree.load()
        tree.with_narrower(tree.nodes)
        tree.in_scheme("thema")

    assert len(tree.nodes) == 5


@pytest.mark.usefixtures("debts")
def test_in_scheme_is_alphabetical():
    tree = ConceptTree.load()

    assert slugs(tree.in_scheme("thema")) == ["armoede", "huurschuld", "ontruiming", "schulden"]
    assert tree.in_scheme("bestaat-niet") == []


def test_by_address_tells_schemes_apart():
    theme = ConceptFactory(scheme__slug="thema", slug="wonen")
    area = ConceptFactory(scheme__slug="leefgebied", slug="wonen")

    found = ConceptTree.load().by_address

    assert {address: node.pk for address, node in found.items()} == {
        ("thema", "wonen"): theme.pk,
        ("leefgebied", "wonen"): area.pk,
    }


@pytest.mark.parametrize(
    ("slug", "narrower"),
    [
        pytest.param("schulden", {"schulden", "huurschuld", "ontruiming"}, id="all levels"),
        pytest.param("huurschuld", {"huurschuld", "ontruiming"}, id="not what is broader"),
        pytest.param("armoede", {"armoede"}, id="nothing narrower"),
    ],
)
@pytest.mark.usefixtures("debts")
def test_with_narrower(slug, narrower):
    tree = ConceptTree.load()

    found = tree.with_narrower([tree.by_address["thema", slug].pk])

    assert set(slugs(tree.nodes[pk] for pk in found)) == narrower


@pytest.mark.parametrize(
    ("slug", "top"),
    [("ontruiming", "schulden"), ("schulden", "schulden"), ("armoede", "armoede")],
)
@pytest.mark.usefixtures("debts")
def test_top_is_the_broadest_above(slug, top):
    tree = ConceptTree.load()

    assert tree.top(tree.by_address["thema", slug].pk).slug == top
