"""Those at a table write down what they hear: two at the same moment, and one without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.looking import AXE, hurry, sound


@pytest.fixture
def table(new_page, site):
    """Return who leads, with the screen, and two who take part, each at the page of a theme."""
    leader, *guests = site.inside("talk_about", "D", "E")
    lead = new_page(init_script=str(AXE))
    lead.goto(f"/gesprekstool/sessie/werk/{leader}/gesprek/")
    pages = []
    for key, width in zip(guests, (1280, 390), strict=True):
        page = new_page(width=width, init_script=str(AXE))
        page.goto(f"/gesprekstool/sessie/werk/{key}/gesprek/D/")
        pages.append(page)
    return lead, *pages


def desk(page, number=0):
    return page.locator(".kp-desk").nth(number)


def field(page, number=0):
    return desk(page, number).get_by_role("textbox")


def send(page, text, number=0):
    field(page, number).fill(text)
    desk(page, number).get_by_role("button", name=re.compile("^Schrijf op")).click()
    expect(desk(page, number)).to_contain_text(text)


def test_two_who_type_at_once_lose_nothing(table, new_page):
    lead, one, other = table
    with lead.context.expect_page() as opened:
        lead.get_by_role("button", name="Open het scherm in een nieuw tabblad").click()
    screen = opened.value

    _each_keeps_what_they_type(one, other)
    _the_screen_follows(lead, screen)
    _one_loses_the_network(one, other)
    _one_has_no_script(new_page, other)
    for page in (lead, one, screen):
        sound(page)


def _each_keeps_what_they_type(one, other):
    field(one).press_sequentially("Half get")
    send(other, "Huisartsen horen het het eerst")

    hurry(one)

    expect(desk(one)).to_contain_text("Huisartsen horen het het eerst")
    expect(field(one)).to_be_focused()
    expect(field(one)).to_have_value("Half get")
    send(one, "Half getypt en toch verstuurd")
    expect(field(one)).to_have_value("")
    hurry(other)
    expect(desk(other)).to_contain_text("Half getypt en toch verstuurd")


def _the_screen_follows(lead, screen):
    for title in ("De uitkomst bekijken", "Twee thema's kiezen", "Verdiepen"):
        lead.get_by_role("button", name="Volgend onderdeel").click()
        expect(lead.locator("#nu-titel")).to_have_text(title)
    expect(lead.get_by_role("button", name="Volgend onderdeel")).to_be_focused()
    hurry(screen)
    expect(screen.locator("main")).to_contain_text("Half getypt en toch verstuurd")
    screen.get_by_role("button", name="Start de klok").click()
    expect(screen.get_by_role("button", name="Zet de klok stil")).to_be_visible()


def _one_loses_the_network(one, other):
    one.context.set_offline(True)
    send(one, "Zonder verbinding", 1)
    expect(desk(one, 1)).to_contain_text("Nog niet verstuurd")
    one.context.set_offline(False)
    expect(desk(one, 1).locator(".kp-desk__note")).to_contain_text("Zonder verbinding")
    hurry(other)
    expect(desk(other, 1)).to_contain_text("Zonder verbinding")


def _one_has_no_script(new_page, other):
    plain = new_page(width=390, java_script_enabled=False)
    plain.goto(other.url)
    send(plain, "Zonder script")
    desk(plain).get_by_role("link", name=re.compile("^Verander.*Zonder script")).click()
    plain.get_by_role("textbox").fill("Zonder script veranderd")
    plain.get_by_role("button", name="Bewaar").click()
    expect(desk(plain)).to_contain_text("Zonder script veranderd")
