import pytest

from knowledge import version
from practices.models import Practice
from practices.places import Tile, legend, tiles
from tests.factories import MunicipalityFactory, PracticeFactory, ProvinceFactory

pytestmark = pytest.mark.django_db


def counts():
    return {tile.name: tile.count for tile in tiles(version.current())}


def test_tile_counts_a_practice_once_however_many_places_it_has_there():
    utrecht = ProvinceFactory(name="Utrecht")
    here, there = MunicipalityFactory.create_batch(2, province=utrecht)
    practice = PracticeFactory(municipalities=[here, there])
    practice.provinces.add(utrecht)

    assert counts() == {"Utrecht": 1}


def test_tile_leaves_out_what_visitors_may_not_see():
    zeeland = ProvinceFactory(name="Zeeland")
    place = MunicipalityFactory(province=zeeland)
    PracticeFactory(municipalities=[place])
    PracticeFactory(municipalities=[place], status=Practice.Status.ARCHIVED)

    assert counts() == {"Zeeland": 1}


def test_province_without_practices_keeps_its_tile():
    ProvinceFactory(name="Drenthe")

    assert [(tile.count, tile.shade) for tile in tiles(version.current())] == [(0, 1)]


def test_tiles_cost_one_query_once_the_facets_are_there(django_assert_num_queries):
    ProvinceFactory.create_batch(3)
    at = version.current()
    tiles(at)

    with django_assert_num_queries(1):
        tiles(at)


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        pytest.param(0, [(1, 0, 0)], id="nothing anywhere"),
        pytest.param(2, [(1, 0, 0), (2, 1, 1), (3, 2, 2)], id="fewer counts than shades"),
        pytest.param(34, [(1, 0, 8), (2, 9, 17), (3, 18, 26), (4, 27, 34)], id="many"),
    ],
)
def test_legend_names_every_shade_that_can_occur(most, expected):
    shown = [Tile("Utrecht", "utrecht", "UT", most, shade=4)]

    assert legend(shown) == expected
