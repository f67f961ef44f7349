import json

import pytest
from django.conf import settings

from knowledge.content import schema
from knowledge.models import CompassReading, Publication, Relation
from practices.models import Practice

pytestmark = pytest.mark.django_db
PRACTICE = "practices/er-snel-bij.yaml"
FOLDER = settings.BASE_DIR / "content" / "schema"


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        pytest.param("title: Er snel bij\n", "", "summary:", "“title” ontbreekt", id="missing"),
        pytest.param(
            "    publisher: Gemeente Zwolle\n",
            "",
            "- url: https",
            "“publisher” in sources, nummer 1 ontbreekt",
            id="missing in a row",
        ),
        pytest.param(
            "run_state: running",
            "run_stat: running",
            "run_stat:",
            "“run_stat” is geen sleutel die hier kan; bedoelt u “run_state”?",
            id="unknown key",
        ),
        pytest.param(
            "run_state: running",
            "xyz: 1",
            "xyz: 1",
            "“xyz” is geen sleutel die hier kan",
            id="unknown key like no other",
        ),
        pytest.param(
            "title: Er snel bij",
            "title: 2024",
            "title: 2024",
            "“title” moet tekst zijn; zet er aanhalingstekens om",
            id="number for text",
        ),
        pytest.param(
            "title: Er snel bij",
            "title: [Er snel bij]",
            "title: [",
            "“title” moet tekst zijn",
            id="list for text",
        ),
        pytest.param(
            "started_year: 2019",
            "started_year: '2019'",
            "started_year:",
            "“started_year” moet een geheel getal zijn",
            id="text for a number",
        ),
        pytest.param(
            "municipalities: [Zwolle]",
            "municipalities: Zwolle",
            "municipalities:",
            "“municipalities” moet een lijst zijn",
            id="text for a list",
        ),
        pytest.param(
            "title: Er snel bij", "title:", "title:", "“title” is leeg", id="nothing after a key"
        ),
        pytest.param(
            "title: Er snel bij", "title: '  '", "title:", "“title” is leeg", id="only spaces"
        ),
        pytest.param(
            "municipalities: [Zwolle]",
            "municipalities: []",
            "municipalities:",
            "“municipalities” is leeg",
            id="empty list",
        ),
        pytest.param(
            "    - Iemand belt aan.",
            "    -",
            "Daarna volgt",
            "facts, approach, nummer 1 is leeg",
            id="empty element",
        ),
        pytest.param(
            "run_state: running",
            "run_state: loopt",
            "run_state:",
            "“loopt” kan niet bij “run_state”; kies running, ended of unknown",
            id="not one of the choices",
        ),
        pytest.param(
            "judged_on: 2026-03-04",
            "judged_on: 2026-02-30",
            "judged_on:",
            "“2026-02-30” bij “judged_on” in evidence is geen bestaande datum (jaar-maand-dag)",
            id="no such day",
        ),
        pytest.param(
            "judged_on: 2026-03-04",
            "judged_on: 2026",
            "judged_on:",
            "“judged_on” in evidence moet tekst zijn; zet er aanhalingstekens om",
            id="year for a day",
        ),
        pytest.param(
            "judged_on: 2026-03-04",
            "judged_on: 4 maart",
            "judged_on:",
            "“4 maart” bij “judged_on” in evidence is geen bestaande datum (jaar-maand-dag)",
            id="no date at all",
        ),
        pytest.param(
            "judged_on: 2026-03-04",
            "judged_on: 9999-03-04",
            "judged_on:",
            "“9999-03-04” bij “judged_on” in evidence is geen bestaande datum (jaar-maand-dag)",
            id="date that databases cannot hold",
        ),
        pytest.param(
            "municipalities: [Zwolle]",
            "municipalities: [Zwolle, Deventer, Zwolle]",
            "municipalities:",
            "“Zwolle” staat twee keer in “municipalities”",
            id="twice in a list",
        ),
    ],
)
def test_value_that_does_not_fit_is_a_fault_with_its_line(content, old, new, at, message):
    content.replace(PRACTICE, old, new)

    faults = content.faults()

    line = 1 if at == "summary:" else content.line(PRACTICE, at)
    line -= at == "Daarna volgt"
    assert faults == [f"{PRACTICE}:{line}: {message}"]


