"""Whoever leads begins, prepares and invites; a lost link is replaced, and somebody takes over."""

import re

from playwright.sync_api import expect

from tests.e2e.looking import AXE, overflow, resize, unfold, violations

BEGIN = "/gesprekstool/sessie/begin/"


def expect_sound(page):
    for width in (390, 1280):
        resize(page, width)
        unfold(page)
        assert overflow(page) == (0, [])
    assert violations(page) == []


def test_conversation_is_prepared_and_handed_over(site, new_page):
    site.inside("questionnaire_is_issued")
    leader = new_page(init_script=str(AXE))
    leader.goto(BEGIN)
    leader.get_by_role("button", name="Begin het gesprek").click()
    expect(leader.get_by_role("region", name="Het gesprek is nog niet begonnen")).to_be_focused()
    expect_sound(leader)
    leader.get_by_label("Uw gemeente").fill("Zwolle")
    leader.get_by_role("radio", name="Anoniem").check()
    leader.get_by_role("button", name="Begin het gesprek").click()

    expect(leader.get_by_role("heading", level=1)).to_have_text("Armoede en gezondheid in Zwolle")
    leader.get_by_label("Datum van het gesprek").fill("2027-03-30")
    leader.get_by_label("Begintijd").fill("13:30")
    leader.get_by_role("button", name="Bewaar en maak de uitnodiging").click()
    expect(leader.locator("#uitnodiging")).to_contain_text("30 maart 2027, 13.30 tot 16.00 uur")
    expect_sound(leader)
    join = leader.locator("#meedoelink").inner_text()
    own = leader.locator("#eigen-adres").inner_text()
    leader.get_by_role("link", name="Print het draaiboek").click()
    expect(leader.get_by_role("cell", name="13.30 – 13.40")).to_be_visible()
    expect_sound(leader)

    # Without script, as all of it works.
    guest = new_page(390, java_script_enabled=False)
    guest.goto(join)
    guest.get_by_role("textbox", name=re.compile("voornaam")).fill("Noor")
    guest.get_by_role("button", name=re.compile("Doe mee")).click()
    lost = re.sub(r"(werk/[^/]+/).*", r"\1", guest.url)

    leader.goto(f"{own}deelnemers/")
    expect_sound(leader)
    leader.get_by_role("button", name="Nieuwe link voor Noor").click()
    found = leader.locator("#nieuwe-link").inner_text()
    expect_sound(leader)
    assert [guest.goto(address).status for address in (lost, found)] == [404, 200]

    leader.goto(f"{own}overdragen/")
    leader.get_by_role("button", name="Maak de link").click()
    successor = new_page(init_script=str(AXE))
    successor.goto(leader.locator("#overnamelink").inner_text())
    expect_sound(successor)
    successor.get_by_role("button", name="Neem het gesprek over").click()
    expect(successor.get_by_role("heading", level=1)).to_have_text("Uw link als gespreksleider")
    assert leader.goto(own).status == 404

    successor.get_by_role("link", name="Verwijder het hele gesprek nu").click()
    expect_sound(successor)
    successor.get_by_role("button", name="Verwijder het gesprek").click()
    expect(successor.get_by_role("heading", level=1)).to_have_text("Het gesprek is verwijderd")
    assert guest.goto(found).status == 404
