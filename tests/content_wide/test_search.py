"""What searching the starter content finds: the promises of the search, over the real thing."""

import pytest

from knowledge.models import Concept, KnowledgeItem
from search.facets import members
from search.models import Form
from search.stop_words import STOP_WORDS
from search.tokens import tokens
from tests.pages import ListPage
from tests.searching import asked, collection, found, related

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("content")]

SEARCH = "/zoeken/"
NASTY = [
    *("", " ", "de het een van", "x" * 10_000, "schulden " * 2_000, "%", "_", "'", '"', "\\"),
    *("\x00", "schulden\x00", "😀", "a OR 1=1 --", "'; DROP TABLE search_posting; --"),
    *("<script>alert(1)</script>", "{{ 7|add:7 }}", "\u202eschulden\u2066", "e\u0301" * 90),
    *("#c1", "#", "schuld*", '"schulden', "-schulden", "schulden AND NOT jongeren", "()", "٢٣"),
]
# What people look for here; each has something.
ASKED = [
    *("schulden", "schuldhulpverlening", "armoede", "eenzaamheid", "vroegsignalering"),
    *("laaggeletterdheid", "energiearmoede", "jongeren met schulden", "schaamte", "stress"),
    *("gezondheid", "werk", "inkomen", "kinderen in armoede", "mantelzorg", "re-integratie"),
    *("beschermingsbewind", "bijstand", "toeslagen", "huisbezoek", "gemeente utrecht", "ouderen"),
]


def searched(visitor, words, **query):
    return ListPage(visitor.get(SEARCH, {"q": words, **query}))


@pytest.fixture(scope="module")
def texts(content):
    """Give all words of each item, as they are written."""
    return {
        item.slug: {token.form for token in tokens(f"{item.title} {item.summary} {item.body}")}
        for item in KnowledgeItem.objects.all()
    }


def test_ways_to_say_debt_help_share_their_first_results():
    lists = {
        words: found(words)
        for words in ("schulden hulp", "schuldhulp", "schuldhulpverlening", "SHV", "shv")
    }

    assert all(len(slugs) > 10 for slugs in lists.values()), lists
    assert len({slugs[0] for slugs in lists.values()}) == 1, lists


def test_compound_finds_texts_that_say_it_in_two_words(texts):
    slugs = found("jongerenschulden")

    apart = [slug for slug in slugs if "jongerenschulden" not in texts[slug]]
    assert set(found("jongeren schulden")) & set(apart)
    assert len(slugs) > 3


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Laaggeleterd", "laaggeletterd"),
        ("vroegsignalring", "vroegsignalering"),
        ("eenzaamhied ouderen", "eenzaamheid ouderen"),
        ("schuldhulpverlenging", "schuldhulpverlening"),
    ],
)
def test_typing_error_finds_what_was_meant_and_the_page_says_so(visitor, typed, meant):
    page = searched(visitor, typed)

    shown = page.slugs + page.related_slugs
    assert shown
    assert set(shown) & set(found(meant) + related(meant))
    [repair] = asked(typed).plan.repaired
    assert meant.startswith(repair.instead[0])
    assert repair.instead[0] in page.html.one("main").text
    literally = next(
        link["href"] for link in page.html.all("a", href=True) if "letterlijk=ja" in link["href"]
    )
    assert ListPage(visitor.get(literally)).count == 0


def test_every_word_that_stands_somewhere_is_taken_as_it_is():
    rare = Form.objects.filter(documents=1).order_by("text").values_list("text", flat=True)

    repaired = {word: asked(word).plan.repaired for word in rare[::15]}

    assert len(repaired) > 100
    assert {word for word, plan in repaired.items() if plan} == set()


@pytest.mark.parametrize(
    "words",
    [
        ["re-integratie", "reintegratie", "re\u2011integratie", "Re-Integratie"],
        ["zzp'er", "zzp’er", "zzp'ers", "ZZP’ers"],
        ["Financiële", "financiele", "financie\u0308le", "FINANCIËLE"],
        ["kans", "kansen"],
        ["fonds", "fondsen"],
    ],
)
def test_ways_to_write_a_word_find_the_same(words):
    lists = [found(word) for word in words]

    assert lists == [lists[0]] * len(words)
    assert lists[0]


def test_policy_is_not_guidance(texts):
    both = set(found("beleid")) & set(found("begeleiding"))

    wrong = [slug for slug in found("beleid") if not _says(texts[slug], "beleid")]
    assert all(not _says(texts[slug], "begeleid") or _says(texts[slug], "beleid") for slug in both)
    assert len(wrong) < len(found("beleid"))


def _says(words, part):
    return any(part in word for word in words)


@pytest.mark.parametrize("words", NASTY)
def test_whatever_is_asked_gives_a_page(visitor, words):
    page = searched(visitor, words)

    assert page.count <= collection().items.bit_count()
    assert len(page.html.all("h1")) == 1


@pytest.mark.parametrize("words", ASKED)
def test_what_people_look_for_is_found_and_counted_right(visitor, words):
    answer = asked(words)
    slugs = found(words)

    page = searched(visitor, words)

    assert 0 < page.count == len(slugs) == len(set(slugs)) == len(members(answer.whole))
    assert page.slugs == slugs[:20]


def test_pages_together_are_the_list_without_doubles(visitor):
    first, second = (searched(visitor, "schulden", pagina=number) for number in (1, 2))

    assert first.slugs + second.slugs == found("schulden")[:40]
    assert len(set(first.slugs + second.slugs)) == 40


def test_number_of_pages_is_that_of_the_count(visitor):
    total = searched(visitor, "schulden").count
    last = -(-total // 20)

    slugs = [
        slug
        for number in range(1, last + 1)
        for slug in searched(visitor, "schulden", pagina=number).slugs
    ]

    assert len(slugs) == len(set(slugs)) == total


def says_something(title):
    return not {token.form for token in tokens(title)} <= STOP_WORDS


def test_title_finds_its_item_nearly_always_among_the_first_three():
    # In a title like "Is dit te doen?" no word says anything: it finds nothing.
    titles = KnowledgeItem.objects.published().values_list("slug", "title")
    places = {slug: found(title) for slug, title in titles if says_something(title)}

    late = {slug: slugs[:3] for slug, slugs in places.items() if slug not in slugs[:3]}
    assert [slug for slug, slugs in places.items() if slug not in slugs] == []
    assert len(late) <= len(places) / 50, late


def test_name_of_every_concept_finds_all_that_carry_it():
    now = collection()

    missed = {
        concept.name
        for concept in Concept.objects.all()
        if now.own_concepts.get(concept.pk, 0) & ~asked(concept.name).whole
    }

    assert missed == set()


def test_name_of_a_concept_finds_what_carries_something_narrower():
    now = collection()
    # of a name with very many narrower ones the search leaves some out
    few = [node for node in now.tree.nodes.values() if 1 < len(list(node.walk())) < 10]

    missed = {node.name for node in few if now.concepts[node.pk] & ~asked(node.name).whole}

    assert len(few) > 20
    assert missed == set()


def test_question_in_whole_words_finds_something():
    questions = [
        "hoe help ik jongeren met schulden?",
        "wat kan een gemeente doen tegen eenzaamheid onder ouderen",
        "waarom vragen mensen geen hulp",
    ]

    assert all(found(question) or related(question) for question in questions)


def test_nothing_is_found_for_what_is_not_spoken_of():
    assert found("kwantummechanica zeilboot") == related("kwantummechanica zeilboot") == []
