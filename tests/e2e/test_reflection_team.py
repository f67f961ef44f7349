"""A team meets for fifteen minutes: a facilitator, a screen and four telephones."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.looking import AXE, hurry, sound

NAMES = ("Aïsha", "Bram", "Chris", "Dewi")
QUESTION = "Vraag van soort korte tekst?"


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


@pytest.fixture
def lead(new_page, site):
    page = new_page(init_script=str(AXE))
    page.goto(site.inside("start_of_team_exercise"))
    page.get_by_role("radio", name="In het team").check()
    page.get_by_role("radio", name="15 minuten").check()
    page.get_by_label("Met hoeveel mensen zijn jullie?").fill("5")
    page.get_by_role("button", name="Begin").click()
    expect(page).to_have_url(re.compile(r"/leiden/[\w-]{32}/$"))
    return page


@pytest.fixture
def screen(lead):
    with lead.context.expect_page() as opened:
        press(lead, "Open het scherm in een nieuw tabblad")
    page = opened.value
    expect(page.get_by_role("heading", level=1)).to_have_text("Welkom en afspraken")
    return page


@pytest.fixture
def phones(new_page, lead):
    code = lead.locator("[data-kp-code]").get_attribute("data-kp-code")
    pages = []
    for name in NAMES:
        page = new_page(width=390, init_script=str(AXE))
        page.goto(f"/meedoen/?code={code}")
        page.get_by_label("naam").fill(name)
        press(page, "Doe mee")
        expect(page).to_have_url(re.compile(r"/mee/[\w-]{32}/$"))
        pages.append(page)
    return pages


def send_card(page, text):
    page.get_by_label(QUESTION).fill(text)
    page.locator("#kaartje-short").get_by_role("button").click()


def choose(page, option):
    form = page.locator("#antwoord-choice")
    form.get_by_role("radio", name=option).check()
    form.get_by_role("button").click()
    expect(form).to_contain_text("Je antwoord is verstuurd")


def test_team_meets_for_fifteen_minutes(lead, screen, phones):
    _everybody_joins(lead, screen, phones)
    _one_loses_the_network(lead, screen, phones)
    _cards_are_grouped_and_withdrawn(lead, screen, phones)
    _choices_become_bars(lead, screen, phones)
    _it_ends_in_an_agreement(lead, screen, phones)


def _everybody_joins(lead, screen, phones):
    expect(lead.locator("#meedoen")).to_contain_text("4 deelnemers")
    expect(screen.locator("#meedoen")).to_contain_text("4 deelnemers")
    sound(lead)
    sound(screen)
    press(lead, "Start de klok")
    expect(lead.get_by_role("button", name="Zet de klok stil")).to_be_focused()
    press(lead, "Volgend onderdeel")
    hurry(*phones, screen)
    for page in (*phones, screen):
        expect(page.get_by_role("heading", level=1)).to_have_text("Kijk rond")
        expect(page.locator("[data-kp-clock]")).to_contain_text("nog 6 minuten")
    sound(phones[0])


def _one_loses_the_network(lead, screen, phones):
    *others, lost = phones
    for number, page in enumerate(others):
        send_card(page, f"Kaartje van {number}")
        expect(page.locator("#eigen-short")).to_contain_text(f"Kaartje van {number}")
    lost.context.set_offline(True)
    send_card(lost, "Kaartje zonder verbinding")
    expect(lost.locator("#onderweg-short")).to_contain_text("Nog niet verstuurd")
    expect(lost.locator("#verbinding")).to_be_visible()
    lost.get_by_label(QUESTION).fill("Nog niet af")
    lead.reload()
    expect(lead.locator("#nu-titel")).to_have_text("Kijk rond")
    expect(lead.locator("[data-kp-answered=short]")).to_contain_text("3 van 4")
    lost.context.set_offline(False)
    expect(lost.locator("#eigen-short")).to_contain_text("Kaartje zonder verbinding")
    expect(lost.locator("#onderweg-short")).to_be_empty()
    expect(lost.locator("#verbinding")).to_be_hidden()
    expect(lost.get_by_label(QUESTION)).to_have_value("Nog niet af")
    hurry(lead)
    expect(lead.locator("[data-kp-answered=short]")).to_contain_text("4 van 4")
    assert "Kaartje van" not in lead.content()


def _cards_are_grouped_and_withdrawn(lead, screen, phones):
    lead.locator("#toon-short").click()
    expect(lead.locator("#toon-short")).to_be_focused()
    for name in ("Kaartje van 0", "Kaartje van 2"):
        lead.get_by_role("checkbox", name=name).check()
    lead.get_by_label("Maak een groep van de aangevinkte kaartjes").fill("Samen")
    press(lead, "Maak de groep")
    expect(lead.locator("#kaartjes-short").get_by_role("group", name="Samen")).to_contain_text(
        "Kaartje van 2"
    )
    hurry(screen, *phones)
    expect(screen.get_by_role("heading", name="Samen")).to_be_visible()
    own = phones[1].locator("#eigen-short")
    expect(phones[1].locator("#getoond-short")).to_contain_text("Kaartje van 1")
    own.get_by_role("button", name="Trek in").click()
    expect(own).to_have_count(0)
    expect(phones[1].locator("#getoond-short")).not_to_contain_text("Kaartje van 1")
    hurry(screen)
    expect(screen.locator("#vraag-short")).not_to_contain_text("Kaartje van 1")
    expect(screen.locator("#vraag-short")).to_contain_text("Kaartje zonder verbinding")


def _choices_become_bars(lead, screen, phones):
    for page, option in zip(phones[:3], ("Optie een", "Optie twee", "Optie een"), strict=True):
        choose(page, option)
    lead.locator("#toon-choice").click()
    hurry(screen, phones[0])
    for page in (lead, screen, phones[0]):
        expect(page.locator("#uitslag-choice")).to_contain_text("‘Optie een’ (2 van 3)")
        sound(page)


def _it_ends_in_an_agreement(lead, screen, phones):
    lost = phones[3]
    lost.context.set_offline(True)
    press(screen, "Volgend onderdeel")
    expect(screen.get_by_role("heading", level=1)).to_have_text("Bespreek")
    hurry(lead)
    expect(lead.locator("#nu-titel")).to_have_text("Bespreek")
    form = lead.locator("#nieuwe-afspraak")
    form.get_by_label("Wat spreken jullie af?").fill("Elke brief voorlezen")
    form.get_by_label("Wie doet het?").fill("Aïsha")
    form.get_by_label("Wanneer?").fill("2026-12-15")
    press(lead, "Voeg de afspraak toe")
    expect(lead.locator("#afspraken summary").first).to_contain_text("15 december 2026")
    expect(form.get_by_label("Wat spreken jullie af?")).to_have_value("")
    lead.get_by_role("link", name="Sluit het overleg af").click()
    sound(lead)
    press(lead, "Sluit het overleg af")
    expect(lead.get_by_role("link", name="Bekijk het verslag")).to_be_visible()
    # Back from the second part to after the end, with a text that was not sent.
    lost.context.set_offline(False)
    hurry(screen, *phones)
    for page in (screen, *phones):
        expect(page.get_by_role("heading", level=1)).to_have_text("Het overleg is afgesloten")
        expect(page.locator("main")).to_contain_text("Elke brief voorlezen")
    # What was typed and not sent is still on the telephone.
    expect(lost.locator("#tekst-short")).to_have_value("Nog niet af")
    for page in (lead, screen, phones[0]):
        sound(page)
