import pytest

from knowledge.content.writing import Outcome
from knowledge.models import AlternativeLabel, Concept, ConceptScheme

pytestmark = pytest.mark.django_db
FILE = "concepts.yaml"


def test_schemes_say_what_the_file_says(content):
    content.load()

    schemes = ConceptScheme.objects.values_list("slug", "name", "description", "is_facet")

    assert list(schemes) == [
        ("thema", "Thema", "Waar gaat het over?", True),
        ("doelgroep", "Doelgroep", "", False),
    ]


def test_concept_says_what_the_file_says(content):
    content.load()

    concept = Concept.objects.get(slug="schulden")

    assert (concept.name, concept.scheme.slug) == ("schulden", "thema")
    assert concept.folded_name == "schulden"
    assert concept.scope_note == "Meer betalen dan er binnenkomt."
    assert [label.label for label in concept.alternative_labels.all()] == ["schuldenlast"]
    assert [label.folded for label in concept.alternative_labels.all()] == ["schuldenlast"]
    assert [narrower.name for narrower in concept.narrower.all()] == ["vroegsignalering"]


def labels_of(slug):
    labels = AlternativeLabel.objects.filter(concept__slug=slug)
    return dict(labels.values_list("label", "is_hidden"))


def test_hidden_labels_are_only_searched_by(content):
    content.replace(FILE, "[schuldenlast]", "[schuldenlast]\n    hidden_labels: [rood staan, Rood]")

    content.load()

    assert labels_of("schulden") == {"schuldenlast": False, "rood staan": True, "Rood": True}
    assert AlternativeLabel.objects.get(label="Rood").folded == "rood"
    assert content.load()["Begrippen"].counts == {Outcome.SAME: 3}


def test_label_that_curators_made_is_hidden_only_when_asked(content):
    content.load()
    content.replace(FILE, "alternative_labels: [schuldenlast]", "hidden_labels: [schuldenlast]")

    kept = content.load()["Begrippen"]
    before = labels_of("schulden")
    content.load(overwrite=True)

    assert (kept.left, before) == (["schulden"], {"schuldenlast": False})
    assert labels_of("schulden") == {"schuldenlast": True}


def test_label_that_is_shown_and_hidden_is_a_fault(content):
    content.replace(
        FILE, "[schuldenlast]", "[schuldenlast]\n    hidden_labels: [rood, schuldenlast]"
    )

    faults = content.faults(FILE)

    message = "“schuldenlast” staat ook bij alternative_labels; een naam staat er één keer bij"
    assert faults == [f"{FILE}:{content.line(FILE, 'hidden_labels:')}: {message}"]


def test_label_that_is_hidden_twice_is_a_fault(content):
    content.replace(FILE, "[schuldenlast]", "[schuldenlast]\n    hidden_labels: [rood, rood]")

    [fault] = content.faults(FILE)

    assert "“rood” staat twee keer in “hidden_labels”" in fault


def test_related_concepts_are_related_both_ways(content):
    content.load()

    assert [one.name for one in Concept.objects.get(slug="schulden").related.all()] == ["jongeren"]
    assert [one.name for one in Concept.objects.get(slug="jongeren").related.all()] == ["schulden"]


def test_relation_that_both_sides_name_is_made_once(content):
    content.write(FILE, content.text(FILE) + "    related: [schulden]\n")

    content.load()

    assert Concept.related.through.objects.count() == 2


def test_what_is_missing_is_added(content):
    content.load()
    content.replace(FILE, "[schuldenlast]", "[schuldenlast, betalingsachterstand]")
    content.write(
        FILE,
        content.text(FILE)
        + "    broader: kinderen\n    scope_note: Tot 27 jaar.\n    related: [vroegsignalering]\n"
        "  - scheme: doelgroep\n    slug: kinderen\n    name: kinderen\n",
    )

    tallies = content.load()

    jongeren = Concept.objects.get(slug="jongeren")
    assert tallies["Begrippen"].counts == {Outcome.CHANGED: 2, Outcome.SAME: 1, Outcome.MADE: 1}
    assert AlternativeLabel.objects.filter(label="betalingsachterstand").exists()
    assert jongeren.broader.name == "kinderen"
    assert jongeren.scope_note == "Tot 27 jaar."
    assert jongeren.related.count() == 2


