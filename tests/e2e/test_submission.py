"""A practice is described, by somebody whose network, session and other tabs come and go."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.looking import overflow, unfold, violations
from tests.e2e.signing_in import sign_in

AXE = "tests/e2e/axe/axe.min.js"
START = "/praktijkvoorbeelden/insturen/"
OFFLINE = "Niet opgeslagen: geen verbinding"
LOGGED_OUT = "U bent uitgelogd"


@pytest.fixture
def author(new_page, site):
    """Give a page, its console empty, of somebody who has begun."""

    def author(width=1280, email="inzender@kennisplaats.example", **options):
        page = new_page(width, init_script=AXE, **options)
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        sign_in(page, site, email=email)
        page.goto(START)
        page.get_by_role("button", name="Begin").click()
        expect(page).to_have_url(re.compile(r"insturen/[0-9a-f-]{36}/$"))
        return page

    return author


def saved(page):
    return page.locator("[data-kp-saved]")


def expect_saved(page):
    expect(saved(page)).to_have_text(re.compile(r"Opgeslagen om \d\d:\d\d"))


def unsaved(page):
    """Return what this tab remembers until it is saved."""
    return page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('kp-inz'))")


def log_in_again(page, session):
    """Give back the session, but not the token: logging in makes another."""
    page.context.add_cookies(session)


def expect_sound(page):
    unfold(page)
    assert violations(page) == []
    assert overflow(page) == (0, [])


def test_snapshot_is_filled_in_with_the_keyboard_and_sent(author):
    page = author(390)
    press = page.keyboard.press

    page.get_by_label("Hoe heet uw aanpak?").focus()
    page.keyboard.type("Schuldhulp voor jongeren in de wijk")
    expect(page.locator("[data-kp-existing-list] a").first).to_be_visible()
    expect(page.locator("[data-kp-existing-status]")).to_contain_text("Bestaat dit al?")
    links = page.locator("[data-kp-existing-list] a").count()
    for _ in range(links + 1):
        press("Tab")
    page.keyboard.type("appinged")
    expect(page.locator(".kp-suggest [role=option]").first).to_contain_text("Eemsdelta")
    press("ArrowDown")
    press("Enter")
    page.keyboard.type("Stichting Nieuw")
    press("Enter")
    for text in ("Veel schulden.", "Wij helpen elke week.", "Jongeren tot 27 jaar."):
        press("Tab")
        page.keyboard.type(text)
    expect_saved(page)
    expect_sound(page)
    page.get_by_role("combobox", name="Welke onderwerpen").focus()
    page.keyboard.type("shv")
    expect(page.locator(".kp-suggest [role=option]").first).to_contain_text("schuldhulpverlening")
    expect_sound(page)
    press("ArrowDown")
    press("Enter")
    expect_saved(page)
    page.get_by_role("button", name="Bekijk als bezoeker").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Schuldhulp voor jongeren in de wijk")
    expect(page.get_by_text("Stichting Nieuw")).to_be_visible()
    expect_sound(page)
    page.get_by_role("button", name="Stuur in").click()

    expect(page.locator(".kp-status")).to_have_text("Ingestuurd")
    expect_sound(page)
    assert unsaved(page) == []
    page.goto("/mijn/")
    expect(page.get_by_role("link", name="Schuldhulp voor jongeren").first).to_be_visible()
    assert page.said == []


def test_text_outlives_a_lost_network_and_a_lost_session(author):
    page = author(email="netwerk@kennisplaats.example")
    session = [one for one in page.context.cookies() if one["name"] == "sessionid"]
    problem = page.get_by_label("Wat was het probleem?")

    page.context.set_offline(True)
    problem.fill("Getypt zonder netwerk.")
    problem.blur()
    expect(saved(page)).to_contain_text(OFFLINE)
    assert len(unsaved(page)) == 1
    page.context.set_offline(False)
    expect_saved(page)
    assert unsaved(page) == []

    page.context.clear_cookies()
    problem.fill("Getypt zonder sessie.")
    problem.blur()
    expect(saved(page)).to_contain_text(LOGGED_OUT)
    expect(page.get_by_role("link", name="Log in in een nieuw tabblad")).to_be_visible()
    assert violations(page) == []
    log_in_again(page, session)
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect_saved(page)

    page.context.clear_cookies()
    problem.fill("Getypt voor het sluiten.")
    page.goto("/")
    log_in_again(page, session)
    page.goto(START)
    page.get_by_role("link", name="Zonder titel").first.click()
    expect(page.get_by_label("Wat was het probleem?")).to_have_value("Getypt voor het sluiten.")
    expect_saved(page)
    page.context.clear_cookies()
    log_in_again(page, session)
    with page.expect_navigation():
        page.get_by_role("button", name="Bewaar").click()
    expect_saved(page)
    expect(page.get_by_label("Wat was het probleem?")).to_have_value("Getypt voor het sluiten.")
    assert unsaved(page) == []


def test_second_tab_sees_both_texts_and_decides(author):
    page = author(email="tabbladen@kennisplaats.example")
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_label("Voor wie is het?").fill("Jongeren")
    page.get_by_label("Voor wie is het?").blur()
    expect_saved(page)

    other.get_by_label("Voor wie is het?").fill("Ouderen")
    other.get_by_label("Voor wie is het?").blur()

    both = other.locator("[data-kp-differences]")
    expect(both).to_be_visible()
    expect(both).to_contain_text("Jongeren")
    expect(both).to_be_focused()
    assert violations(other) == []
    other.get_by_role("button", name="Gebruik de andere tekst").click()
    expect(other.get_by_label("Voor wie is het?")).to_have_value("Jongeren")
    other.get_by_label("Voor wie is het?").fill("Jongeren en ouderen")
    other.get_by_role("button", name="Bewaar wat in dit formulier staat").click()
    expect_saved(other)
    page.reload()
    expect(page.get_by_label("Voor wie is het?")).to_have_value("Jongeren en ouderen")


def test_all_works_without_a_script(author):
    page = author(email="zonder@kennisplaats.example", java_script_enabled=False)

    page.get_by_label("Hoe heet uw aanpak?").fill("Buurtkas zonder script")
    page.get_by_label("Van welke gemeente of organisatie").fill("Groningen\nStichting Kas")
    page.get_by_role("button", name="Bewaar").click()
    expect_saved(page)
    page.get_by_label("Wat doet u?").fill("Wij sparen samen.")
    page.get_by_role("button", name="Stuur in").click()
    expect(page.get_by_text("Dit is nog niet ingestuurd")).to_be_visible()
    expect(page.get_by_label("Wat doet u?")).to_have_value("Wij sparen samen.")
    page.get_by_label("Wat was het probleem?").fill("Geen spaargeld.")
    page.get_by_label("Voor wie is het?").fill("Buren")
    page.get_by_role("button", name="Stuur in").click()

    expect(page.locator(".kp-status")).to_have_text("Ingestuurd")
