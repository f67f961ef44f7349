"""The search: suggestions while typing, results that change in place, and both for everybody."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from tests.e2e.looking import AXE, SPACE_TEXT, overflow, violations
from tests.e2e.the_list import PRACTICES, count, new_list, slugs

SEARCH = "/zoeken/"
FIELDS = [
    pytest.param("/", "#zoek", id="home"),
    pytest.param(SEARCH, "#q", id="zoeken"),
    pytest.param(PRACTICES, "#q", id="praktijkvoorbeelden"),
    pytest.param("/bestaat-niet/", "#zoek", id="404"),
]
ENDPOINT = re.compile(r"/zoeken/suggesties/\?")


def suggest(page, words, path=SEARCH, field="#q"):
    """Type ``words`` in a search field, and wait for suggestions."""
    page.goto(path)
    page.locator(field).click()
    page.keyboard.type(words)
    expect(listbox(page)).to_be_visible()
    return page.locator(field)


def listbox(page):
    return page.get_by_role("listbox", name="Suggesties")


def options(page):
    return listbox(page).get_by_role("option")


def active(page, field):
    """Return the number of the option that the field says is active, or None."""
    chosen = listbox(page).locator('[aria-selected="true"]')
    name = field.get_attribute("aria-activedescendant")
    if name is None:
        expect(chosen).to_have_count(0)
        return None
    expect(chosen).to_have_count(1)
    expect(chosen).to_have_id(name)
    return int(name.rpartition("-")[2])


def search(page, words):
    with new_list(page):
        page.locator("#q").fill(words)
        page.locator("#q").press("Enter")


# Suggestions ------------------------------------------------------------------


@pytest.mark.parametrize(("path", "field"), FIELDS)
def test_every_search_field_suggests(page, path, field):
    box = suggest(page, "schuldhulpv", path, field)

    expect(box).to_have_role("combobox")
    expect(box).to_have_attribute("aria-autocomplete", "list")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(listbox(page)).to_have_id(box.get_attribute("aria-controls"))
    first = options(page).first
    expect(first).to_have_text(re.compile(r"^schuldhulpverlening\s+Begrip\s*$"))
    number = options(page).count()
    assert 1 < number <= 8
    expect(page.locator("#melding")).to_have_text(f"{number} suggesties. Kies met de pijltjes.")
    expect(box).to_be_focused()


def test_arrows_go_round_the_suggestions_and_the_field(page):
    box = suggest(page, "schuldhulpv")
    last = options(page).count() - 1

    seen = [active(page, box)]
    for key in ["ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown"]:
        page.keyboard.press(key)
        seen.append(active(page, box))

    assert seen == [None, 0, 1, 0, None, last, None]
    expect(box).to_have_value("schuldhulpv")
    expect(box).to_be_focused()


@pytest.mark.parametrize(("key", "caret"), [("Home", 0), ("End", 11)])
def test_home_and_end_are_for_the_words(page, key, caret):
    box = suggest(page, "schuldhulpv")
    page.keyboard.press("ArrowDown")

    page.keyboard.press(key)

    assert active(page, box) is None
    assert box.evaluate("(field) => field.selectionStart") == caret


def test_enter_goes_to_the_suggestion_that_is_active(page):
    suggest(page, "schuldhulpv")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/begrippen/thema/schuldhulpverlening/$"))


def test_click_goes_to_a_suggestion(page):
    suggest(page, "haren", PRACTICES)

    listbox(page).get_by_role("option", name="Groningen (vroeger: Haren)").click()

    expect(page).to_have_url(re.compile(r"\?gemeente=groningen$"))
    expect(page.locator("#gemeente-groningen")).to_be_checked()


def test_enter_without_a_suggestion_searches_for_the_words(page):
    suggest(page, "schuldhulpv", "/", "#zoek")

    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/zoeken/\?q=schuldhulpv$"))


def test_enter_in_a_list_closes_the_suggestions(page):
    box = suggest(page, "vroegsignalering", PRACTICES)

    with new_list(page):
        page.keyboard.press("Enter")

    expect(listbox(page)).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(page).to_have_url(re.compile(r"\?q=vroegsignalering$"))


def test_escape_closes_the_suggestions_and_keeps_the_words(page):
    box = suggest(page, "schuldhulpv")
    page.keyboard.press("ArrowDown")

    page.keyboard.press("Escape")

    expect(listbox(page)).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("schuldhulpv")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    expect(listbox(page)).to_be_visible()
    assert active(page, box) == 0


def test_tab_closes_the_suggestions_and_moves_on(page):
    box = suggest(page, "schuldhulpv")
    page.keyboard.press("ArrowDown")

    page.keyboard.press("Tab")

    expect(listbox(page)).to_be_hidden()
    expect(box).not_to_be_focused()
    # not that of the suggestion: leaving the box only asks the list for the words in it
    expect(page).to_have_url(re.compile(rf"{SEARCH}\?q=schuldhulpv$"))


def test_suggestions_follow_what_is_typed(page):
    box = suggest(page, "schuldhulpv")

    box.fill("haren")
    expect(options(page).first).to_contain_text("Groningen")
    box.fill("qqqqqq")
    expect(listbox(page)).to_be_hidden()
    expect(page.locator("#melding")).to_have_text("Geen suggesties.")
    box.fill("h")

    expect(listbox(page)).to_be_hidden()


def test_late_answer_to_earlier_words_is_not_shown(page):
    held = []

    def hold(route):
        held.append(route)

    page.route(ENDPOINT, hold)
    page.goto(SEARCH)
    box = page.locator("#q")
    box.press_sequentially("schuldh")
    while not held:
        page.wait_for_timeout(50)
    page.unroute(ENDPOINT, hold)

    box.fill("haren")
    expect(options(page).first).to_contain_text("Groningen")
    with suppress(Error):  # the page has dropped the question by now
        held[0].fulfill(json={"suggestions": [{"text": "te laat", "kind": "Begrip", "url": "/"}]})
    page.wait_for_timeout(300)

    expect(options(page).first).to_contain_text("Groningen")


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(lambda route: route.abort(), id="no answer"),
        pytest.param(lambda route: route.fulfill(status=500, body="<h1>Fout</h1>"), id="an error"),
        pytest.param(lambda route: route.fulfill(json={}), id="something else"),
    ],
)
def test_search_works_without_suggestions(page, answer):
    page.route(ENDPOINT, answer)
    page.goto("/")
    with page.expect_request(ENDPOINT):
        page.locator("#zoek").press_sequentially("schulden")
    page.wait_for_timeout(300)

    expect(page.locator("#zoek")).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/zoeken/\?q=schulden$"))


def test_field_suggests_after_going_back(page):
    page.goto(PRACTICES)
    search(page, "vroegsignalering")
    with new_list(page):
        page.go_back()
    expect(page).to_have_url(re.compile(f"{PRACTICES}$"))

    page.locator("#q").fill("schuldhulpv")

    expect(listbox(page)).to_be_visible()
    expect(listbox(page)).to_have_count(1)


def test_search_field_is_an_ordinary_one_without_javascript(new_page):
    page = new_page(java_script_enabled=False)
    page.goto(SEARCH)

    expect(page.locator("#q")).to_have_role("searchbox")
    page.locator("#q").fill("vroegsignalering")
    page.locator("#q").press("Enter")

    expect(page).to_have_url(re.compile(r"\?q=vroegsignalering"))
    expect(page.locator("#lijst [data-slug]").first).to_be_visible()


# Results ----------------------------------------------------------------------


def test_new_words_change_the_results_and_both_titles_in_place(page):
    page.goto(f"{SEARCH}?q=schulden")

    search(page, "vroegsignalering")

    expect(page).to_have_url(re.compile(r"\?q=vroegsignalering$"))
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).to_have_text("Zoekresultaten voor “vroegsignalering”")
    expect(page).to_have_title("vroegsignalering – Zoeken – Kennisplaats")


def test_tab_changes_the_results_in_place(page):
    page.goto(f"{SEARCH}?q=schulden")
    tab = page.locator('[data-facet="kind"][data-value="dossier"]')
    promised = tab.get_attribute("data-n")

    with new_list(page):
        tab.click()

    expect(page).to_have_url(re.compile(r"\?q=schulden&kind=dossier$"))
    assert count(page) == promised
    assert len(slugs(page)) == int(promised)
    expect(tab).to_have_attribute("aria-current", "page")
    expect(tab).to_be_focused()
    search(page, "stress")
    expect(page).to_have_url(re.compile(r"\?q=stress&kind=dossier$"))


@pytest.mark.parametrize("script", [True, False])
def test_literal_search_holds_for_its_words_only(new_page, script):
    page = new_page(java_script_enabled=script)
    page.goto(f"{SEARCH}?q=vroegsignalring")
    page.get_by_role("link", name="Toch zoeken op vroegsignalring").click()
    expect(page.get_by_text("U zoekt letterlijk.")).to_be_visible()

    page.locator("#q").fill("vroegsignalerng")
    page.locator("#q").press("Enter")

    expect(page.locator("[data-explanation]")).to_contain_text("Gezocht op vroegsignalering.")
    expect(page.get_by_text("U zoekt letterlijk.")).to_have_count(0)


# For everybody ----------------------------------------------------------------

PAGES = {
    "uitgelegd": "?q=SHV",
    "hersteld": "?q=vroegsignalring",
    "letterlijk": "?q=vroegsignalring&letterlijk=ja",
    "een plaats": "?q=Haren",
    "deels": "?q=schulden+jongeren+Utrecht",
    "niets": "?q=recept+appeltaart",
    "keuze zonder resultaat": "?q=SHV&leefgebied=huisvesting&doelgroep=ouderen&thema=gezondheid",
    "zonder woorden": "",
}


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("kind", PAGES)
def test_search_is_accessible(new_page, kind, width):
    page = new_page(width, init_script=AXE)
    page.goto(SEARCH + PAGES[kind])

    found = [violations(page), overflow(page)]
    page.evaluate(SPACE_TEXT)
    found.append(overflow(page))

    assert found == [[], (0, []), (0, [])]


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize(("path", "field"), FIELDS)
def test_suggestions_are_accessible(new_page, path, field, width):
    page = new_page(width, init_script=AXE)
    box = suggest(page, "schuld", path, field)
    page.keyboard.press("ArrowDown")

    found = [violations(page), overflow(page)]
    page.evaluate(SPACE_TEXT)
    found.append(overflow(page))

    assert found == [[], (0, []), (0, [])]
    assert active(page, box) == 0
    on_top = (
        options(page)
        .nth(1)
        .evaluate(
            """(option) => {
          const { left, top, width, height } = option.getBoundingClientRect();
          return option.contains(document.elementFromPoint(left + width / 2, top + height / 2));
        }"""
        )
    )
    assert on_top


def test_contrast_mode_shows_what_is_marked_and_what_is_active(new_page):
    page = new_page(forced_colors="active")
    page.goto(f"{SEARCH}?q=vroegsignalering")
    mark, around = page.locator("mark").first, page.locator("#lijst article").first
    background = "(e) => getComputedStyle(e).backgroundColor"
    assert mark.evaluate(background) != around.evaluate(background)

    suggest(page, "schuld")
    page.keyboard.press("ArrowDown")

    first, second = options(page).nth(0), options(page).nth(1)
    assert first.evaluate(background) != second.evaluate(background)
