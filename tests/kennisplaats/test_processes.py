"""What one process changes, the next request sees, whichever process answers it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.kennisplaats.serving import Portal
from tests.start.running import is_alive, kill_9, wait_until

KNOWLEDGE = "/kennis/"


@pytest.fixture(scope="module")
def portal(static_root, database_url, tmp_path_factory):
    folder = tmp_path_factory.mktemp("portal")
    with Portal(folder, static_root, database_url) as portal:
        yield portal


@pytest.fixture
def hand(portal):
    """Give the other process; each test has slugs and words of its own."""
    return portal.hand


def counts(portal, slug):
    """Return the different numbers beside a theme, and totals of the list with it."""
    shown = portal.asked(lambda page: page.choices["thema", slug].n, KNOWLEDGE)
    totals = portal.asked(lambda page: page.count, KNOWLEDGE, thema=slug)
    return shown, totals


def test_save_is_seen_by_the_next_request(portal, hand):
    assert portal.found("grachtengordel") == [[]]

    hand.do("make", "gracht", title="Grachtengordel")
    made = portal.found("grachtengordel")
    hand.do("save", "gracht", title="Molenwiek")

    assert made == [["gracht"]]
    assert portal.found("grachtengordel") == [[]]
    assert portal.found("molenwiek") == [["gracht"]]
    assert portal.asked(lambda page: page.html.one("h1").text, "/kennis/gracht/") == ["Molenwiek"]


@pytest.mark.parametrize("away", ["save", "delete"])
def test_taking_away_is_seen_by_the_next_request(portal, hand, away):
    slug = f"weg-{away}"
    hand.do("make", slug, title=f"Fluisterboot {away}", concepts=[slug])
    before = portal.found("fluisterboot"), counts(portal, slug), portal.suggested("fluisterb")

    hand.do(away, slug, **({"status": "archived"} if away == "save" else {}))

    assert before[:2] == ([[slug]], ([1], [1]))
    assert "luisterboot" in before[2]
    assert portal.found("fluisterboot") == [[]]
    assert counts(portal, slug) == ([0], [0])
    assert "luisterboot" not in portal.suggested("fluisterb")
    assert {portal.answer(f"/kennis/{slug}/")[0] for _turn in range(8)} == {404}


def test_concepts_of_an_item_are_seen_by_the_next_request(portal, hand):
    hand.do("make", "draagt", title="Iets", concepts=["tulpenbol"])
    hand.do("make", "draagt-ook", title="Iets anders", concepts=["tulpenbol"])
    before = counts(portal, "tulpenbol"), portal.found("tulpenbol")

    hand.do("carry", "draagt", "hyacint")

    assert before == (([2], [2]), [["draagt", "draagt-ook"]])
    assert counts(portal, "tulpenbol") == ([1], [1])
    assert counts(portal, "hyacint") == ([1], [1])
    assert portal.found("tulpenbol") == [["draagt-ook"]]


def test_new_name_of_a_concept_is_seen_by_the_next_request(portal, hand):
    hand.do("make", "hernoemd", title="Over iets", concepts=["spaarbank"])
    before = portal.found("spaarbank"), portal.suggested("spaarb")

    hand.do("rename", "spaarbank", "wisselkantoor")

    assert before[0] == [["hernoemd"]]
    assert "spaarbank" in before[1].lower()
    assert portal.found("spaarbank") == [[]]
    assert portal.found("wisselkantoor") == [["hernoemd"]]
    assert "isselkantoor" in portal.suggested("wisselk")
    label = portal.asked(lambda page: page.choices["thema", "spaarbank"].label, KNOWLEDGE)
    assert ["isselkantoor" in one for one in label] == [True]


def test_new_synonym_is_seen_by_the_next_request(portal, hand):
    hand.do("make", "synoniem", title="Over iets", concepts=["eikenboom"])
    before = portal.found("quercus")

    hand.do("label", "eikenboom", "quercus")

    assert before == [[]]
    assert portal.found("quercus") == [["synoniem"]]


def test_change_that_is_taken_back_is_never_seen(portal, hand):
    hand.do("make", "blijft", title="Zonnebloem", concepts=["akker"])
    before = hand.do("stamp"), portal.found("zonnebloem"), counts(portal, "akker")

    hand.do("begin")
    hand.do("save", "blijft", title="Korenbloem")
    hand.do("make", "nooit", title="Zonnebloem", concepts=["akker"])
    meanwhile = portal.found("korenbloem"), portal.found("zonnebloem"), counts(portal, "akker")
    hand.do("take_back")

    assert before[1:] == ([["blijft"]], ([1], [1]))
    assert meanwhile == ([[]], *before[1:])
    assert (hand.do("stamp"), portal.found("zonnebloem"), counts(portal, "akker")) == before
    assert portal.found("korenbloem") == [[]]


def test_change_is_seen_when_it_is_final_and_not_before(portal, hand):
    hand.do("begin")
    hand.do("make", "straks", title="Dageraad")
    meanwhile = portal.found("dageraad")
    hand.do("commit")

    assert meanwhile == [[]]
    assert portal.found("dageraad") == [["straks"]]


def test_worker_that_is_killed_loses_nothing(portal, hand):
    hand.do("make", "eerder", title="Schaatsbaan", concepts=["ijs"])
    assert portal.found("schaatsbaan") == [["eerder"]]
    killed = portal.workers()[0]

    kill_9(killed)
    wait_until(lambda: not is_alive(killed))
    hand.do("make", "later", title="Schaatsbaan", concepts=["ijs"])

    assert portal.found("schaatsbaan") == [["eerder", "later"]]
    assert counts(portal, "ijs") == ([2], [2])
    wait_until(lambda: len(portal.workers()) == 2)
    assert portal.found("schaatsbaan") == [["eerder", "later"]]


def test_first_requests_after_a_start_are_answered_right(portal, hand):
    hand.do("make", "begin", title="Ochtendgloren", concepts=["vroeg"])
    portal.stop()
    portal.start()

    with ThreadPoolExecutor(8) as visitors:
        pages = list(visitors.map(lambda _n: portal.page("/zoeken/", q="ochtendgloren"), range(8)))

    assert [page.slugs for page in pages] == [["begin"]] * 8
