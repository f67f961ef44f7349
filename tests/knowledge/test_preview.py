"""Before a concept is changed, its effect on what visitors really asked is known."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.collection import collections
from knowledge.models import Concept
from knowledge.preview import (
    MOST_QUESTIONS,
    NEW,
    Effect,
    Preview,
    Questions,
    merged,
    preview,
    renamed,
    with_synonym,
)
from knowledge.services import merge_concepts
from knowledge.version import current
from search.engine import Question
from tests.factories import AskedQueryFactory, ConceptFactory, PublicationFactory

pytestmark = pytest.mark.django_db

TODAY = date(2099, 1, 6)


def collection():
    return collections.at(current())


def previewed(change, *words):
    """Return the effects of ``change`` on questions in these words."""
    now = collection()
    return preview(now, change(now), Questions(dict.fromkeys(words, 1))).effects


def numbers(effects):
    return {effect.words: (effect.before, effect.after) for effect in effects}


def found(words):
    """Return how many items the portal has for each of ``words``, as it is now."""
    engine = collection().engine
    return {one: engine.ask(Question(one)).whole.bit_count() for one in words}


def test_questions_are_those_that_were_asked_most():
    AskedQueryFactory(words="rust", times=2)
    AskedQueryFactory(words="rust", path="/kennis/", times=3)
    AskedQueryFactory(words="huur", times=4)
    AskedQueryFactory(words="te oud", day=date(2098, 1, 1), times=99)

    questions = Questions.recent(TODAY)

    assert list(questions.times.items()) == [("rust", 5), ("huur", 4)]


def test_questions_are_not_without_end():
    AskedQueryFactory.create_batch(MOST_QUESTIONS + 5)

    assert len(Questions.recent(TODAY).times) == MOST_QUESTIONS


def test_synonym_finds_what_its_concept_has():
    debts = ConceptFactory(slug="schulden")
    for title in ("Cursus", "Advies"):
        PublicationFactory(title=title, concepts=[debts])
    PublicationFactory(title="Iets anders")

    effects = previewed(
        lambda now: with_synonym(now, debts.pk, "rood staan"), "rood staan", "schulden", "anders"
    )

    assert effects == [Effect("rood staan", 1, 0, 2, 2, 0, ["Advies", "Cursus"], [])]


def test_effect_tells_the_first_titles_only():
    debts = ConceptFactory(slug="schulden")
    for title in "EDCBA":
        PublicationFactory(title=f"Cursus {title}", concepts=[debts])

    [effect] = previewed(lambda now: with_synonym(now, debts.pk, "rood"), "rood")

    assert (effect.gained, effect.gained_titles) == (5, ["Cursus A", "Cursus B", "Cursus C"])


def test_name_that_is_taken_away_loses_results():
    debts = ConceptFactory(slug="schulden")
    debts.alternative_labels.create(label="rood staan")
    PublicationFactory(title="Cursus", concepts=[debts])

    effects = previewed(lambda now: renamed(now, debts.pk, ["schulden"]), "rood staan", "schulden")

    assert effects == [Effect("rood staan", 1, 1, 0, 0, 1, [], ["Cursus"])]


def test_other_name_finds_instead_of_the_first():
    debts = ConceptFactory(slug="schulden")
    PublicationFactory(title="Cursus", concepts=[debts])

    effects = previewed(
        lambda now: renamed(now, debts.pk, ["geldzorgen"]), "schulden", "geldzorgen"
    )

    assert numbers(effects) == {"schulden": (1, 0), "geldzorgen": (0, 1)}


def test_new_concept_makes_one_thing_of_its_words():
    PublicationFactory(title="Blauwe folder over een enveloppe")
    PublicationFactory(title="Brief van de belastingdienst")

    effects = previewed(
        lambda now: renamed(now, NEW, ["blauwe enveloppe", "brief belastingdienst"]),
        "blauwe enveloppe",
    )

    assert numbers(effects) == {"blauwe enveloppe": (1, 2)}


def merge_fixture():
    """Make two concepts, with items of their own and below them."""
    family = ConceptFactory(slug="geldproblemen")
    source = ConceptFactory(slug="betalingsachterstand", broader=family)
    source.alternative_labels.create(label="wanbetaling")
    source.alternative_labels.create(label="aanmaning", is_hidden=True)
    target = ConceptFactory(slug="incasso")
    below = ConceptFactory(slug="huurschuld", broader=source)
    source.related.add(target, ConceptFactory(slug="deurwaarder"))
    for title, concepts in [
        ("Cursus", [source]),
        ("Advies", [target]),
        ("Folder", [below]),
        ("Alles", [source, target]),
    ]:
        PublicationFactory(title=title, concepts=concepts)
    return source, target


QUESTIONS = [
    *("betalingsachterstand", "wanbetaling", "aanmaning", "aanmanin"),
    *("incasso", "huurschuld", "geldproblemen", "weg"),
]


def test_merge_finds_under_either_name_what_both_have():
    source, target = merge_fixture()

    effects = previewed(lambda now: merged(now, source.pk, target.pk), *QUESTIONS)

    assert numbers(effects) == {
        "betalingsachterstand": (3, 4),
        "wanbetaling": (3, 4),
        "aanmaning": (3, 4),
        "incasso": (2, 4),
        "geldproblemen": (3, 0),
    }


def test_merge_with_a_concept_that_nothing_carries_is_foreseen():
    source = ConceptFactory(slug="incasso")
    target = ConceptFactory(slug="deurwaarder")
    PublicationFactory(title="Cursus", concepts=[source])

    effects = previewed(lambda now: merged(now, source.pk, target.pk), "deurwaarder", "incasso")

    assert numbers(effects) == {"deurwaarder": (0, 1)}


@pytest.mark.parametrize("is_reversed", [False, True])
def test_merge_does_what_was_foreseen(is_reversed):
    source, target = merge_fixture()
    if is_reversed:
        source, target = target, source
    before = found(QUESTIONS)
    foreseen = numbers(previewed(lambda now: merged(now, source.pk, target.pk), *QUESTIONS))

    merge_concepts(source=source, target=target)

    after = found(QUESTIONS)
    assert foreseen == {
        words: (before[words], after[words]) for words in QUESTIONS if before[words] != after[words]
    }


@pytest.mark.parametrize("names", [["schulden", "rood staan"], ["geldzorgen"], ["rood", "staan"]])
def test_other_names_do_what_was_foreseen(names):
    debts = ConceptFactory(slug="schulden")
    PublicationFactory(title="Cursus", concepts=[debts])
    PublicationFactory(title="Wie rood is en blijft staan")
    asked = ["schulden", "rood staan", "geldzorgen", "rood", "staan"]
    before = found(asked)
    foreseen = numbers(previewed(lambda now: renamed(now, debts.pk, names), *asked))

    debts.name = names[0]
    debts.save()
    for name in names[1:]:
        debts.alternative_labels.create(label=name)

    after = found(asked)
    assert foreseen == {
        words: (before[words], after[words]) for words in asked if before[words] != after[words]
    }


@pytest.mark.parametrize("is_hidden", [False, True])
def test_synonym_does_what_was_foreseen(is_hidden):
    debts = ConceptFactory(slug="schulden")
    debts.alternative_labels.create(label="wanbetaling", is_hidden=True)
    PublicationFactory(title="Cursus", concepts=[debts])
    # a shown name may be meant by its beginning and by what looks like it, a hidden one not
    asked = ["geldgebrek", "geldge", "geldgbrek", "wanbetaling", "wanbe"]
    before = found(asked)
    foreseen = numbers(
        previewed(
            lambda now: with_synonym(now, debts.pk, "geldgebrek", is_hidden=is_hidden), *asked
        )
    )

    debts.alternative_labels.create(label="geldgebrek", is_hidden=is_hidden)

    after = found(asked)
    assert foreseen == {
        words: (before[words], after[words]) for words in asked if before[words] != after[words]
    }
    assert foreseen.keys() == ({"geldgebrek"} if is_hidden else {*asked[:3]})


def test_preview_writes_nothing():
    source, target = merge_fixture()
    now = collection()
    questions = Questions(dict.fromkeys(QUESTIONS, 1))

    with CaptureQueriesContext(connection) as asked:
        made = preview(now, merged(now, source.pk, target.pk), questions)

    assert isinstance(made, Preview)
    assert made.asked == len(QUESTIONS)
    # a ranking begins with its question, as WITH
    assert {query["sql"].split()[0] for query in asked} <= {"SELECT", "WITH"}
    assert Concept.objects.filter(pk=source.pk).exists()
