"""Scoring alone, on a telephone: by keyboard and touch, on a network that comes and goes."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.looking import AXE, overflow, unfold, violations

WIDTH = 390
SMALLEST = 44
TOUCHED = "[data-kp-prompt] label, [data-kp-prompt] summary, form button:not(.ams-visually-hidden)"


@pytest.fixture(scope="module")
def conversation(site):
    code, leader = site.inside("conversation_that_scores")
    return {"code": code, "leader": f"/gesprekstool/sessie/werk/{leader}/", "key": leader}


@pytest.fixture
def phone(new_page, conversation):
    """Give the page of somebody who just joined by the code."""

    def phone(**options):
        page = new_page(WIDTH, init_script=str(AXE), **options)
        page.goto(f"/meedoen/?code={conversation['code']}")
        page.get_by_role("button", name="Doe mee").click()
        expect(page).to_have_url(re.compile(r"/welkom/$"))
        return page

    return phone


def expect_sound(page):
    assert overflow(page) == (0, [])
    unfold(page)
    assert overflow(page) == (0, [])
    assert violations(page) == []


def expect_big_enough(page):
    """See that a thumb hits what it aims for."""
    for one in page.locator(TOUCHED).all():
        if one.is_visible():
            box = one.bounding_box()
            assert (box["height"] >= SMALLEST, one.inner_text()) == (True, one.inner_text())


def expect_heading(page, text):
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def expect_told(page, words):
    expect(page.locator("[data-kp-saved]")).to_contain_text(words)


def expect_theme(page, number):
    expect(page.get_by_text(f"Thema {number} van 6")).to_be_visible()


def statement(page, number):
    return page.locator("[data-kp-prompt]").nth(number - 1)


def choice(block, label):
    return block.locator(f"[data-kp-label='{label}']")


def choose_role(page):
    expect_sound(page)
    page.get_by_role("radio", name="Gezondheid").check()
    page.get_by_role("button", name="Doe mee").click()
    expect_heading(page, "U doet mee")


def score_by_touch(page):
    statement(page, 1).get_by_text("Loopt", exact=True).tap()
    expect_told(page, "Bewaard om")
    statement(page, 1).get_by_text("Hoog", exact=True).tap()
    statement(page, 1).get_by_text("Schrijf een toelichting").tap()
    statement(page, 1).get_by_role("textbox").fill("In de wijk wel 😀")
    statement(page, 2).get_by_text("Weet ik niet", exact=True).tap()
    statement(page, 3).get_by_text("Nog niet", exact=True).tap()
    statement(page, 3).get_by_role("button", name="Wis keuze").tap()
    expect(statement(page, 3).locator("input:checked")).to_have_count(0)
    expect(page.locator("#melding")).to_have_text("Uw keuze is gewist.")


def score_by_keyboard(page):
    statement(page, 1).get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # takes the choice away
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # how important
    expect_told(page, "Bewaard om")


def test_somebody_scores_on_a_telephone_and_goes_on_elsewhere(phone, new_page, conversation, site):
    page = phone(has_touch=True)
    choose_role(page)
    own_link = page.locator("#eigen-adres").inner_text()
    expect_sound(page)
    page.get_by_role("link", name="Begin met scoren").tap()
    expect_theme(page, 1)
    expect_big_enough(page)
    score_by_touch(page)
    expect_sound(page)
    page.get_by_role("button", name="Bewaar en verder").tap()
    expect_theme(page, 2)
    score_by_keyboard(page)

    page.context.set_offline(offline=True)
    statement(page, 2).get_by_text("Verankerd", exact=True).tap()
    expect_told(page, "Nog niet bewaard: geen verbinding")
    page.context.set_offline(offline=False)
    expect_told(page, "Bewaard om")

    elsewhere = new_page(init_script=str(AXE))
    elsewhere.goto(own_link)
    expect_theme(elsewhere, 1)  # its last statement is open
    first = statement(elsewhere, 1)
    expect(choice(first, "Loopt")).to_be_checked()
    expect(choice(first, "Hoog")).to_be_checked()
    expect(first.get_by_role("textbox")).to_have_value("In de wijk wel 😀")
    expect_sound(elsewhere)
    elsewhere.get_by_role("button", name="Uw antwoorden en klaar").click()
    expect_heading(elsewhere, "Uw antwoorden")
    expect(elsewhere.get_by_text("Er staan nog 14 stellingen open.")).to_be_visible()
    expect_sound(elsewhere)
    elsewhere.get_by_role("button", name="Ik ben klaar").first.click()
    expect_heading(elsewhere, "U bent klaar")
    expect_sound(elsewhere)

    leader = new_page(WIDTH, init_script=str(AXE))
    leader.goto(f"{conversation['leader']}scoren/stand/")
    expect(leader.get_by_text("van de 1 deelnemer is klaar")).to_be_visible()
    expect_sound(leader)

    site.inside("end_scoring", conversation["key"])
    expect_heading(elsewhere, "Het scoren is gesloten")  # without a reload
    statement(page, 3).get_by_text("Loopt", exact=True).tap()
    expect(page.get_by_role("heading", name="Dit is niet bewaard")).to_be_visible()
    expect(choice(statement(page, 3), "Loopt")).to_be_checked()
    expect_sound(page)


def test_somebody_scores_without_script(new_page, site):
    code, _key = site.inside("conversation_that_scores")
    page = new_page(WIDTH, java_script_enabled=False)
    page.goto(f"/meedoen/?code={code}")
    page.get_by_role("button", name="Doe mee").click()
    page.get_by_role("radio", name="Bestuur").check()
    page.get_by_role("button", name="Doe mee").click()
    page.get_by_role("link", name="Begin met scoren").click()
    choice(statement(page, 1), "Loopt").check()
    choice(statement(page, 2), "Verankerd").check()
    statement(page, 2).get_by_role("button", name="Wis keuze").click()
    expect(statement(page, 2).locator("input:checked")).to_have_count(0)
    statement(page, 3).get_by_text("Schrijf een toelichting").click()
    statement(page, 3).get_by_role("textbox").fill("Zonder script")
    page.get_by_role("button", name="Bewaar en verder").click()
    expect_theme(page, 2)
    page.get_by_role("button", name="Uw antwoorden en klaar").click()

    expect(page.get_by_text("Loopt", exact=True)).to_be_visible()
    expect(page.get_by_text("Zonder script")).to_be_visible()
    page.get_by_role("button", name="Ik ben klaar").first.click()
    expect_heading(page, "U bent klaar")
