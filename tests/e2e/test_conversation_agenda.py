"""Five actions: one is dragged, one goes by the keyboard, and a telephone says how far one is."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.looking import AXE, overflow, resize, unfold, violations

TEXTS = [
    "Bel binnen een week",
    "Lees brieven mee",
    "Praat met huisartsen",
    "Kies samen",
    "Vier het",
]
WIDTHS = (1280, 390)


@pytest.fixture
def addresses(site):
    keys = site.inside("agenda_with", *TEXTS)
    return [f"/gesprekstool/sessie/werk/{key}/agenda/" for key in keys]


def sound(page):
    before = page.viewport_size["width"]
    for width in WIDTHS:
        resize(page, width)
        unfold(page)
        assert violations(page) == []
        assert overflow(page) == (0, [])
    resize(page, before)


def titles(page):
    return page.locator("[data-kp-order] h3")


def drag(page, text, *, above):
    """Take hold of an action by its grip, and let go on the upper half of another."""
    grip, there = (
        page.locator("[data-kp-order] > li").filter(has_text=one).locator("[data-kp-grip]")
        for one in (text, above)
    )
    spot, goal = grip.bounding_box(), there.bounding_box()
    page.mouse.move(spot["x"] + 20, spot["y"] + 20)
    page.mouse.down()
    page.mouse.move(goal["x"] + 20, goal["y"] + 5, steps=4)
    page.mouse.up()


def test_actions_get_another_order_and_another_status(new_page, addresses):
    for_leader, for_participant = addresses
    lead = new_page(init_script=str(AXE))
    lead.goto(for_leader)
    _one_is_dragged(lead)
    _one_goes_by_keyboard(lead)
    sound(lead)
    _telephone_says_how_far_one_is(new_page(390, init_script=str(AXE)), for_participant)


def _one_is_dragged(lead):
    lead.set_viewport_size({"width": 1280, "height": 1400})

    drag(lead, "Kies samen", above="Lees brieven mee")

    expect(lead.locator("#melding")).to_contain_text("‘Kies samen’ staat nu op plaats 2 van 5")
    expect(titles(lead)).to_have_text([TEXTS[0], TEXTS[3], TEXTS[1], TEXTS[2], TEXTS[4]])


def _one_goes_by_keyboard(lead):
    button = lead.get_by_role("button", name="Zet hoger: Vier het")
    button.focus()
    for place in (4, 3):
        lead.keyboard.press("Enter")
        expect(lead.locator("#melding")).to_contain_text(f"staat nu op plaats {place} van 5")
        expect(button).to_be_focused()
    lead.reload()
    expect(titles(lead)).to_have_text([TEXTS[0], TEXTS[3], TEXTS[4], TEXTS[1], TEXTS[2]])


def _telephone_says_how_far_one_is(phone, address):
    phone.goto(address)
    expect(phone.get_by_role("button", name=re.compile("Zet hoger"))).to_have_count(0)
    more = phone.locator("[id^=meer-]").first
    more.locator("summary").click()
    more.get_by_label("Status").select_option("Afgesproken")
    more.get_by_role("button").click()
    expect(phone.locator("[data-kp-error-summary]")).to_be_focused()
    sound(phone)
    phone.get_by_label("Eerste stap").fill("Bellijst maken")
    phone.get_by_label("Terugkijken op").fill("2099-03-01")
    phone.get_by_role("button", name="Bewaar de status").click()
    expect(phone).to_have_url(re.compile(r"/agenda/#actie-[\w-]{36}$"))
    expect(phone.locator(".kp-status").first).to_have_text("Afgesproken")
    expect(phone.locator("main")).to_contain_text("terugkijken op 1 maart 2099")
