"""What the numbers beside the choices promise, over the whole of the starter content."""

import gzip
import random
import re
from collections import defaultdict
from itertools import combinations

import pytest

from practices.models import Practice
from tests.narrowing import carriers, having
from tests.narrowing import slugs as named
from tests.pages import ListPage

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("content")]

URL = "/praktijkvoorbeelden/"
SCHEMES = {
    name: name for name in ("thema", "doelgroep", "gedragsinzicht", "werkwijze", "leefgebied")
}


def listed(visitor, query=None):
    return ListPage(visitor.get(URL, query))


def counted(visitor, query):
    """Return the count alone, without reading the rest: there are hundreds to ask for."""
    [count] = re.findall(rb'data-count="([0-9]+)"', visitor.get(URL, query).content)
    return int(count)


def choices_by_facet(page):
    found = defaultdict(list)
    for name, value in page.choices:
        found[name].append(value)
    return found


def test_list_has_every_practice_and_each_facet(visitor):
    page = listed(visitor)

    facets = choices_by_facet(page)
    assert page.count == Practice.objects.count() == 171
    assert len(page.slugs) == 20
    assert list(facets) == [
        *("thema", "doelgroep", "gedragsinzicht", "werkwijze", "leefgebied"),
        *("provincie", "gemeente", "bewijs", "status"),
    ]
    assert sum(len(values) for values in facets.values()) > 300
    assert len(facets["provincie"]) == 12


def test_full_list_is_light(visitor):
    response = visitor.get(URL)

    assert len(gzip.compress(response.content)) <= 25_000


def test_each_choice_gives_what_it_promises(visitor):
    page = listed(visitor)
    by_size = sorted(choices_by_facet(page).items(), key=lambda facet: len(facet[1]))

    # All choices of the small facets, and every fifth of the large ones.
    clicks = [(name, value) for name, values in by_size[:5] for value in values]
    clicks += [(name, value) for name, values in by_size[5:] for value in values[::5]]
    given = {click: counted(visitor, dict([click])) for click in clicks}

    assert len(clicks) > 80
    assert given == {click: page.choices[click].n for click in clicks}


def test_each_choice_counts_what_the_database_finds(visitor):
    page = listed(visitor)
    published = set(Practice.objects.published().values_list("pk", flat=True))

    found = {
        (name, value): len(published & having(name, value, SCHEMES)) for name, value in page.choices
    }

    assert {address: choice.n for address, choice in page.choices.items()} == found


def test_a_second_choice_gives_what_it_promises(visitor):
    chance = random.Random(2026)
    addresses = list(listed(visitor).choices)
    pairs = chance.sample(list(combinations(addresses, 2)), 50)

    promised, given = {}, {}
    for first, second in pairs:
        before = listed(visitor, dict([first]))
        query = {}
        for name, value in (first, second):
            query.setdefault(name, []).append(value)
        promised[first, second] = before.choices[second].n
        given[first, second] = counted(visitor, query)

    assert given == promised
    assert any(given.values())


def test_youth_in_debt_is_about_both(visitor):
    page = listed(visitor, {"thema": "schulden", "doelgroep": "jongeren"})

    practices = set(Practice.objects.values_list("pk", flat=True))
    about = carriers("thema", "schulden") & carriers("doelgroep", "jongeren") & practices
    expected = named(about)
    slugs = set(page.slugs)
    for number in range(2, 1 + -(-page.count // 20)):
        query = {"thema": "schulden", "doelgroep": "jongeren", "pagina": number}
        slugs |= set(listed(visitor, query).slugs)
    assert len(expected) > 3
    assert slugs == expected
    assert page.count == len(expected)


def test_most_practices_say_how_one_works():
    carries = Practice.objects.filter(assignments__tag__scheme__slug="werkwijze").distinct()

    assert carries.count() >= 0.8 * Practice.objects.count()


def test_numbers_follow_the_words(visitor):
    page = listed(visitor, {"q": "vroegsignalering"})
    name, value = next(
        (name, value) for (name, value), choice in page.choices.items() if 0 < choice.n < page.count
    )

    narrowed = listed(visitor, {"q": "vroegsignalering", name: value})

    assert 0 < page.count < 171
    assert narrowed.count == page.choices[name, value].n
