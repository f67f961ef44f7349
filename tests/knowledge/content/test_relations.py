import pytest

from knowledge.content.writing import Outcome
from knowledge.models import Relation

pytestmark = pytest.mark.django_db
FILE = "practices/er-snel-bij.yaml"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "slug: wat-werkt",
            "slug: wat-wrkt",
            "onbekend item “wat-wrkt” van de soort publication; bedoelt u “wat-werkt”?",
        ),
        (
            "kind: publication\n    slug: wat-werkt",
            "kind: practice\n    slug: er-snel-bij",
            "een item heeft geen relatie met zichzelf",
        ),
    ],
)
def test_relation_that_leads_nowhere_is_a_fault(content, old, new, message):
    content.replace(FILE, old, new)

    faults = content.faults()

    assert faults == [f"{FILE}:{content.line(FILE, '    slug:')}: {message}"]


def test_same_relation_twice_is_a_fault(content):
    once = (
        "  - type: rests_on\n    kind: publication\n    slug: wat-werkt\n"
        "    reason: Het overzicht noemt snel bellen.\n"
    )
    content.replace(FILE, once, once + once.replace("noemt", "zegt"))

    (fault,) = content.faults()

    assert fault.endswith(": deze relatie staat er twee keer bij")


def test_relation_without_an_item_is_one_fault(content):
    content.replace(FILE, "    slug: wat-werkt\n", "")

    (fault,) = content.faults()

    assert fault.endswith(": “slug” in relations, nummer 1 ontbreekt")


def test_reason_that_is_too_long_is_a_fault(content):
    content.replace(FILE, "Het overzicht noemt snel bellen.", "a" * 301)

    faults = content.faults()

    message = "waarom is 301 tekens lang; er passen er 300"
    assert faults == [f"{FILE}:{content.line(FILE, 'reason:')}: {message}"]


def test_relation_of_a_curator_is_kept(content):
    content.load()
    Relation.objects.update(reason="Omdat wij het zeggen.")

    tallies = content.load()

    assert tallies["Praktijkvoorbeelden"].counts == {Outcome.LEFT: 1}
    assert Relation.objects.get().reason == "Omdat wij het zeggen."


def test_changed_relation_is_changed(content):
    content.load()
    content.replace(FILE, "type: rests_on", "type: follows")

    content.load()

    assert Relation.objects.get().type == Relation.Type.FOLLOWS
