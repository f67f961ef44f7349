"""Two colleagues do an exercise, each in a browser of their own."""

import re

from playwright.sync_api import expect

from tests.e2e.looking import AXE, overflow, resize, unfold, violations

WIDTHS = (390, 1280)
OF_FIRST, OF_SECOND = "Wij vragen te veel papier.", "De wachtkamer is te vol."


def expect_sound(page):
    for width in WIDTHS:
        resize(page, width)
        unfold(page)
        assert overflow(page) == (0, [])
    assert violations(page) == []


def answer(page, text):
    """Say something at the first step, and go to the end."""
    page.get_by_role("link", name="Begin", exact=True).click()
    page.locator("main textarea").first.fill(text)
    on = page.locator("button[name=naar][value=volgende]")
    on.click()
    expect(page).to_have_url(re.compile(r"/stap/2/$"))
    on.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je bent bij het einde")


def test_two_see_each_other_only_once_both_are_ready(site, new_page):
    first, second = (new_page(init_script=str(AXE)) for _who in range(2))
    first.goto(site.inside("start_of_exercise"))
    first.get_by_role("radio", name="Met een collega").check()
    first.get_by_role("button", name="Begin").click()
    invitation = first.locator("#uitnodiging").inner_text()

    second.goto(invitation)
    expect_sound(second)
    second.get_by_label("Je voornaam").fill("Noor")
    second.get_by_role("button", name="Doe mee").click()
    answer(first, OF_FIRST)
    expect_sound(first)
    first.get_by_role("button", name="Ik ben klaar").click()
    expect(first.get_by_role("heading", level=1)).to_have_text("Je bent klaar")
    expect_sound(first)
    answer(second, OF_SECOND)
    assert OF_SECOND not in first.content()

    second.get_by_role("button", name="Ik ben klaar").click()
    first.get_by_role("link", name="Kijk of je collega klaar is").click()
    for page in (first, second):
        expect(page.get_by_text(OF_FIRST)).to_be_visible()
        expect(page.get_by_text(OF_SECOND)).to_be_visible()
    expect_sound(first)
    first.get_by_label("Onze conclusie").fill("Wij lopen de brieven na.")
    first.get_by_role("button", name="Bewaar, en maak een afspraak").click()
    first.get_by_label("Eén ding dat wij gaan doen").fill("Vrijdag één brief.")
    first.get_by_role("button", name="Rond af en bekijk het verslag").click()
    expect(first.get_by_text("Vrijdag één brief.")).to_be_visible()
    expect(first.get_by_text("Wij lopen de brieven na.")).to_be_visible()
    expect_sound(first)

    second.goto(re.sub(r"samen/", "intrekken/", second.url))
    expect_sound(second)
    second.get_by_role("button", name="Trek mijn antwoorden in").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("Je antwoorden zijn verwijderd")
    first.reload()
    expect(first.get_by_text(OF_SECOND)).to_have_count(0)
