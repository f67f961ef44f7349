"""An editor sees what there is to do, takes a row, plans it and says that it is done."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.looking import AXE, overflow, violations
from tests.e2e.signing_in import sign_in

WORKBENCH = "/beheer/werkbank/"
NOTHING = ([], (0, []))


def look(page):
    return violations(page), overflow(page)


def open_queue(page, name):
    page.goto(WORKBENCH)
    page.get_by_role("link", name=re.compile(f"^{name}")).click()
    expect(page.get_by_role("heading", level=2, name=name)).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_editor_takes_plans_and_finishes_a_row(new_page, site, width):
    page = new_page(width, init_script=AXE)
    said = []
    page.on("console", lambda message: said.append(message.text))
    sign_in(page, site, email=f"redacteur-{width}@kennisplaats.example", is_staff=True)

    page.goto(WORKBENCH)
    found = [look(page)]
    open_queue(page, "Geen stem van inwoners")
    found.append(look(page))
    row = page.locator(".kp-row").filter(has=page.locator("button[value=nemen]")).first
    key = row.get_attribute("data-key")
    row.get_by_role("button", name="Ik doe dit").click()
    mine = page.locator(f'.kp-row[data-key="{key}"]')
    expect(mine).to_contain_text("U doet dit.")
    mine.locator("input[type=date]").fill("2020-01-01")
    mine.get_by_role("button", name="Bewaar de datum").click()
    expect(mine.locator("input[type=date]")).to_be_focused()
    expect(mine).to_contain_text("Kies vandaag of een dag die nog komt.")
    found.append(look(page))
    mine.locator("input[type=date]").fill("2099-12-31")
    mine.get_by_role("button", name="Bewaar de datum").click()
    expect(mine).to_contain_text("klaar op 31 december 2099")
    open_queue(page, "Mijn taken")
    found.append(look(page))
    mine.get_by_role("button", name="Gedaan").click()
    expect(page.get_by_text("Hier is nu niets te doen.")).to_be_visible()

    assert found == [NOTHING] * 4
    assert [text for text in said if "422" not in text] == []


def test_editor_works_without_script(new_page, site):
    page = new_page(390, java_script_enabled=False)
    sign_in(page, site, email="zonder-script@kennisplaats.example", is_staff=True)

    open_queue(page, "Lange zinnen en vaktaal")
    key = page.locator(".kp-row").last.get_attribute("data-key")
    row = page.locator(f'.kp-row[data-key="{key}"]')
    row.get_by_role("button", name="Ik doe dit").click()
    expect(row).to_contain_text("U doet dit.")
    row.get_by_role("button", name="Toch niet").click()

    expect(row.get_by_role("button", name="Ik doe dit")).to_be_visible()
