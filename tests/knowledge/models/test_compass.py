import pytest

from tests.constraints import changed, refusal
from tests.factories import CompassReadingFactory

pytestmark = pytest.mark.django_db


def test_compass_corner_is_read_once_for_an_item():
    reading = CompassReadingFactory()
    again = CompassReadingFactory.build(item=reading.item)

    assert refusal(again) == ["Deze bron van kennis is al beoordeeld."]
    assert str(reading) == "Onderzoek: enige"


def test_compass_reading_has_a_reason():
    reading = changed(CompassReadingFactory(), why="")

    assert refusal(reading, "compass_reading_has_reason") == [
        "Schrijf op waarom deze bron zoveel gewicht heeft."
    ]
