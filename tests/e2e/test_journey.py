"""From a new account to a practice that visitors find: everybody's part, and each mail."""

import re

import pytest
from playwright.sync_api import expect

from tests.accounts.door import code
from tests.e2e.looking import AXE, overflow, violations
from tests.e2e.signing_in import sign_in
from tests.factories.accounts import TOTP_SECRET

AUTHOR = "mila@gemeente.example"
CURATOR = "kees@kennisplaats.example"
PASSWORD = "vier heel gewone woorden"
TITLE = "Budgetkring aan de keukentafel"


@pytest.fixture
def person(new_page):
    """Give a function that opens the browser of somebody, whose console stays silent."""
    pages = []

    def open_page(**options):
        page = new_page(init_script=AXE, **options)
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on(
            "console",
            lambda said: (
                page.complaints.append(said.text) if "Content Security" in said.text else None
            ),
        )
        pages.append(page)
        return page

    yield open_page
    assert [page.complaints for page in pages] == [[] for _ in pages]


def mail_to(site, address):
    """Return subject and text of the last mail that was written to ``address``."""
    return site.inside("mails_to", address)[-1]


def path_in(text, part):
    return re.search(rf"https?://[^\s/]+(/\S*{part}\S*)", text).group(1)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def register(page, site):
    page.goto("/praktijkvoorbeelden/insturen/")
    page.get_by_role("link", name=re.compile("account")).first.click()
    if page.get_by_role("button", name="Maak account").count() == 0:
        page.goto("/account/signup/")
    page.get_by_label("E-mailadres").fill(AUTHOR)
    page.get_by_label("Wachtwoord").first.fill(PASSWORD)
    press(page, "Maak account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in uw mail")
    subject, text = mail_to(site, AUTHOR)
    assert subject == "Bevestig uw e-mailadres"
    page.goto(path_in(text, "confirm-email"))
    press(page, "Ja, dit is mijn adres")
    page.get_by_label("E-mailadres").fill(AUTHOR)
    page.get_by_label("Wachtwoord").first.fill(PASSWORD)
    press(page, "Inloggen")
    page.wait_for_url(lambda url: "login" not in url)


def send_snapshot(page, site):
    page.goto("/praktijkvoorbeelden/insturen/")
    press(page, "Begin")
    page.get_by_label("Hoe heet uw aanpak?").fill(TITLE)
    page.get_by_role("combobox", name=re.compile("emeente")).first.fill("Arnhem")
    page.keyboard.press("Enter")
    page.get_by_label("Wat was het probleem?").fill("Mensen praten niet over geld.")
    page.get_by_label("Wat doet u?").fill("Buren rekenen samen aan de keukentafel.")
    page.get_by_label("Voor wie is het?").fill("Gezinnen met weinig geld.")
    press(page, "Bekijk als bezoeker")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    press(page, "Stuur in")
    expect(page.locator(".kp-status")).to_have_text("Ingestuurd")
    assert mail_to(site, AUTHOR)[0] == "Wij hebben uw praktijkvoorbeeld ontvangen"
    return page.url


def log_in_with_two_steps(page):
    page.goto("/beheer/werkbank/")
    page.get_by_label("E-mailadres").fill(CURATOR)
    page.get_by_label("Wachtwoord").first.fill(PASSWORD)
    press(page, "Inloggen")
    page.get_by_label("Code").first.fill(code(TOTP_SECRET))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Werkbank")).to_be_visible()


def ask(page, site):
    """Take what was sent, and ask the author something about it."""
    page.get_by_role("link", name=re.compile("^Ingestuurd")).click()
    row = page.locator(".kp-row").filter(has_text=TITLE)
    row.get_by_role("button", name="Ik doe dit").click()
    page.goto("/beheer/practices/practice/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Stel vragen aan de inzender").click()
    page.get_by_label(re.compile("^Wie:?$")).fill("Om hoeveel gezinnen gaat het?")
    press(page, "Stuur terug met deze vragen")
    expect(page.locator(".kp-status")).to_contain_text("terug bij de inzender")
    subject, text = mail_to(site, AUTHOR)
    assert subject == "Een vraag over uw praktijkvoorbeeld"
    return path_in(text, "insturen")


def answer(page, address):
    page.goto(address)
    page.get_by_label(re.compile("antwoord")).first.fill("Om veertig gezinnen per jaar.")
    press(page, "Stuur terug naar de redactie")
    expect(page.locator(".kp-status")).to_have_text("Ingestuurd")


def publish(page, site):
    page.goto("/beheer/practices/practice/")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_text("Om veertig gezinnen per jaar.")).to_be_visible()
    press(page, "Neem in behandeling")
    page.get_by_label("Status").select_option("published")
    page.locator("[name=_continue]").first.click()
    expect(page.locator(".errorlist").first).to_be_visible()
    page.get_by_label("Samenvatting").fill("Buren helpen elkaar met hun geldzaken.")
    page.get_by_label("Status").select_option("published")
    page.locator("#id_review_by").fill("05-01-2099")
    page.locator("#assignments-group .select2-selection").first.click()
    page.locator(".select2-dropdown .select2-search__field").fill("schulden")
    page.locator(
        ".select2-results__option", has_text=re.compile("^Schulden$", re.IGNORECASE)
    ).first.click()
    page.locator("#id_sources-0-url").fill("https://www.gemeente.example/budgetkring")
    page.locator("#id_sources-0-publisher").fill("Gemeente Voorbeeld")
    page.locator("#id_sources-0-seen_on").fill("05-01-2026")
    page.locator("[name=_continue]").first.click()
    expect(page.locator(".kp-status")).to_contain_text("gepubliceerd")
    assert mail_to(site, AUTHOR)[0] == "Uw praktijkvoorbeeld staat op de website"


def look_at_mails(page, site):
    """See, as administrator of a demo, that each mail to the author can be read in both forms."""
    sign_in(page, site, email="baas@kennisplaats.example", is_staff=True)
    found = {}
    for pk in site.inside("keys_of_mails_to", AUTHOR):
        for form in ("change", "html"):
            page.goto(f"/beheer/outbox/outgoingmail/{pk}/{form}/")
            for width in (1280, 390):
                page.set_viewport_size({"width": width, "height": 900})
                found[form, pk, width] = violations(page), overflow(page)
    assert {place: faults for place, faults in found.items() if faults != ([], (0, []))} == {}
    assert found


def test_practice_goes_from_a_new_account_to_the_list(person, site):
    site.inside("make_curator", CURATOR, PASSWORD)
    author, curator, visitor = person(), person(), person()

    register(author, site)
    send_snapshot(author, site)
    log_in_with_two_steps(curator)
    answer(author, ask(curator, site))
    publish(curator, site)

    look_at_mails(person(), site)
    visitor.goto("/praktijkvoorbeelden/?q=budgetkring&thema=schulden")
    visitor.get_by_role("link", name=TITLE).click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITLE)
    author.goto("/mijn/")
    expect(author.get_by_text("gepubliceerd", exact=False).first).to_be_visible()