def rename(concept):
    Concept.objects.filter(pk=concept.pk).update(name="geldschulden", folded_name="geldschulden")


def explain(concept):
    Concept.objects.filter(pk=concept.pk).update(scope_note="Anders uitgelegd.")


def move(concept):
    other = Concept.objects.create(scheme=concept.scheme, slug="geld", name="geld")
    Concept.objects.filter(pk=concept.pk).update(broader=other)


def add_label(concept):
    AlternativeLabel.objects.create(concept=concept, label="rood staan")


def hide_label(concept):
    concept.alternative_labels.update(is_hidden=True)


def add_hidden_label(concept):
    AlternativeLabel.objects.create(concept=concept, label="blut", is_hidden=True)


def add_related(concept):
    concept.related.add(Concept.objects.get(slug="vroegsignalering"))


CHANGES = [rename, explain, move, add_label, hide_label, add_hidden_label, add_related]


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_curator_changed_is_kept(content, change):
    content.load()
    change(Concept.objects.get(slug="schulden"))
    before = _state()

    tallies = content.load()

    assert tallies["Begrippen"].counts[Outcome.LEFT] >= 1
    assert tallies["Begrippen"].counts[Outcome.CHANGED] == 0
    assert _state() == before
    assert tallies["Kennisitems"].counts == {Outcome.SAME: 1}


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_curator_changed_is_replaced_when_asked(content, change):
    content.load()
    before = _state()
    change(Concept.objects.get(slug="schulden"))

    content.load(overwrite=True)

    after = [row for row in _state() if row[0] != "geld"]
    assert after == before


def test_item_may_use_the_name_of_the_content_after_a_curator_renamed_the_concept(content):
    content.load()
    rename(Concept.objects.get(slug="schulden"))

    assert content.faults() == []
    assert Concept.objects.count() == 3


def test_concept_with_another_address_is_found_by_its_name(content):
    content.load()
    Concept.objects.filter(slug="schulden").update(slug="geldschulden")

    tallies = content.load()

    assert Concept.objects.count() == 3
    assert tallies["Begrippen"].counts == {Outcome.SAME: 3}
    assert tallies["Kennisitems"].counts == {Outcome.SAME: 1}


def test_scheme_that_a_curator_renamed_keeps_its_name(content):
    content.load()
    ConceptScheme.objects.filter(slug="thema").update(name="Onderwerp")

    tallies = content.load()

    assert tallies["Begrippenlijsten"].left == ["thema"]
    assert ConceptScheme.objects.filter(name="Onderwerp").exists()


def test_scheme_that_a_curator_renamed_is_replaced_when_asked(content):
    content.load()
    ConceptScheme.objects.filter(slug="thema").update(name="Onderwerp")

    content.load(overwrite=True)

    assert ConceptScheme.objects.get(slug="thema").name == "Thema"