@pytest.mark.parametrize("sources", ["", "sources: []\n"])
def test_item_without_a_source_is_a_fault(content, sources):
    text = content.text(PRACTICE)
    content.write(PRACTICE, text[: text.index("sources:")] + sources)

    (fault,) = content.faults()

    assert fault.endswith("een item zonder bron wordt niet geladen")
    assert "“sources”" in fault


def test_file_that_is_a_list_is_one_fault(content):
    content.write(PRACTICE, "- title: Er snel bij\n")

    faults = content.faults(PRACTICE)

    assert faults == [f"{PRACTICE}:1: het bestand moet een blok met sleutels zijn"]


def test_code_of_another_form_is_a_fault_with_an_example(content):
    content.replace("municipalities.yaml", "GM0150", "150")

    faults = content.faults()

    line = content.line("municipalities.yaml", "150")
    message = "“code” in municipalities, nummer 2 moet tekst zijn; zet er aanhalingstekens om"
    assert faults == [f"municipalities.yaml:{line}: {message}"]


def test_code_with_other_letters_is_a_fault_with_an_example(content):
    content.replace("municipalities.yaml", "GM0150", "XX0150")

    faults = content.faults()

    line = content.line("municipalities.yaml", "XX0150")
    message = "“XX0150” bij “code” in municipalities, nummer 2 heeft niet de goede vorm"
    assert faults == [f"municipalities.yaml:{line}: {message}; een voorbeeld: GM0014"]


def test_fault_of_form_does_not_hide_a_fault_of_meaning(content):
    content.replace(PRACTICE, "title: Er snel bij", "title: 2024")
    content.replace(PRACTICE, "[vroegsignalering]", "[vroegsignaleren]")
    content.replace(PRACTICE, "municipalities: [Zwolle]", "municipalities: [2, Zwole]")

    faults = content.faults()

    assert faults == [
        f"{PRACTICE}:1: “title” moet tekst zijn; zet er aanhalingstekens om",
        f"{PRACTICE}:4: municipalities, nummer 1 moet tekst zijn; zet er aanhalingstekens om",
        f"{PRACTICE}:4: onbekende gemeente “Zwole”; bedoelt u “Zwolle”?",
        (
            f"{PRACTICE}:{content.line(PRACTICE, 'vroegsignaleren')}: onbekend begrip "
            "“vroegsignaleren” in de lijst thema; bedoelt u “vroegsignalering”?"
        ),
    ]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_every_schema_is_sound_and_explains_itself_in_dutch(path):
    found = json.loads(path.read_text(encoding="utf-8"))

    schema.validator_for(path.stem).check_schema(found)
    assert found["additionalProperties"] is False
    assert [name for name, part in _parts(found) if not part.get("title")] == []


def test_choices_in_the_schemas_are_those_of_the_models():
    practice = json.loads((FOLDER / "practice.json").read_text(encoding="utf-8"))
    publication = json.loads((FOLDER / "publication.json").read_text(encoding="utf-8"))
    evidence = practice["properties"]["evidence"]["properties"]

    assert practice["properties"]["run_state"]["enum"] == Practice.RunState.values
    assert evidence["level"]["enum"] == Practice.Evidence.values
    assert ["", *evidence["judge"]["enum"]] == Practice.Judge.values
    assert publication["properties"]["type"]["enum"] == Publication.Type.values
    for part in (practice["$defs"], publication["$defs"]):
        assert part["relation"]["properties"]["type"]["enum"] == Relation.Type.values
        assert part["reading"]["properties"]["weight"]["enum"] == CompassReading.Weight.values


def _parts(part, name="het bestand"):
    """Yield every part of a schema that an author fills in, with its name."""
    if "$ref" not in part:
        yield name, part
    for key, value in {**part.get("properties", {}), **part.get("$defs", {})}.items():
        yield from _parts(value, key)
