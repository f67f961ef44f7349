"""Finding an exercise: by what one wants, with the keuzehulp, and its page."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.looking import AXE, focus, overflow, resize, unfold, violations

LIST, GUIDE = "/reflectie/", "/reflectie/keuzehulp/"
PACKAGE = "/reflectie/de-brief-op-tafel/teamoverleg/"
ANSWERED = f"{GUIDE}?nu=klachten-of-afhaken&met=in-het-team&tijd=45-minuten"
NOTHING = ([], (0, []))


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(LIST, id="list"),
        pytest.param(GUIDE, id="keuzehulp"),
        pytest.param(f"{ANSWERED}&tijd=onbekend", id="advice"),
        pytest.param("/reflectie/de-brief-op-tafel/", id="exercise"),
        pytest.param(f"{PACKAGE}?datum=2026-12-01&tijd=10:00", id="package"),
        pytest.param(f"{PACKAGE}?minuten=3&mensen=1", id="package that cannot be"),
    ],
)
def test_page_is_accessible(new_page, path):
    page = new_page(init_script=AXE)
    page.goto(path)
    found = {}

    for width in (1280, 390):
        resize(page, width)
        unfold(page)
        found[width] = violations(page), overflow(page)

    assert found == {1280: NOTHING, 390: NOTHING}


def test_keuzehulp_works_without_script(new_page):
    page = new_page(390, java_script_enabled=False)
    page.goto(LIST)
    page.get_by_role("link", name="Ik weet het nog niet").click()

    page.get_by_label("We horen klachten of merken dat mensen afhaken").check()
    page.get_by_label("In het team").check()
    page.get_by_label("45 minuten").check()
    page.get_by_role("button", name="Toon drie oefeningen").click()

    expect(page).to_have_url(re.compile(re.escape(ANSWERED) + "$"))
    expect(page.locator("article[data-slug]")).to_have_count(3)
    page.locator("article[data-slug] a").first.click()
    expect(page.get_by_role("link", name="Begin met deze oefening")).to_be_visible()


def test_keuzehulp_works_with_the_keyboard_alone(new_page):
    page = new_page()
    page.goto(GUIDE)
    page.get_by_label("Maakt niet uit").first.focus()

    page.keyboard.press("ArrowUp")
    chosen = focus(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    button = focus(page)
    page.keyboard.press("Enter")

    assert chosen["hasRing"]
    assert chosen["isSeen"]
    assert button["name"] == "Toon drie oefeningen"
    expect(page).to_have_url(re.compile(r"\?nu=eigen-gelijk&met=&tijd=$"))
    expect(page.get_by_label("We zitten vast in ons eigen gelijk")).to_be_checked()


def test_choosing_a_facet_changes_the_list_in_place(new_page):
    page = new_page()
    page.goto(f"{LIST}?leerbehoefte=zien-hoe-het-uitpakt")
    count = page.locator("[data-count]")
    before = int(count.get_attribute("data-count"))

    box = page.locator("input[data-facet='duur'][data-value='tot-15']")
    promised = box.get_attribute("data-n")
    box.check()

    expect(page).to_have_url(re.compile(r"duur=tot-15"))
    expect(count).to_have_attribute("data-count", promised)
    assert 0 < int(promised) < before
