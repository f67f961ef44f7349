from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from knowledge.content.items import a_year_after
from knowledge.content.writing import Outcome
from knowledge.models import CompassReading, Concept, KnowledgeItem, Publication, Source

pytestmark = pytest.mark.django_db
FILE = "publications/wat-werkt.yaml"


def test_publication_says_what_its_file_says(content):
    content.load()

    item = Publication.objects.get()

    assert (item.slug, item.title) == ("wat-werkt", "Wat werkt bij schulden")
    assert item.summary == "Een overzicht van wat helpt."
    assert item.body == "Snel bellen helpt.\nEen brief alleen helpt minder."
    assert (item.type, item.publisher, item.year) == ("research", "Voorbeeldinstituut", 2024)
    assert item.kind == "publication"
    assert item.folded_title == "wat werkt bij schulden"
    assert [concept.name for concept in item.concepts.all()] == ["schulden"]
    source = item.sources.get()
    assert (source.url, source.title) == ("https://example.org/overzicht", "Overzicht")
    assert (source.publisher, source.seen_on) == ("Voorbeeldinstituut", date(2026, 3, 1))
    reading = item.compass.get()
    assert (reading.corner, reading.weight, reading.why) == (
        "research",
        "strong",
        "Twaalf studies.",
    )


def test_item_is_published_when_it_is_first_loaded_and_reviewed_a_year_later(content):
    before = timezone.now()
    content.load()
    first = Publication.objects.get().published_at
    content.replace(FILE, "year: 2024", "year: 2023")
    content.load()

    item = Publication.objects.get()

    assert item.status == KnowledgeItem.Status.PUBLISHED
    assert before <= first <= timezone.now()
    assert item.published_at == first
    assert (item.reviewed_on, item.review_by) == (date(2026, 3, 4), date(2027, 3, 4))


def test_item_may_say_when_it_is_published_and_reviewed_again(content):
    content.replace(
        FILE,
        "reviewed_on: 2026-03-04",
        "reviewed_on: 2026-03-04\nreview_by: 2026-09-01\npublished_on: 2025-07-01",
    )

    content.load()

    item = Publication.objects.get()
    assert item.review_by == date(2026, 9, 1)
    assert item.published_at == datetime(2025, 6, 30, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 3, 4), date(2027, 3, 4)),
        pytest.param(date(2028, 2, 29), date(2029, 2, 28), id="leap day"),
    ],
)
def test_a_year_after(day, later):
    assert a_year_after(day) == later


def test_text_is_cleaned_on_its_way_in(content):
    content.replace(FILE, "Wat werkt bij schulden", "Wat werkt   bij sche\u0301ma\u202e’s")

    content.load()

    assert Publication.objects.get().title == "Wat werkt bij schéma’s"


def test_changed_file_changes_the_record_and_its_rows(content):
    content.load()
    before = Publication.objects.get()
    content.replace(FILE, "year: 2024", "year: 2025")
    content.replace(FILE, "https://example.org/overzicht", "https://example.org/nieuw")
    content.replace(FILE, "thema: [schulden]", "doelgroep: [jongeren]")

    tallies = content.load()

    item = Publication.objects.get()
    assert tallies["Kennisitems"].counts == {Outcome.CHANGED: 1}
    assert (item.pk, item.year) == (before.pk, 2025)
    assert item.changed_at > before.changed_at
    assert [source.url for source in item.sources.all()] == ["https://example.org/nieuw"]
    assert [concept.name for concept in item.concepts.all()] == ["jongeren"]


def test_rows_that_the_file_does_not_change_keep_their_identity(content):
    content.load()
    reading = CompassReading.objects.get()
    content.replace(FILE, "year: 2024", "year: 2025")

    content.load()

    assert CompassReading.objects.get() == reading


def test_rows_that_left_the_file_are_taken_away(content):
    content.load()
    content.replace(
        FILE, "compass:\n  research:\n    weight: strong\n    why: Twaalf studies.\n", ""
    )

    content.load()

    assert not CompassReading.objects.exists()


def change_field(item):
    item.title = "Beter"
    item.save()


def change_status(item):
    item.status = KnowledgeItem.Status.ARCHIVED
    item.archived_reason = "Het project stopte."
    item.save()


def add_concept(item):
    item.concepts.add(Concept.objects.get(name="jongeren"))


def drop_concept(item):
    item.concepts.clear()


def change_source(item):
    item.sources.update(title="Beter")


def add_source(item):
    Source.objects.create(
        item=item,
        url="https://example.org/2",
        publisher="Wij",
        seen_on=date(2026, 4, 1),
        position=1,
    )


def change_compass(item):
    item.compass.update(why="Dertien studies.")


CHANGES = [
    change_field,
    change_status,
    add_concept,
    drop_concept,
    change_source,
    add_source,
    change_compass,
]


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_curator_changed_is_kept_and_counted(content, change):
    content.load()
    change(Publication.objects.get())
    before = _state(Publication.objects.get())
    content.replace(FILE, "year: 2024", "year: 2025")

    tallies = content.load()

    assert tallies["Kennisitems"].counts == {Outcome.LEFT: 1}
    assert tallies["Kennisitems"].left == ["wat-werkt"]
    assert _state(Publication.objects.get()) == before


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_curator_changed_is_replaced_when_asked(content, change):
    content.load()
    before = _state(Publication.objects.get())
    change(Publication.objects.get())

    tallies = content.load(overwrite=True)

    assert tallies["Kennisitems"].counts == {Outcome.CHANGED: 1}
    assert _state(Publication.objects.get()) == before
    assert content.load()["Kennisitems"].counts == {Outcome.SAME: 1}


def test_overwrite_writes_nothing_where_nothing_differs(content):
    content.load()

    tallies = content.load(overwrite=True)

    assert {outcome for tally in tallies.values() for outcome in tally.counts} == {Outcome.SAME}


