"""What is counted beside a choice, against counting the rows one by one."""

import random
from datetime import UTC, date, datetime

import pytest

from knowledge import version
from knowledge.filters import PublicationFilterSet
from knowledge.listed import listed as of_concepts
from knowledge.models import Publication
from practices.facets import listed_practices
from practices.filters import EVIDENCE_SLUGS, RUN_STATE_SLUGS
from practices.models import Practice
from search.facets import members
from tests.factories import (
    ConceptFactory,
    MunicipalityFactory,
    PracticeFactory,
    ProvinceFactory,
    PublicationFactory,
)
from tests.narrowing import having
from tests.pages import ListPage

pytestmark = pytest.mark.django_db

URL = "/praktijkvoorbeelden/"
CONCEPT_FACETS = ["thema", "doelgroep", "gedragsinzicht", "werkwijze", "leefgebied"]
SCHEMES = {name: name for name in CONCEPT_FACETS}
HIDDEN = [
    {"status": "draft"},
    {"status": "submitted"},
    {"status": "archived"},
    {"published_at": datetime(2999, 1, 1, tzinfo=UTC)},
]
ESTIMATE = {
    "evidence_judge": Practice.Judge.EDITORS,
    "evidence_basis": "Een evaluatie.",
    "evidence_judged_on": date(2026, 1, 5),
}


@pytest.fixture(scope="module")
def world(module_transaction):
    """Give eighty practices, a third of them hidden, with concepts of three layers and places."""
    chance = random.Random(2026)
    concepts = [concept for name in CONCEPT_FACETS for concept in tree(name, chance)]
    places = [
        MunicipalityFactory(province=province)
        for province in ProvinceFactory.create_batch(4)
        for _turn in range(3)
    ]
    for _turn in range(80):
        level = chance.choice(list(Practice.Evidence))
        practice = PracticeFactory(
            concepts=chance.sample(concepts, chance.randrange(6)),
            municipalities=chance.sample(places, chance.choice([0, 1, 1, 2])),
            run_state=chance.choice(list(Practice.RunState)),
            evidence_level=level,
            **(ESTIMATE if level != Practice.Evidence.NOT_ASSESSED else {}),
            **chance.choice([{}, {}, {}, {}, {}, *HIDDEN][::-1]),
        )
        if chance.random() < 0.2:
            practice.provinces.add(chance.choice(places).province)
        PublicationFactory(concepts=chance.sample(concepts, 2))


def tree(scheme, chance):
    """Return concepts of one list, each under one made before it or under none."""
    made = []
    for number in range(7):
        broader = chance.choice([None, *made])
        slug = f"{scheme}-{number}"
        made.append(ConceptFactory(slug=slug, scheme__slug=scheme, broader=broader))
    return made


@pytest.fixture(scope="module")
def rows(world):
    """Give which published practices have each value, read from the rows one by one."""
    published = set(Practice.objects.published().values_list("pk", flat=True))
    values = {
        name: list(dict.fromkeys(f"{name}-{number}" for number in range(7)))
        for name in CONCEPT_FACETS
    }
    places = Practice.municipalities.rel.model.objects.values_list("slug", "province__slug")
    values["gemeente"] = sorted({place for place, _province in places})
    values["provincie"] = sorted({province for _place, province in places})
    values["bewijs"] = list(EVIDENCE_SLUGS)
    values["status"] = list(RUN_STATE_SLUGS)
    return published, {
        name: {slug: having(name, slug, SCHEMES) & published for slug in slugs}
        for name, slugs in values.items()
    }


def narrowed(pool, has, chosen):
    return {
        item
        for item in pool
        if all(any(item in has[name][value] for value in values) for name, values in chosen.items())
    }


def with_choice(chosen, name, value):
    return {**chosen, name: list(dict.fromkeys([*chosen.get(name, []), value]))}


def random_choices(has, seed, *, rounds):
    """Yield choices of no, one or more values in no, one or more facets."""
    chance = random.Random(seed)
    for _turn in range(rounds):
        names = chance.sample(sorted(has), chance.choice([0, 1, 2, 2, 3, 4]))
        yield {
            name: chance.sample(sorted(has[name]), chance.choice([1, 1, 2, 3])) for name in names
        }


def counts(table, pool, chosen):
    return {
        (facet.name, choice.value): choice.count
        for facet in table.choices(pool, chosen)
        for choice in [*facet.shown, *facet.more]
    }


def test_hidden_practices_are_there_to_be_left_out(rows):
    published, _has = rows

    assert 30 < len(published) < Practice.objects.count() - 20


def test_every_count_is_that_of_counting_the_rows(rows):
    published, has = rows
    at = version.current()
    table = listed_practices.at(at).table_for(
        {name: has[name] for name in ("provincie", "gemeente")}
    )
    chance = random.Random(1)
    assert set(members(table.items)) == published

    for chosen in random_choices(has, 2026, rounds=200):
        pool = set(chance.sample(sorted(published), chance.choice([len(published), 25])))
        bits = sum(1 << item for item in pool)

        assert set(members(table.narrowed(bits, chosen))) == narrowed(pool, has, chosen)
        assert counts(table, bits, chosen) == {
            (name, value): len(narrowed(pool, has, with_choice(chosen, name, value)))
            for name, values in has.items()
            for value in values
        }


def test_choosing_never_makes_the_other_counts_of_its_own_facet_smaller(rows):
    _published, has = rows
    table = listed_practices.at(version.current()).table_for(
        {name: has[name] for name in ("provincie", "gemeente")}
    )
    chance = random.Random(20)

    for chosen in random_choices(has, 20, rounds=200):
        before = counts(table, table.items, chosen)
        for name in has:
            value = chance.choice(sorted(has[name]))
            after = counts(table, table.items, with_choice(chosen, name, value))
            # without a choice a count is that of the value alone, with one that of all together
            smaller = {other for other in has[name] if after[name, other] < before[name, other]}
            assert smaller == set(), (chosen, name, value)


@pytest.mark.usefixtures("world")
def test_count_that_is_shown_is_the_total_after_clicking_it(visitor, rows):
    _published, has = rows
    chance = random.Random(21)

    for chosen in random_choices(has, 21, rounds=20):
        page = ListPage(visitor.get(URL, chosen))
        for (name, value), choice in chance.sample(sorted(page.choices.items()), 3):
            clicked = ListPage(visitor.get(URL, with_choice(chosen, name, value)))
            assert clicked.count == choice.n, (chosen, name, value)


@pytest.mark.usefixtures("world")
def test_other_lists_count_their_own_kind():
    shared = of_concepts(PublicationFilterSet, Publication.KIND)

    table = shared.at(version.current()).table

    published = set(Publication.objects.published().values_list("pk", flat=True))
    assert set(members(table.items)) == published
    assert {
        (name, value.slug): set(members(value.items))
        for name, facet in table.facets.items()
        if name in SCHEMES
        for value in facet.values
    } == {
        (name, f"{name}-{number}"): having(name, f"{name}-{number}", SCHEMES) & published
        for name in SCHEMES
        for number in range(7)
    }
