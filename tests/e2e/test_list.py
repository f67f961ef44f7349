"""The lists: with JavaScript they change in place, without it they are a form."""

import re

import pytest
from playwright.sync_api import expect

from search.text import fold
from tests.e2e.the_list import (
    PRACTICES,
    asked,
    box,
    chosen,
    count,
    new_list,
    open_facet,
    promise,
    slugs,
    tick,
    titles,
)

DEBTS, YOUTH = ("thema", "schulden"), ("doelgroep", "jongeren")
BOTH = f"{PRACTICES}?thema=schulden&doelgroep=jongeren"


def seen(page):
    """Return everything about the list that a visitor would say is the same, or not."""
    return {
        "asked": asked(page),
        "chosen": chosen(page),
        "count": count(page),
        "slugs": slugs(page),
        "chips": page.locator(".kp-chip:not(.kp-chip--clear)").all_inner_texts(),
    }


@pytest.mark.parametrize(
    ("path", "facet", "value"),
    [
        pytest.param(PRACTICES, "thema", "schulden", id="praktijkvoorbeelden"),
        pytest.param("/kennis/", "thema", "schulden", id="kennis"),
        pytest.param("/dossiers/", "thema", "schulden", id="dossiers"),
    ],
)
def test_tick_changes_list_and_address_in_place(page, path, facet, value):
    page.goto(path)
    promised, before = promise(page, facet, value), count(page)

    tick(page, facet, value)

    expect(page).to_have_url(re.compile(rf"{path}\?{facet}={value}$"))
    assert (count(page), chosen(page)) == (promised, {(facet, value)})
    tick(page, facet, value)
    expect(page).to_have_url(re.compile(rf"{path}$"))
    assert (count(page), chosen(page)) == (before, set())


def test_address_of_a_changed_list_gives_that_list(page, new_page):
    page.goto(PRACTICES)
    tick(page, *DEBTS)
    tick(page, *YOUTH)
    expect(page).to_have_url(re.compile(r"thema=schulden&doelgroep=jongeren$"))

    elsewhere = new_page()
    elsewhere.goto(page.url)

    assert seen(elsewhere) == seen(page)


def test_back_and_forward_restore_the_list(page):
    page.goto(PRACTICES)
    states = [seen(page)]
    for choice in (DEBTS, YOUTH):
        tick(page, *choice)
        expect(page).to_have_url(re.compile(f"{choice[1]}$"))
        states.append(seen(page))

    for direction, expected in [
        (page.go_back, states[1]),
        (page.go_back, states[0]),
        (page.go_forward, states[1]),
        (page.go_forward, states[2]),
    ]:
        direction()
        expect(page.locator("#aantal")).to_have_attribute("data-count", expected["count"])
        assert seen(page) == expected


def test_back_from_a_practice_restores_the_list(page):
    page.goto(PRACTICES)
    tick(page, *DEBTS)
    tick(page, *YOUTH)
    expect(page).to_have_url(re.compile("jongeren$"))
    before = seen(page)

    page.locator(".ams-card__link").first.click()
    expect(page.locator("article.kp-article")).to_be_visible()
    page.go_back()

    expect(page.locator("#aantal")).to_be_visible()
    assert seen(page) == before