def test_record_follows_the_content_again_once_a_curator_made_the_same_change(content):
    content.load()
    Publication.objects.update(year=2025)
    content.replace(FILE, "year: 2024", "year: 2025")
    changed_at = Publication.objects.get().changed_at
    same = content.load()["Kennisitems"].counts
    content.replace(FILE, "year: 2025", "year: 2026")

    tallies = content.load()

    assert same == {Outcome.SAME: 1}
    assert tallies["Kennisitems"].counts == {Outcome.CHANGED: 1}
    assert Publication.objects.get().changed_at > changed_at


def test_line_ends_of_a_browser_are_no_change(content):
    content.load()
    item = Publication.objects.get()
    item.body = item.body.replace("\n", "\r\n")
    item.save()

    tallies = content.load()

    assert tallies["Kennisitems"].counts == {Outcome.SAME: 1}


def test_record_that_was_made_by_hand_is_not_taken_over(content):
    Publication.objects.create(
        slug="wat-werkt", title="Van ons", type="law", publisher="Wij", summary="Van ons."
    )

    tallies = content.load()

    assert tallies["Kennisitems"].counts == {Outcome.LEFT: 1}
    assert Publication.objects.get().title == "Van ons"


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        pytest.param(
            "title: Wat werkt bij schulden",
            f"title: {'a' * 161}",
            "title: aaa",
            "titel is 161 tekens lang; er passen er 160",
            id="too long",
        ),
        pytest.param(
            "  - Snel bellen helpt.",
            f"  - {'a' * 20_001}",
            "facts:",
            "tekst is 20032 tekens lang; er passen er 20000",
            id="text field too long",
        ),
        pytest.param(
            "year: 2024",
            "year: 20240",
            "year:",
            "Vul een jaartal in tussen 1800 en 2100.",
            id="constraint",
        ),
        pytest.param(
            "reviewed_on: 2026-03-04",
            "reviewed_on: 2026-03-04\nreview_by: 2026-03-04",
            "review_by:",
            "Opnieuw nakijken kan pas na de datum van nakijken.",
            id="constraint over two fields",
        ),
        pytest.param(
            "url: https://example.org/overzicht",
            "url: ftp://example.org/overzicht",
            "url:",
            "adres: Voer een geldige URL in.",
            id="field of a row",
        ),
        pytest.param(
            "why: Twaalf studies.",
            f"why: {'a' * 301}",
            "why:",
            "waarom is 301 tekens lang; er passen er 300",
            id="field of a reading too long",
        ),
    ],
)
def test_what_the_models_refuse_is_a_fault_at_the_nearest_key(content, old, new, at, message):
    content.replace(FILE, old, new)

    faults = content.faults()

    number = content.line(FILE, at)
    assert faults == [f"{FILE}:{number}: {message}"]


def test_number_that_no_database_holds_is_a_fault(content):
    content.replace(FILE, "year: 2024", f"year: {10**30}")

    faults = content.faults()

    assert [fault.split(": ")[:2] for fault in faults] == [
        [f"{FILE}:{content.line(FILE, 'year:')}", "jaar"]
    ]


def test_file_name_that_is_no_address_is_a_fault(content):
    content.write("publications/wat werkt.yaml", content.text(FILE))

    (fault,) = content.faults()

    assert fault.startswith("publications/wat werkt.yaml:1: naam in het adres: ")


@pytest.mark.parametrize("name", ["publications/oud/wat-werkt.yaml", "publications/Wat-Werkt.yaml"])
def test_same_address_twice_is_a_fault(content, name):
    content.write("publications/oud/.leeg", "")
    content.write(name, content.text(FILE))

    (fault,) = content.faults()

    assert "dubbel adres “" in fault
    assert fault.startswith("publications/")


def test_same_source_twice_is_a_fault(content):
    text = content.text(FILE)
    content.write(FILE, text + text[text.index("sources:\n") + len("sources:\n") :])

    faults = content.faults()

    last = len(text.splitlines()) + 1
    assert faults == [f"{FILE}:{last}: deze bron staat er twee keer bij"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(
            "thema: [schulden]",
            "thema: [schuld]",
            "onbekend begrip “schuld” in de lijst thema; bedoelt u “schulden”?",
            id="misspelt",
        ),
        pytest.param(
            "thema: [schulden]",
            "thema: [kaas]",
            "onbekend begrip “kaas” in de lijst thema",
            id="unknown",
        ),
        pytest.param(
            "thema: [schulden]",
            "thema: [jongeren]",
            "onbekend begrip “jongeren” in de lijst thema; het staat in de lijst doelgroep",
            id="of another list",
        ),
        pytest.param(
            "thema: [schulden]",
            "thema: [schulden, vroegsignalering]",
            "“vroegsignalering” valt al onder “schulden”; noem alleen het smallere begrip",
            id="beside its broader one",
        ),
        pytest.param(
            "thema: [schulden]",
            "thma: [schulden]",
            "onbekende begrippenlijst “thma”; bedoelt u “thema”?",
            id="unknown list",
        ),
    ],
)
def test_concept_that_leads_nowhere_is_a_fault(content, old, new, message):
    content.replace(FILE, old, new)

    faults = content.faults()

    assert faults == [f"{FILE}:{content.line(FILE, new)}: {message}"]


def _state(item):
    fields = ("title", "summary", "body", "status", "published_at", "year", "review_by")
    return {
        **{name: getattr(item, name) for name in fields},
        "concepts": list(item.concepts.values_list("name", flat=True)),
        "sources": list(item.sources.values_list("url", "title", "publisher", "seen_on")),
        "compass": list(item.compass.values_list("corner", "weight", "why")),
    }
