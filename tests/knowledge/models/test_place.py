from datetime import date

import pytest

from knowledge.models import Municipality, MunicipalityName
from tests.constraints import changed, refusal
from tests.factories import MunicipalityFactory, ProvinceFactory

pytestmark = pytest.mark.django_db


def test_province_code_is_one_of_cbs():
    province = changed(ProvinceFactory(name="Drenthe"), code="XX22")

    assert refusal(province, "province_code_is_cbs") == [
        "Een provinciecode begint met PV, zoals PV20."
    ]
    assert str(province) == "Drenthe"


def test_municipality_code_is_one_of_cbs():
    municipality = changed(MunicipalityFactory(name="Assen"), code="XX0106")

    assert refusal(municipality, "municipality_code_is_cbs") == [
        "Een gemeentecode begint met GM, zoals GM0014."
    ]
    assert str(municipality) == "Assen"


def test_municipality_ends_after_its_start():
    municipality = changed(
        MunicipalityFactory(), valid_from=date(2023, 1, 1), valid_until=date(2023, 1, 1)
    )

    assert refusal(municipality, "municipality_ends_after_start") == [
        "De gemeente is opgeheven voordat zij begon."
    ]


def test_municipality_has_another_name_once():
    name = MunicipalityFactory(name="Dijk en Waard").other_names.create(name="Langedijk")
    again = MunicipalityName(municipality=name.municipality, name="Langedijk")

    assert refusal(again) == ["Deze gemeente heeft deze naam al."]
    assert str(name) == "Langedijk (nu Dijk en Waard)"


def test_valid_leaves_out_what_was_abolished():
    today = MunicipalityFactory(valid_from=date(2022, 1, 1))
    MunicipalityFactory(valid_until=date(2022, 1, 1))

    assert list(Municipality.objects.valid()) == [today]


def test_other_name_is_found_without_its_accents():
    name = MunicipalityFactory().other_names.create(name="Nijefurd en Súdwest")

    assert name.folded == "nijefurd en sudwest"
