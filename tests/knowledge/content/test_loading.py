import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from knowledge.content.folder import ContentNotFoundError
from knowledge.content.writing import Outcome
from knowledge.models import (
    Concept,
    ConceptScheme,
    Dossier,
    KnowledgeItem,
    Municipality,
    Province,
    Publication,
    Relation,
)
from practices.models import Practice

pytestmark = pytest.mark.django_db
PRACTICE = "practices/er-snel-bij.yaml"
PUBLICATION = "publications/wat-werkt.yaml"
NOUNS = [
    "Begrippenlijsten",
    "Begrippen",
    "Provincies",
    "Gemeenten",
    "Kennisitems",
    "Praktijkvoorbeelden",
    "Dossiers",
]
WRITES = ("INSERT", "UPDATE", "DELETE")


def test_first_time_everything_is_made(content):
    tallies = content.load()

    made = {noun: tally.counts for noun, tally in tallies.items()}
    assert made == {
        noun: {Outcome.MADE: count}
        for noun, count in zip(NOUNS, [2, 3, 1, 2, 1, 1, 1], strict=True)
    }


def test_second_time_nothing_is_written(content):
    content.load()
    changed_at = Practice.objects.get().changed_at

    with CaptureQueriesContext(connection) as queries:
        tallies = content.load()

    assert [query["sql"] for query in queries if query["sql"].startswith(WRITES)] == []
    assert {outcome for tally in tallies.values() for outcome in tally.counts} == {Outcome.SAME}
    assert Practice.objects.get().changed_at == changed_at


def test_second_time_the_number_of_queries_does_not_grow_with_the_items(content):
    content.load()
    with CaptureQueriesContext(connection) as few:
        content.load()
    for number in range(5):
        content.write(f"practices/meer-{number}.yaml", content.text(PRACTICE))
    content.load()

    with CaptureQueriesContext(connection) as many:
        content.load()

    assert len(many) == len(few)


def test_all_faults_of_all_files_come_at_once_in_order(content):
    content.replace(PRACTICE, "[vroegsignalering]", "[vroegsignaleren]")
    content.replace(PRACTICE, "run_state: running", "run_state: loopt")
    content.replace(PUBLICATION, "  thema: [schulden]", "  tema: [schulden]")
    content.replace("dossiers/schulden.yaml", "slug: wat-werkt", "slug: wat-werk")
    content.replace("concepts.yaml", "broader: schulden", "broader: schuld")
    content.replace("municipalities.yaml", "code: GM0150", "code: GM0193")

    faults = content.faults()

    assert faults == [
        (
            f"concepts.yaml:{content.line('concepts.yaml', 'broader:')}: "
            "onbekend begrip “schuld” in de lijst thema; bedoelt u “schulden”?"
        ),
        (
            "dossiers/schulden.yaml:16: "
            "onbekend item “wat-werk” van de soort publication; bedoelt u “wat-werkt”?"
        ),
        "municipalities.yaml:16: dubbele code GM0193",
        f"{PRACTICE}:9: “loopt” kan niet bij “run_state”; kies running, ended of unknown",
        (
            f"{PRACTICE}:{content.line(PRACTICE, 'vroegsignaleren')}: onbekend begrip "
            "“vroegsignaleren” in de lijst thema; bedoelt u “vroegsignalering”?"
        ),
        (
            f"{PUBLICATION}:{content.line(PUBLICATION, 'tema:')}: "
            "onbekende begrippenlijst “tema”; bedoelt u “thema”?"
        ),
    ]


def test_one_fault_keeps_everything_out(content):
    content.replace("dossiers/schulden.yaml", "slug: wat-werkt", "slug: iets-anders")

    faults = content.faults()

    assert len(faults) == 1
    for model in (ConceptScheme, Concept, Province, Municipality, KnowledgeItem):
        assert not model.objects.exists()


def test_failure_halfway_leaves_nothing_behind(content):
    def pull_the_plug(group, done, total):
        if group == "Praktijkvoorbeelden":
            raise IntegrityError

    with pytest.raises(IntegrityError):
        content.load(progress=pull_the_plug)

    for model in (ConceptScheme, Concept, Province, Municipality, KnowledgeItem):
        assert not model.objects.exists()


