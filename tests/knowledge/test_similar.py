import random
from datetime import UTC, datetime
from math import log

import pytest

from knowledge.models import KnowledgeItem
from knowledge.similar import MOST_CONCEPTS, REASONS, TELLING_SCHEMES, similar
from tests.factories import ConceptFactory, DossierFactory, PracticeFactory, PublicationFactory
from tests.searching import collection

pytestmark = pytest.mark.django_db


def theme(slug, scheme="thema"):
    return ConceptFactory(slug=slug, scheme__slug=scheme)


def shown(item, **how):
    return [(card.item.slug, card.reasons) for card in similar(item, collection(), **how)]


def worked_out(item, *, most=4):
    """Return what resembles ``item`` and why, by looking at every other item."""
    published = list(KnowledgeItem.objects.published().prefetch_related("assignments__tag__scheme"))
    carried = {
        other.pk: {row.tag_id: row.tag.name for row in other.assignments.all()}
        for other in published
    }
    telling = [
        row.tag_id
        for row in item.assignments.select_related("tag__scheme")
        if row.tag.scheme.slug in TELLING_SCHEMES
    ]
    rarity = {tag: sum(tag in tags for tags in carried.values()) for tag in telling}
    rarest = sorted(rarity, key=lambda tag: (rarity[tag], tag))[:MOST_CONCEPTS]
    weight = {tag: log(1 + len(published) / max(rarity[tag], 1)) for tag in rarest}
    scored = []
    for other, tags in carried.items():
        shared = [tag for tag in rarest if tag in tags]
        if shared and other != item.pk:
            # a round figure: sums in another order differ in the last digit
            score = round(sum(weight[tag] for tag in shared), 9)
            scored.append((-score, tuple(shared), other, tuple(tags[tag] for tag in shared)))
    slugs = {other.pk: other.slug for other in published}
    return [(slugs[pk], names[:REASONS]) for _score, _shared, pk, names in sorted(scored)[:most]]


def test_similar_looks_across_kinds_and_says_why():
    common, rare = theme("schulden"), theme("bijzonder", "werkwijze")
    item = PracticeFactory(concepts=[common, rare])
    PublicationFactory(slug="meest", concepts=[rare, common])
    DossierFactory(slug="minst", concepts=[common])
    PracticeFactory(slug="anders", concepts=[theme("sport")])

    assert shown(item) == [("meest", ("bijzonder", "schulden")), ("minst", ("schulden",))]


def test_similar_prefers_one_rare_concept_to_one_common():
    common, rare = theme("schulden"), theme("bijzonder")
    item = PracticeFactory(concepts=[common, rare])
    PublicationFactory.create_batch(5, concepts=[common])
    PublicationFactory(slug="zeldzaam", concepts=[rare])

    assert shown(item, most=1) == [("zeldzaam", ("bijzonder",))]


def test_similar_takes_no_notice_of_what_everything_carries():
    item = PracticeFactory(concepts=[theme("wonen", "leefgebied"), theme("x", "soort-kennis")])
    PublicationFactory(concepts=item.concepts.all())

    assert shown(item) == []


def test_similar_never_shows_what_is_not_published():
    concept = theme("schulden")
    item = PracticeFactory(concepts=[concept])
    PublicationFactory(status="draft", concepts=[concept])
    PublicationFactory(published_at=datetime(2999, 1, 1, tzinfo=UTC), concepts=[concept])

    assert shown(item) == []


def test_similar_to_what_is_not_published_itself():
    concept = theme("schulden")
    draft = PracticeFactory(status="draft", concepts=[concept])
    PublicationFactory(slug="a", concepts=[concept])

    assert shown(draft) == [("a", ("schulden",))]


def test_similar_stands_what_was_made_after_the_collection():
    item = PracticeFactory(concepts=[theme("schulden")])
    other = PublicationFactory(slug="a", concepts=item.concepts.all())
    before = collection()
    new = theme("nieuw")
    item.concepts.add(new)
    other.concepts.add(new)

    cards = similar(item, before)

    assert [(card.item.slug, card.reasons) for card in cards] == [("a", ("schulden",))]


def test_similar_of_an_item_with_many_concepts_looks_at_the_rarest():
    concepts = [theme(f"begrip-{number:02}") for number in range(MOST_CONCEPTS + 3)]
    item = PracticeFactory(concepts=concepts)
    for number, concept in enumerate(concepts):
        PublicationFactory.create_batch(number + 1, concepts=[concept])

    assert [reasons for _slug, reasons in shown(item, most=100)][-1] == ("begrip 07",)
    assert len(shown(item, most=100)) == sum(range(1, MOST_CONCEPTS + 1))


@pytest.mark.parametrize("count", [1, 4])
def test_similar_costs_the_queries_of_its_cards(django_assert_num_queries, count):
    concepts = ConceptFactory.create_batch(3)
    item = PracticeFactory(concepts=concepts)
    PracticeFactory.create_batch(count, concepts=concepts)
    now = collection()
    item = KnowledgeItem.objects.for_cards().get(pk=item.pk)

    with django_assert_num_queries(2):
        found = similar(item, now)

    assert len(found) == count


def test_similar_is_what_looking_at_every_item_finds():
    chance = random.Random(2026)
    schemes = [*TELLING_SCHEMES, "leefgebied"]
    concepts = [theme(f"begrip-{n:02}", schemes[n % len(schemes)]) for n in range(25)]
    items = []
    for number in range(60):
        factory = chance.choice([PracticeFactory, PublicationFactory, DossierFactory])
        status = chance.choice(["published", "published", "published", "draft"])
        # some concepts are in nearly all, some in hardly any
        carried = [c for rank, c in enumerate(concepts) if chance.random() < 3 / (rank + 3)]
        items.append(factory(slug=f"i-{number}", status=status, concepts=carried))

    for most in (4, 100):
        found = {item.slug: shown(item, most=most) for item in items}
        assert found == {item.slug: worked_out(item, most=most) for item in items}
        assert sum(map(bool, found.values())) > 40
