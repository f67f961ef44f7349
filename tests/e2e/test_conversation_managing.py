"""A lost link is replaced, somebody takes over, and all of it is removed."""

import re

from playwright.sync_api import expect

from tests.e2e.looking import AXE, overflow, resize, unfold, violations


def expect_sound(page):
    for width in (390, 1280):
        resize(page, width)
        unfold(page)
        assert overflow(page) == (0, [])
    assert violations(page) == []


def test_lost_link_is_replaced_and_somebody_takes_over(site, new_page):
    code, key = site.inside("conversation_that_scores")
    join, own = f"/meedoen/?code={code}", f"/gesprekstool/sessie/werk/{key}/"
    leader = new_page(init_script=str(AXE))

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