def test_progress_counts_the_files_and_the_records_of_each_group(content):
    seen = {}

    content.load(progress=lambda group, done, total: seen.update({group: (done, total)}))

    assert seen == {
        "Bestanden gelezen": (5, 5),
        "Begrippen": (3, 3),
        "Gemeenten": (2, 2),
        "Kennisitems": (1, 1),
        "Praktijkvoorbeelden": (1, 1),
        "Dossiers": (1, 1),
    }


@pytest.mark.parametrize(
    ("name", "nouns"),
    [
        ("concepts.yaml", NOUNS[:2]),
        ("municipalities.yaml", NOUNS[2:4]),
        (PUBLICATION, NOUNS[4:5]),
        (PRACTICE, NOUNS[5:6]),
        ("dossiers/schulden.yaml", NOUNS[6:]),
    ],
)
def test_one_file_is_loaded_alone_and_may_name_what_is_stored(content, name, nouns):
    content.load()

    tallies = content.load(name)

    assert list(tallies) == nouns
    assert [tally.absent for tally in tallies.values()] == [[] for _ in nouns]


def test_one_file_may_not_name_what_is_not_stored(content):
    faults = content.faults(PRACTICE)

    messages = [fault.split(": ", 1)[1] for fault in faults]
    assert messages == [
        "onbekende gemeente “Zwolle”",
        "onbekende begrippenlijst “thema”",
        "onbekende begrippenlijst “doelgroep”",
        "onbekend item “wat-werkt” van de soort publication",
    ]


def test_folder_may_have_no_lists_of_its_own(content):
    content.load()
    for name in ("concepts.yaml", "municipalities.yaml", "dossiers/schulden.yaml"):
        (content.path / name).unlink()

    tallies = content.load()

    assert list(tallies) == NOUNS[4:]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nergens", "nergens bestaat niet"),
        ("leeg", "leeg staat geen inhoud om te laden"),
        ("leeg.txt", "leeg.txt is geen inhoud: kies een .yaml-bestand"),
        ("los.yaml", "los.yaml is geen inhoud: kies een .yaml-bestand"),
    ],
)
def test_place_without_content_is_refused(content, name, message):
    (content.path / "leeg").mkdir()
    content.write("leeg.txt", "")
    content.write("los.yaml", "")

    with pytest.raises(ContentNotFoundError, match=message):
        content.load(name)


def test_file_that_would_be_overlooked_is_a_fault(content):
    content.write("practices/nieuw.yml", "title: Nieuw")
    content.write("practices/.verborgen", "")

    faults = content.faults()

    message = "dit bestand wordt niet gelezen: inhoud eindigt op .yaml"
    assert faults == [f"practices/nieuw.yml:1: {message}"]


def test_records_that_left_the_content_stay_and_are_mentioned(content):
    content.load()
    content.write("dossiers/schulden.yaml", content.text("dossiers/schulden.yaml"))
    (content.path / "dossiers/schulden.yaml").rename(content.path / "dossiers/geld.yaml")
    content.replace(
        "concepts.yaml",
        "  - scheme: thema\n    slug: vroegsignalering\n    name: vroegsignalering\n"
        "    broader: schulden\n",
        "",
    )
    content.replace(PRACTICE, "[vroegsignalering]", "[schulden]")
    text = content.text("municipalities.yaml")
    content.write("municipalities.yaml", text[: text.index("  - code: GM0150")])

    tallies = content.load()

    assert tallies["Dossiers"].absent == ["schulden"]
    assert tallies["Begrippen"].absent == ["vroegsignalering"]
    assert tallies["Gemeenten"].absent == ["Deventer"]
    assert Dossier.objects.filter(slug="schulden").exists()
    assert Concept.objects.filter(slug="vroegsignalering").exists()
    assert Municipality.objects.filter(name="Deventer").exists()


def test_relation_points_at_the_item_of_another_kind(content):
    content.load()

    relation = Relation.objects.get()

    assert relation.from_item == Practice.objects.get().knowledgeitem_ptr
    assert relation.to_item == Publication.objects.get().knowledgeitem_ptr
    assert relation.reason == "Het overzicht noemt snel bellen."