def test_scheme_without_an_address_is_one_fault(content):
    content.replace(FILE, "  - slug: thema\n    name: Thema", "  - name: Thema")
    content.write(FILE, content.text(FILE).replace("scheme: thema", "scheme: doelgroep"))

    faults = content.faults(FILE)

    assert faults == [f"{FILE}:2: “slug” in schemes, nummer 1 ontbreekt"]


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        pytest.param(
            "  - slug: doelgroep",
            "  - slug: thema",
            "name: Doelgroep",
            "dubbel adres “thema” voor een lijst",
            id="scheme twice",
        ),
        pytest.param(
            "name: Doelgroep",
            "name: Thema",
            "is_facet",
            "er is al een lijst met de naam “Thema”",
            id="scheme name twice",
        ),
        pytest.param(
            "name: Doelgroep",
            f"name: {'a' * 61}",
            "name: aaa",
            "naam is 61 tekens lang; er passen er 60",
            id="scheme name too long",
        ),
        pytest.param(
            "slug: vroegsignalering",
            "slug: schulden",
            "name: vroegsignalering",
            "dubbel adres “thema/schulden” in de begrippen",
            id="concept twice",
        ),
        pytest.param(
            "name: vroegsignalering",
            "name: schulden",
            "broader: schulden",
            "dubbel begrip “schulden” in de lijst thema; het staat ook op regel 9",
            id="concept name twice",
        ),
        pytest.param(
            "scheme: doelgroep",
            "scheme: doelgroepen",
            "scheme: doelgroepen",
            "onbekende begrippenlijst “doelgroepen”; bedoelt u “doelgroep”?",
            id="unknown scheme",
        ),
        pytest.param(
            "broader: schulden",
            "broader: jongeren",
            "broader:",
            "onbekend begrip “jongeren” in de lijst thema; het staat in de lijst doelgroep",
            id="broader in another list",
        ),
        pytest.param(
            "broader: schulden",
            "broader: vroegsignalering",
            "broader:",
            "de bredere begrippen gaan in een kring: vroegsignalering → vroegsignalering",
            id="broader than itself",
        ),
        pytest.param(
            "related: [jongeren]",
            "related: [jongere]",
            "related:",
            "onbekend begrip “jongere”; bedoelt u “jongeren”?",
            id="unknown related",
        ),
        pytest.param(
            "related: [jongeren]",
            "related: [schulden]",
            "related:",
            "“schulden” is verwant aan zichzelf",
            id="related to itself",
        ),
        pytest.param(
            "[schuldenlast]",
            f"[{'a' * 101}]",
            "alternative_labels:",
            "andere naam is 101 tekens lang; er passen er 100",
            id="label too long",
        ),
        pytest.param(
            "alternative_labels: [schuldenlast]",
            f"hidden_labels: [{'a' * 101}]",
            "hidden_labels:",
            "andere naam is 101 tekens lang; er passen er 100",
            id="hidden label too long",
        ),
        pytest.param(
            "scope_note: Meer betalen dan er binnenkomt.",
            f"scope_note: {'a' * 401}",
            "scope_note:",
            "uitleg is 401 tekens lang; er passen er 400",
            id="note too long",
        ),
    ],
)
def test_vocabulary_that_is_wrong_is_a_fault_with_its_line(content, old, new, at, message):
    content.replace(FILE, old, new)

    faults = content.faults(FILE)

    beside = {"name: Doelgroep": -1, "is_facet": -1, "name: vroegsignalering": -1}
    if at == "broader: schulden":
        number = content.line(FILE, at) - 1
    else:
        number = content.line(FILE, at) + beside.get(at, 0)
    # a concept that cannot be placed cannot be named either: that may add faults
    assert f"{FILE}:{number}: {message}" in faults


def test_circle_of_broader_concepts_is_a_fault_for_each_of_them(content):
    content.replace(
        FILE, "    name: schulden\n", "    name: schulden\n    broader: vroegsignalering\n"
    )

    faults = content.faults(FILE)

    assert [fault.split(": ", 2)[2] for fault in faults] == [
        "schulden → vroegsignalering → schulden",
        "vroegsignalering → schulden → vroegsignalering",
    ]


def test_circle_with_what_a_curator_did_is_a_fault(content):
    content.replace(FILE, "    broader: schulden\n", "")
    content.load()
    under = Concept.objects.get(slug="vroegsignalering")
    Concept.objects.filter(slug="schulden").update(broader=under)
    content.replace(FILE, "name: vroegsignalering", "name: vroegsignalering\n    broader: schulden")

    faults = content.faults(FILE)

    assert len(faults) == 2


def test_related_name_of_two_lists_is_a_fault(content):
    text = content.text(FILE)
    content.write(
        FILE,
        text.replace("is_facet: false", "is_facet: false\n  - slug: fase\n    name: Fase")
        + "  - scheme: fase\n    slug: jongeren\n    name: jongeren\n",
    )

    (fault,) = content.faults(FILE)

    assert fault.endswith(": het begrip “jongeren” staat in meer dan een lijst")


def test_name_that_another_stored_concept_has_is_a_fault(content):
    content.load()
    Concept.objects.filter(slug="schulden").update(name="lening")
    text = content.text(FILE)
    content.write(FILE, text + "  - scheme: thema\n    slug: lening\n    name: lening\n")

    faults = content.faults(FILE)

    message = "in de databank heet thema/schulden al “lening”"
    assert faults == [f"{FILE}:{len(text.splitlines()) + 3}: {message}"]


def _state():
    return [
        (
            concept.slug,
            concept.name,
            concept.folded_name,
            concept.scope_note,
            concept.broader_id,
            sorted((label.label, label.is_hidden) for label in concept.alternative_labels.all()),
            sorted(other.slug for other in concept.related.all()),
        )
        for concept in Concept.objects.order_by("slug")
    ]
