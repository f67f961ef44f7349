"""What somebody does with their own account, in the browser."""

import pytest
from playwright.sync_api import expect

from tests.e2e.looking import AXE, overflow, violations
from tests.e2e.signing_in import sign_in

PAGES = ("/mijn/", "/mijn/profiel/", "/mijn/gegevens/", "/mijn/account-verwijderen/")


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_of_an_account_are_accessible(new_page, site, width):
    page = new_page(width, init_script=AXE)
    sign_in(page, site)
    found = {}

    for address in PAGES:
        page.goto(address)
        found[address] = violations(page), overflow(page)
    page.get_by_role("button", name="Verwijder mijn account").click()
    expect(page.get_by_role("heading", name="Uw account is nog niet verwijderd")).to_be_visible()
    found["wrong"] = violations(page), overflow(page)

    assert found == dict.fromkeys([*PAGES, "wrong"], ([], (0, [])))


def test_profile_is_filled_in_without_script(new_page, site):
    page = new_page(java_script_enabled=False)
    sign_in(page, site, email="profiel@kennisplaats.example")
    page.goto("/mijn/profiel/")

    page.get_by_label("Functie").fill("Beleidsadviseur")
    page.get_by_label("Gemeente").fill("Atlantis")
    page.get_by_label("schulden").check()
    page.get_by_role("button", name="Bewaar mijn profiel").click()
    expect(page.locator("#id_municipality_error")).to_have_text(
        "Invoerfout: Wij kennen geen gemeente ‘Atlantis’. Kies een naam uit de lijst."
    )
    expect(page.get_by_label("Functie")).to_have_value("Beleidsadviseur")
    expect(page.get_by_label("schulden")).to_be_checked()
    page.get_by_label("Gemeente").fill("Haren")
    page.get_by_role("button", name="Bewaar mijn profiel").click()

    expect(page.get_by_role("status").filter(has_text="Uw profiel is bewaard.")).to_be_visible()
    expect(page.locator("section", has=page.locator("#profiel"))).to_contain_text("Groningen")


def test_somebody_takes_their_data_and_leaves(new_page, site):
    page = new_page(390)
    sign_in(page, site, email="vertrekt@kennisplaats.example")

    page.goto("/mijn/gegevens/")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download mijn gegevens").click()
    page.goto("/mijn/account-verwijderen/")
    page.get_by_label("Typ uw e-mailadres").fill("vertrekt@kennisplaats.example")
    page.get_by_role("button", name="Verwijder mijn account").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Uw account is verwijderd")
    assert taken.value.suggested_filename.startswith("mijn-gegevens-")
    page.goto("/mijn/")
    expect(page).to_have_url(f"{site.origin}/account/login/?next=/mijn/")
