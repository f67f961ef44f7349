from datetime import date

import pytest

from knowledge.content.writing import Outcome
from knowledge.models import Municipality, MunicipalityName, Province

pytestmark = pytest.mark.django_db
FILE = "municipalities.yaml"


def test_municipality_says_what_the_file_says(content):
    content.load()

    zwolle = Municipality.objects.get(code="GM0193")

    assert (zwolle.name, zwolle.slug) == ("Zwolle", "zwolle")
    assert zwolle.valid_from == date(1967, 8, 1)
    assert (zwolle.province.code, zwolle.province.slug) == ("PV23", "overijssel")
    names = zwolle.other_names.values_list("name", "folded", "kind", "code", "valid_until")
    assert list(names) == [
        ("Swolle", "swolle", "other", "", None),
        ("Zwollerkerspel", "zwollerkerspel", "former", "GM0192", date(1967, 8, 1)),
    ]


def test_what_is_missing_is_added(content):
    content.load()
    content.replace(FILE, "[Swolle]", "[Swolle, Blauwvingers]")
    text = content.text(FILE)
    content.write(
        FILE, text.replace("name: Deventer", "name: Deventer\n    valid_from: 1900-01-01")
    )

    tallies = content.load()

    assert tallies["Gemeenten"].counts == {Outcome.CHANGED: 2}
    assert MunicipalityName.objects.filter(name="Blauwvingers").exists()
    assert Municipality.objects.get(name="Deventer").valid_from == date(1900, 1, 1)


def rename(zwolle):
    Municipality.objects.filter(pk=zwolle.pk).update(name="Zwolle-Stad", slug="zwolle-stad")


def move(zwolle):
    drenthe = Province.objects.create(code="PV22", name="Drenthe", slug="dr", abbreviation="DR")
    Municipality.objects.filter(pk=zwolle.pk).update(province=drenthe)


def add_name(zwolle):
    MunicipalityName.objects.create(municipality=zwolle, name="Hanzestad")


def change_name(zwolle):
    zwolle.other_names.filter(name="Zwollerkerspel").update(valid_until=date(1970, 1, 1))


CHANGES = [rename, move, add_name, change_name]


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_curator_changed_is_kept(content, change):
    content.load()
    change(Municipality.objects.get(name="Zwolle"))
    before = _state()

    tallies = content.load()

    assert tallies["Gemeenten"].counts == {Outcome.LEFT: 1, Outcome.SAME: 1}
    assert len(tallies["Gemeenten"].left) == 1
    assert _state() == before
    assert tallies["Praktijkvoorbeelden"].counts == {Outcome.SAME: 1}


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_curator_changed_is_replaced_when_asked(content, change):
    content.load()
    before = _state()
    change(Municipality.objects.get(name="Zwolle"))

    tallies = content.load(overwrite=True)

    assert tallies["Gemeenten"].counts == {Outcome.CHANGED: 1, Outcome.SAME: 1}
    assert _state() == before


def test_province_that_a_curator_renamed_keeps_its_name(content):
    content.load()
    Province.objects.update(name="Oaveriessel")

    tallies = content.load()

    assert tallies["Provincies"].counts == {Outcome.LEFT: 1}
    assert Province.objects.get().name == "Oaveriessel"


def test_province_that_a_curator_renamed_is_replaced_when_asked(content):
    content.load()
    Province.objects.update(name="Oaveriessel")

    content.load(overwrite=True)

    assert Province.objects.get().name == "Overijssel"


@pytest.mark.parametrize(
    ("old", "new", "at", "shift", "message"),
    [
        pytest.param(
            "    province: PV23\n    former",
            "    province: PV29\n    former",
            "PV29",
            0,
            "onbekende provincie “PV29”",
            id="unknown province",
        ),
        pytest.param(
            "code: GM0150", "code: GM0193", "Deventer", -1, "dubbele code GM0193", id="code twice"
        ),
        pytest.param(
            "name: Deventer",
            "name: Zwolle",
            "Bathmen",
            -3,
            "“Zwolle” is ook van gemeente GM0193",
            id="name twice",
        ),
        pytest.param(
            "name: Deventer",
            f"name: {'a' * 61}",
            "name: aaa",
            0,
            "naam is 61 tekens lang; er passen er 60",
            id="name too long",
        ),
        pytest.param(
            "name: Bathmen",
            f"name: {'a' * 61}",
            "name: aaa",
            0,
            "naam is 61 tekens lang; er passen er 60",
            id="former name too long",
        ),
        pytest.param(
            "[Swolle]",
            "[Zwollerkerspel]",
            "- name: Zwollerkerspel",
            0,
            "de naam “Zwollerkerspel” staat er twee keer bij",
            id="other name twice",
        ),
        pytest.param(
            "      - name: Bathmen\n        code",
            "      - code",
            "GM0144",
            0,
            "“name” in municipalities, nummer 2, former_names, nummer 1 ontbreekt",
            id="former name without a name",
        ),
        pytest.param(
            "municipalities:\n",
            "  - code: PV23\n    name: Gelderland\n    abbreviation: GE\nmunicipalities:\n",
            "Gelderland",
            -1,
            "dubbele code PV23",
            id="province code twice",
        ),
        pytest.param(
            "municipalities:\n",
            "  - code: PV25\n    name: Gelderland\n    abbreviation: OV\nmunicipalities:\n",
            "Gelderland",
            1,
            "“OV” is ook van provincie PV23",
            id="abbreviation twice",
        ),
    ],
)
def test_place_that_is_wrong_is_a_fault_with_its_line(content, old, new, at, shift, message):
    content.replace(FILE, old, new)

    faults = content.faults(FILE)

    # the address follows from the name and may have a fault of its own
    assert f"{FILE}:{content.line(FILE, at) + shift}: {message}" in faults


def test_place_without_a_code_is_one_fault(content):
    content.replace(FILE, "  - code: PV23\n    name", "  - name")
    content.replace(FILE, "  - code: GM0150\n    name", "  - name")

    faults = content.faults(FILE)

    assert [fault.split(": ", 1)[1] for fault in faults] == [
        "“code” in provinces, nummer 1 ontbreekt",
        "onbekende provincie “PV23”",
        "“code” in municipalities, nummer 2 ontbreekt",
    ]


def _state():
    return [
        (
            place.code,
            place.name,
            place.slug,
            place.province.code,
            place.valid_from,
            list(place.other_names.values_list("name", "kind", "code", "valid_until")),
        )
        for place in Municipality.objects.order_by("code")
    ]
