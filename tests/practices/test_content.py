from datetime import date

import pytest

from knowledge.content.writing import Outcome
from knowledge.models import Municipality, Organisation, Province
from practices.models import Practice
from tests.content_folder import ContentFolder

pytestmark = pytest.mark.django_db
FILE = "practices/er-snel-bij.yaml"


@pytest.fixture
def content(tmp_path):
    return ContentFolder(tmp_path)


def test_practice_says_what_its_file_says(content):
    content.load()

    practice = Practice.objects.get()

    assert (practice.slug, practice.title) == ("er-snel-bij", "Er snel bij")
    assert practice.background == "Er waren veel schulden."
    assert practice.body == "Iemand belt aan.\nDaarna volgt een gesprek."
    assert (practice.started_year, practice.ended_year) == (2019, None)
    assert practice.run_state == Practice.RunState.RUNNING
    assert practice.hours_note == "Twee uur per huis."
    assert practice.evidence == Practice.Evidence.DESCRIBED
    assert (practice.evidence_judge, practice.evidence_basis) == ("editors", "Een evaluatie.")
    assert practice.evidence_judged_on == date(2026, 3, 4)
    assert [place.name for place in practice.municipalities.all()] == ["Zwolle"]
    names = [organisation.name for organisation in practice.organisations.all()]
    assert names == ["Gemeente Zwolle", "Stichting Erbij"]


def test_practice_that_says_nothing_of_evidence_is_not_assessed(content):
    text = content.text(FILE)
    content.replace(FILE, text[text.index("evidence:") : text.index("concepts:")], "")
    content.replace(FILE, "run_state: running\n", "")

    content.load()

    practice = Practice.objects.get()
    assert practice.evidence == Practice.Evidence.NOT_ASSESSED
    assert practice.run_state == Practice.RunState.UNKNOWN


@pytest.mark.parametrize("name", ["Swolle", "Zwollerkerspel", "ZWOLLE"])
def test_municipality_is_found_by_each_of_its_names(content, name):
    content.replace(FILE, "[Zwolle]", f"[{name}]")

    content.load()

    assert [place.name for place in Practice.objects.get().municipalities.all()] == ["Zwolle"]


def test_two_former_names_of_one_municipality_give_it_once(content):
    content.replace(FILE, "[Zwolle]", "[Bathmen, Deventer]")

    content.load()

    assert [place.name for place in Practice.objects.get().municipalities.all()] == ["Deventer"]


def test_former_name_that_fell_apart_is_a_fault(content):
    content.replace("municipalities.yaml", "other_names: [Swolle]", "other_names: [Bathmen]")
    content.replace(FILE, "[Zwolle]", "[Bathmen]")

    faults = content.faults()

    assert faults == [
        (
            f"{FILE}:4: “Bathmen” kan meer dan een gemeente zijn (Deventer, Zwolle); "
            "noem de gemeente van nu"
        )
    ]


def test_unknown_municipality_is_a_fault(content):
    content.replace(FILE, "[Zwolle]", "[Zwolle, Devener, Atlantis]")

    faults = content.faults()

    assert faults == [
        f"{FILE}:4: onbekende gemeente “Atlantis”",
        f"{FILE}:4: onbekende gemeente “Devener”; bedoelt u “Deventer”?",
    ]


def test_practice_of_a_province_has_that_province(content):
    content.replace(FILE, "municipalities: [Zwolle]", "provinces: [Overijssel]")

    content.load()

    assert [place.code for place in Practice.objects.get().provinces.all()] == ["PV23"]


def test_unknown_province_is_a_fault(content):
    content.replace(FILE, "municipalities: [Zwolle]", "provinces: [Overijsel]")

    faults = content.faults()

    assert faults == [f"{FILE}:4: onbekende provincie “Overijsel”; bedoelt u “Overijssel”?"]


def test_places_are_not_looked_up_when_their_list_is_broken(content):
    content.write("municipalities.yaml", "")
    content.replace(FILE, "municipalities: [Zwolle]", "provinces: [Overijssel]")

    faults = content.faults()

    assert faults == ["municipalities.yaml:1: het bestand is leeg"]


def test_organisation_is_shared_by_name(content):
    content.load()
    content.write("practices/nog-een.yaml", content.text(FILE).replace("Stichting Erbij", "SHV"))

    content.load()

    names = list(Organisation.objects.values_list("name", flat=True))
    assert names == ["Gemeente Zwolle", "SHV", "Stichting Erbij"]


def test_links_are_replaced_when_the_file_changes(content):
    content.load()
    content.replace(FILE, "[Zwolle]", "[Deventer]")
    content.replace(FILE, "  - Stichting Erbij\n", "")

    tallies = content.load()

    practice = Practice.objects.get()
    assert tallies["Praktijkvoorbeelden"].counts == {Outcome.CHANGED: 1}
    assert [place.name for place in practice.municipalities.all()] == ["Deventer"]
    assert [one.name for one in practice.organisations.all()] == ["Gemeente Zwolle"]


@pytest.mark.parametrize(
    "change",
    [
        lambda practice: practice.municipalities.set(Municipality.objects.filter(name="Deventer")),
        lambda practice: practice.provinces.set(Province.objects.all()),
        lambda practice: practice.organisations.clear(),
        lambda practice: Organisation.objects.filter(name="Stichting Erbij").update(name="Erbij"),
        lambda practice: Practice.objects.update(results="Veel."),
    ],
)
def test_what_a_curator_changed_is_kept(content, change):
    content.load()
    change(Practice.objects.get())

    tallies = content.load()

    assert tallies["Praktijkvoorbeelden"].counts == {Outcome.LEFT: 1}
    assert tallies["Praktijkvoorbeelden"].left == ["er-snel-bij"]


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        pytest.param(
            "judge: editors",
            "judge: databank",
            "judge:",
            "Noem de databank, en alleen als een databank het erkende.",
            id="databank not named",
        ),
        pytest.param(
            "  judge: editors\n",
            "",
            "level:",
            "Zeg wie het bewijs beoordeelde, of kies bij bewijs: niet beoordeeld.",
            id="nobody judged",
        ),
        pytest.param(
            "run_state: running",
            "run_state: ended\nended_year: 2018",
            "started_year:",
            "Het einde ligt vóór het begin.",
            id="ends before it starts",
        ),
        pytest.param(
            "- Stichting Erbij",
            f"- {'a' * 161}",
            "- aaa",
            "naam is 161 tekens lang; er passen er 160",
            id="organisation too long",
        ),
        pytest.param(
            "- Er waren veel schulden.",
            f"- {'a' * 10_001}",
            "background:",
            "aanleiding is 10001 tekens lang; er passen er 10000",
            id="facts too long",
        ),
    ],
)
def test_what_the_model_refuses_is_a_fault_at_the_nearest_key(content, old, new, at, message):
    content.replace(FILE, old, new)

    faults = content.faults()

    assert faults == [f"{FILE}:{content.line(FILE, at)}: {message}"]