def test_page_works_on_after_going_back(new_page):
    """The menu, the folded filters, a box and a facet's search: htmx put back the whole body."""
    page = new_page(390)
    page.goto(PRACTICES)
    page.locator("[data-kp-facets] > summary").click()
    tick(page, *DEBTS)
    expect(page).to_have_url(re.compile("schulden$"))
    with new_list(page):
        page.go_back()
    expect(page).to_have_url(re.compile(f"{PRACTICES}$"))

    page.locator("[data-kp-menu]").click()
    expect(page.locator("#menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).to_be_hidden()

    expect(page.locator("[data-kp-facets]")).to_have_attribute("open", "")
    expect(page.locator("#zoek-thema")).to_be_visible()
    promised = promise(page, *YOUTH)
    tick(page, *YOUTH)
    expect(page).to_have_url(re.compile(r"\?doelgroep=jongeren$"))
    assert count(page) == promised


def test_reload_keeps_the_list(page):
    page.goto(PRACTICES)
    tick(page, *DEBTS)
    tick(page, *YOUTH)
    expect(page).to_have_url(re.compile("jongeren$"))
    before = seen(page)

    page.reload()

    assert seen(page) == before


def test_what_was_opened_stays_open(page):
    page.goto(PRACTICES)
    open_facet(page, "leefgebied")
    page.locator("#meer-thema > summary").click()
    page.locator("#filter-doelgroep > summary").click()

    tick(page, *DEBTS)

    expect(page.locator("#filter-leefgebied")).to_have_attribute("open", "")
    expect(page.locator("#meer-thema")).to_have_attribute("open", "")
    expect(page.locator("#filter-doelgroep")).not_to_have_attribute("open", "")


def test_filters_stay_folded_on_a_narrow_screen(new_page):
    page = new_page(390)
    page.goto(BOTH)
    filters = page.locator("[data-kp-facets]")
    expect(filters).not_to_have_attribute("open", "")

    with new_list(page):
        page.locator(".kp-chip").first.click()

    expect(filters).not_to_have_attribute("open", "")


def test_search_in_a_facet_narrows_that_facet_only(page):
    page.goto(PRACTICES)
    requests = []
    page.on(
        "request",
        lambda request: requests.append(request.url) if "/static/" not in request.url else None,
    )
    options = page.locator("#filter-thema .kp-option")
    others = (
        page.locator(".kp-option:visible").count()
        - page.locator("#filter-thema .kp-option:visible").count()
    )
    field = page.get_by_placeholder("Zoek in thema")

    field.press_sequentially("Kinder")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    found = options.locator("visible=true").all_inner_texts()
    assert (len(found) > 0, [text for text in found if "kinder" not in text.lower()]) == (True, [])
    others_now = page.locator(".kp-option:visible").count() - len(found)
    assert (others_now, requests, asked(page)) == (others, [], [])
    expect(page.locator("#melding")).to_have_text("")


def test_search_in_a_facet_survives_a_new_list(page):
    page.goto(PRACTICES)
    field = page.get_by_placeholder("Zoek in thema")
    field.fill("kinder")
    options = page.locator("#filter-thema .kp-option:visible")
    before = options.count()

    tick(page, *YOUTH)

    expect(field).to_have_value("kinder")
    expect(options).to_have_count(before)
    expect(page).to_have_url(re.compile(r"\?doelgroep=jongeren$"))
    field.fill("")
    assert options.count() > before


def test_removing_a_chip_moves_the_focus_to_the_count(page):
    page.goto(BOTH)
    chip = page.get_by_role("link", name="Thema: Schulden")
    expect(chip).to_be_visible()

    with new_list(page):
        chip.press("Enter")

    expect(page.locator("#aantal")).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?doelgroep=jongeren$"))
    assert chosen(page) == {YOUTH}
    expect(page.locator("#melding")).to_have_text(page.locator("#aantal").inner_text())


def test_two_quick_ticks_end_in_both(page):
    page.goto(PRACTICES)

    with new_list(page):
        page.evaluate(
            "for (const id of ['thema-schulden', 'doelgroep-jongeren']) "
            "document.getElementById(id).click()"
        )

    expect(page).to_have_url(re.compile(r"\?thema=schulden&doelgroep=jongeren$"))
    assert chosen(page) == {DEBTS, YOUTH}


def test_second_tick_overtakes_a_slow_answer(page):
    page.goto(PRACTICES)
    expected = promise_of_both(page)
    held = hold(page)

    box(page, *DEBTS).click()
    expect(page.locator("#bezig")).to_be_visible()
    box(page, *YOUTH).click()
    page.wait_for_function("document.querySelectorAll('#lijst input:checked').length === 2")
    with new_list(page):
        while len(held) < 2:
            page.wait_for_timeout(20)
        release(held)

    expect(page).to_have_url(re.compile(r"\?thema=schulden&doelgroep=jongeren$"))
    assert (count(page), chosen(page)) == (expected, {DEBTS, YOUTH})


def promise_of_both(page):
    other = page.context.new_page()
    other.goto(BOTH)
    return count(other)


def hold(page):
    """Keep every answer to htmx back; return the list in which they wait."""
    held = []
    page.route("**/*", lambda route: held.append(route))  # noqa: PLW0108 -- it gets an attribute
    return held


def release(held):
    while held:
        held.pop(0).continue_()


def test_slow_answer_leaves_the_old_list_until_it_comes(page):
    page.goto(PRACTICES)
    before, promised = slugs(page), promise(page, *DEBTS)
    held = hold(page)

    box(page, *DEBTS).click()
    expect(page.locator("#bezig")).to_be_visible()
    expect(box(page, *DEBTS)).to_be_checked()
    assert slugs(page) == before

    with new_list(page):
        release(held)
    assert count(page) == promised
    expect(page.locator("#bezig")).to_be_hidden()


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(lambda route: route.abort(), id="no connection"),
        pytest.param(lambda route: route.fulfill(status=500, body="<p>stuk</p>"), id="500"),
        pytest.param(lambda route: route.fulfill(status=503, body="<p>stuk</p>"), id="503"),
    ],
)
def test_failed_answer_leaves_a_list_that_works_on(page, answer):
    page.goto(PRACTICES)
    before = slugs(page)
    page.route("**/*", answer)

    box(page, *DEBTS).click()

    expect(page.get_by_role("heading", name="De lijst is niet vernieuwd")).to_be_visible()
    expect(page.locator("#melding")).to_contain_text("Er kwam geen goed antwoord")
    expect(page.locator("#bezig")).to_be_hidden()
    expect(box(page, *DEBTS)).to_be_focused()
    assert (slugs(page), chosen(page), asked(page)) == (before, {DEBTS}, [])


