"""Searches are counted by a script: once for each visitor and question, and without a cookie."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.looking import AXE, overflow, violations
from tests.e2e.the_list import new_list, tick

LOG = re.compile(r"/zoeken/log/$")


@pytest.fixture
def told(page):
    """Gather what a page tells the log, with the answers of the site."""
    told = []
    page.on("response", lambda answer: told.append(answer) if LOG.search(answer.url) else None)
    return told


def facts(told):
    """Return what was told, as the lines of forms."""
    return [answer.request.post_data for answer in told]


def search(page, words):
    page.locator("#q").fill(words)
    with new_list(page):
        page.locator("#q").press("Enter")


def wait_for(page, told, count):
    """Wait until the log answered ``count`` times, and a moment more for what should not come."""
    for _try in range(100):
        if len(told) >= count:
            break
        page.wait_for_timeout(100)
    page.wait_for_timeout(300)


def test_question_is_told_once(page, told):
    page.goto("/zoeken/?q=Schulden")
    wait_for(page, told, 1)

    for again in (
        "/zoeken/?q=schulden",
        "/zoeken/?q=schulden&sorteer=titel",
        "/zoeken/?pagina=2&q=schulden",
    ):
        page.goto(again)
    page.goto("/zoeken/?q=huur")
    wait_for(page, told, 2)

    assert facts(told) == ["list=%2Fzoeken%2F%3Fq%3DSchulden", "list=%2Fzoeken%2F%3Fq%3Dhuur"]
    assert [answer.status for answer in told] == [204, 204]


def test_page_without_words_tells_nothing(page, told):
    page.goto("/zoeken/?thema=schulden")
    page.goto("/praktijkvoorbeelden/?q=%20")
    page.locator("#lijst .ams-card__link").first.click()
    wait_for(page, told, 0)

    assert facts(told) == []


def test_list_that_changes_in_place_tells_its_own_question(page, told):
    page.goto("/praktijkvoorbeelden/")

    search(page, "schulden")
    wait_for(page, told, 1)
    tick(page, "doelgroep", "jongeren")
    wait_for(page, told, 2)

    assert facts(told) == [
        "list=%2Fpraktijkvoorbeelden%2F%3Fq%3Dschulden",
        "list=%2Fpraktijkvoorbeelden%2F%3Fdoelgroep%3Djongeren%26q%3Dschulden",
    ]


def test_opened_result_is_told_once(page, told):
    page.goto("/zoeken/?q=schulden")
    first = page.locator("#lijst .ams-card__link").first
    path = first.get_attribute("href")

    for _time in range(2):
        first.click(modifiers=["ControlOrMeta"])  # in a new tab, so that the answer is seen here
    wait_for(page, told, 2)

    item = path.replace("/", "%2F")
    assert facts(told) == [
        "list=%2Fzoeken%2F%3Fq%3Dschulden",
        f"list=%2Fzoeken%2F%3Fq%3Dschulden&item={item}",
    ]
    assert [answer.status for answer in told] == [204, 204]


def test_result_that_takes_the_place_of_the_list_is_told(page):
    page.goto("/zoeken/?q=schulden")
    first = page.locator("#lijst .ams-card__link").first
    path = first.get_attribute("href")

    with page.expect_request(LOG) as told:
        first.click()

    assert told.value.post_data.endswith(f"&item={path.replace('/', '%2F')}")
    expect(page).to_have_url(re.compile(f"{re.escape(path)}$"))


def test_counting_sets_no_cookie_and_sends_none(page, told):
    page.goto("/zoeken/?q=schulden")
    wait_for(page, told, 1)

    [answer] = told
    assert page.evaluate("document.cookie") == ""
    assert page.context.cookies() == []
    assert "set-cookie" not in answer.all_headers()
    assert "cookie" not in answer.request.all_headers()
    assert "cookie" not in answer.all_headers().get("vary", "").lower()


def test_visitor_without_script_finds_all_the_same(new_page):
    page = new_page(java_script_enabled=False)
    told = []
    page.on("request", lambda request: told.append(request) if LOG.search(request.url) else None)

    page.goto("/zoeken/?q=schulden")

    expect(page.locator("#lijst [data-slug]").first).to_be_visible()
    assert told == []


@pytest.mark.parametrize("width", [1280, 320])
def test_page_for_what_was_missed_is_accessible(new_page, width):
    page = new_page(width, init_script=AXE)

    page.goto("/zoeken/gemist/?q=potjes")
    empty = violations(page), overflow(page)
    page.locator("#id_words").fill("")
    page.get_by_role("button", name="Stuur naar de redactie").click()
    expect(page.locator("[data-kp-error-summary]")).to_be_focused()
    wrong = violations(page), overflow(page)
    page.get_by_role("link", name="Wat had u willen vinden?").click()
    expect(page.locator("#id_words")).to_be_focused()
    page.keyboard.type("potjes")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Dank u wel")).to_be_visible()

    nothing = ([], (0, []))
    assert (empty, wrong, (violations(page), overflow(page))) == (nothing, nothing, nothing)