def test_failed_answer_can_be_asked_again(page):
    page.goto(PRACTICES)
    promised = promise(page, *DEBTS)
    page.route("**/*", lambda route: route.abort())
    box(page, *DEBTS).click()
    again = page.get_by_role("button", name="Probeer het opnieuw")
    expect(again).to_be_visible()
    page.unroute("**/*")

    with new_list(page):
        again.click()

    expect(page).to_have_url(re.compile(r"\?thema=schulden$"))
    expect(again).to_be_hidden()
    expect(page.locator("#aantal")).to_be_focused()
    assert (count(page), chosen(page)) == (promised, {DEBTS})


def test_focus_that_moved_on_stays_where_it_is(page):
    page.goto(PRACTICES)
    held = hold(page)
    box(page, *DEBTS).click()
    fold = page.locator("#filter-werkwijze > summary")
    fold.focus()

    with new_list(page):
        release(held)

    expect(fold).to_be_focused()


def test_sorting_reorders_the_list_in_place(page):
    page.goto(BOTH)
    before = slugs(page)

    with new_list(page):
        page.locator("#sorteer").focus()
        page.locator("#sorteer").select_option("titel")

    expect(page).to_have_url(re.compile(r"doelgroep=jongeren&sorteer=titel$"))
    assert sorted(slugs(page)) == sorted(before)
    assert titles(page) == sorted(titles(page), key=fold)
    expect(page.locator("#sorteer")).to_be_focused()


def search_in_the_list(page, words):
    with new_list(page):
        page.locator("#q").fill(words)
        page.locator("#q").press("Enter")


def test_words_narrow_the_list_in_place(page):
    page.goto(PRACTICES)
    tick(page, *DEBTS)

    search_in_the_list(page, "jongeren")

    expect(page).to_have_url(re.compile(r"\?q=jongeren&thema=schulden"))
    assert (chosen(page), len(slugs(page)) > 0) == ({DEBTS}, True)
    expect(page.get_by_role("link", name="Zoekwoorden: Jongeren")).to_be_visible()
    expect(page.locator("#q")).to_be_focused()


def test_words_put_the_best_match_first(page):
    page.goto(PRACTICES)

    search_in_the_list(page, "jongeren")

    assert page.locator("#sorteer option:checked").inner_text().strip() == "Best passend"


def test_next_page_goes_on_with_the_same_choices(page):
    page.goto(PRACTICES)
    tick(page, *DEBTS)
    expect(page).to_have_url(re.compile("schulden$"))
    first, total = slugs(page), count(page)

    page.get_by_role("link", name="Volgende pagina").click()

    expect(page).to_have_url(re.compile(r"\?thema=schulden&pagina=2$"))
    assert (count(page), chosen(page)) == (total, {DEBTS})
    assert set(slugs(page)).isdisjoint(first)
    expect(page.locator('.ams-pagination [aria-current="page"]')).to_have_text("Pagina 2")
    tick(page, *YOUTH)
    expect(page).to_have_url(re.compile(r"\?thema=schulden&doelgroep=jongeren$"))


@pytest.fixture
def plain_page(new_page):
    """Open a page of a visitor without JavaScript."""
    return new_page(java_script_enabled=False)


def test_facets_are_a_form_without_javascript(plain_page):
    page = plain_page
    page.goto(f"{PRACTICES}?thema=schulden")
    promised = promise(page, *YOUTH)
    page.goto(PRACTICES)

    box(page, *DEBTS).check()
    box(page, *YOUTH).check()
    page.get_by_role("button", name="Toon resultaten").click()

    expect(page).to_have_url(re.compile(r"[?&]thema=schulden&doelgroep=jongeren(&|$)"))
    expect(page.locator("#aantal")).to_have_attribute("data-count", promised)
    expect(page.locator("#lijst input:checked")).to_have_count(2)
    cards = page.locator("#lijst [data-slug]")
    expect(cards).to_have_count(min(int(promised), 20))
    found = [card.get_attribute("data-slug") for card in cards.all()]
    page.goto(BOTH)
    assert [card.get_attribute("data-slug") for card in cards.all()] == found


def test_more_choices_unfold_without_javascript(plain_page):
    page = plain_page
    page.goto(PRACTICES)
    option = page.locator("#meer-thema .kp-option").first
    expect(option).to_be_hidden()

    page.locator("#meer-thema > summary").click()

    expect(option).to_be_visible()
    expect(page.locator("[data-kp-facet-search]").first).to_be_hidden()


def test_menu_is_there_without_javascript(new_page):
    page = new_page(390, java_script_enabled=False)
    page.goto("/")

    expect(page.locator("[data-kp-menu]")).to_be_hidden()
    page.locator("#menu").get_by_role("link", name="Dossiers").click()

    expect(page).to_have_url(re.compile("/dossiers/$"))


def test_search_works_without_javascript(plain_page):
    page = plain_page
    page.goto("/")

    page.locator("#zoek").fill("schulden")
    page.get_by_role("button", name="Zoeken").click()

    expect(page).to_have_url(re.compile(r"/zoeken/\?q=schulden$"))
    expect(page.locator("h1")).to_contain_text("schulden")
    expect(page.locator("[data-slug]").first).to_be_visible()
