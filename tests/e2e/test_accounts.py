"""From making an account to logging in with a passkey, as one person does it in the browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.accounts.door import code
from tests.e2e.looking import AXE, overflow, violations

ADDRESS = "noor@gemeente.example"
PASSWORD = "vier heel gewone woorden"


@pytest.fixture
def browsing(new_page, site):
    """Give a page at a host with a name, and what its browser complained of."""
    page = new_page(init_script=AXE)
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield Visit(page, f"http://localhost:{site.port}")
    assert [text for text in complaints if re.search("Content.Security.Policy|Error:", text)] == []


class Visit:
    def __init__(self, page, origin):
        self.page = page
        self.origin = origin
        self.looked_at = []

    def go(self, path):
        self.page.goto(self.origin + path)

    def arrives(self, title):
        """Wait for the page that says ``title``, and look at it, wide and narrow."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)
        self.looked_at.append(title)
        assert (title, violations(self.page)) == (title, [])
        self.page.set_viewport_size({"width": 390, "height": 900})
        assert (title, overflow(self.page)) == (title, (0, []))
        self.page.set_viewport_size({"width": 1280, "height": 900})

    def fill(self, **fields):
        for label, text in fields.items():
            self.page.get_by_label(label.replace("_", " "), exact=False).first.fill(text)

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name):
        self.page.get_by_role("link", name=name, exact=True).click()

    def log_out(self):
        self.go("/account/logout/")
        self.press("Ja, log mij uit")


def link_in(text):
    return re.search(r"https?://[^\s/]+(/\S*confirm-email\S*)", text).group(1)


def virtual_authenticator(page):
    """Give the browser a telephone that always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def make_account(visit, site):
    visit.go("/account/signup/")
    visit.arrives("Account maken")
    visit.press("Maak account")
    fault = visit.page.get_by_role("heading", name="Uw account is nog niet gemaakt")
    expect(fault).to_be_visible()
    visit.arrives("Account maken")
    visit.fill(Naam="Noor", **{"E-mailadres": ADDRESS}, Wachtwoord=PASSWORD)
    visit.press("Maak account")
    visit.arrives("Kijk in uw mail")

    [[subject, text]] = site.inside("mails_to", ADDRESS)
    assert subject == "Bevestig uw e-mailadres"
    visit.go(link_in(text))
    visit.arrives("E-mailadres bevestigen")
    visit.press("Ja, dit is mijn adres")
    visit.arrives("Inloggen")
    expect(visit.page.get_by_text(f"{ADDRESS} is bevestigd.")).to_be_visible()


def log_in(visit):
    visit.fill(**{"E-mailadres": ADDRESS}, Wachtwoord=PASSWORD)
    visit.press("Inloggen")


def set_up_app(visit):
    """Turn on codes from an app; return the recovery codes."""
    visit.go("/account/2fa/")
    visit.arrives("Tweede stap bij het inloggen")
    visit.follow("Stel de app in")
    visit.arrives("Een app met codes instellen")
    secret = visit.page.locator("code").inner_text()
    visit.fill(Code_uit_de_app=code(secret))
    visit.press("Zet de app aan")
    visit.arrives("Herstelcodes")
    return visit.page.get_by_label("Uw herstelcodes").locator("code").all_inner_texts()


def make_passkey(visit):
    virtual_authenticator(visit.page)
    visit.go("/account/2fa/webauthn/add/")
    visit.arrives("Een passkey maken")
    visit.fill(Naam_van_de_passkey="Mijn telefoon")
    visit.press("Maak een passkey")
    visit.arrives("Tweede stap bij het inloggen")
    visit.follow("Bekijk uw passkeys")
    visit.arrives("Uw passkeys")
    expect(visit.page.get_by_role("heading", name="Mijn telefoon")).to_be_visible()


def test_account_from_making_it_to_logging_in_with_a_passkey(browsing, site):
    visit = browsing

    make_account(visit, site)
    log_in(visit)
    visit.arrives("Mijn kennisplaats")
    codes = set_up_app(visit)
    make_passkey(visit)
    visit.go("/account/sessions/")
    visit.arrives("Waar u bent ingelogd")
    expect(visit.page.get_by_text("Chrome op Linux")).to_be_visible()
    visit.log_out()
    visit.arrives("Inloggen")

    log_in(visit)
    visit.arrives("De tweede stap")
    visit.fill(Code=codes[0])
    visit.press("Inloggen")
    visit.arrives("Mijn kennisplaats")
    visit.log_out()
    visit.press("Inloggen met een passkey")
    visit.arrives("Mijn kennisplaats")

    assert len(codes) == 10


def test_demo_curator_gets_into_the_beheer(browsing, site, tmp_path):
    visit, page = browsing, browsing.page
    site.manage("demo_curator", "--login-file", str(tmp_path / "demo-login.txt"))
    told = (tmp_path / "demo-login.txt").read_text().splitlines()
    address, password = (line.split(": ")[1] for line in told)

    visit.go("/beheer/")
    visit.fill(**{"E-mailadres": address}, Wachtwoord=password)
    visit.press("Inloggen")
    visit.arrives("De tweede stap")
    visit.fill(Code=page.locator("[data-demo-code]").inner_text())
    visit.press("Inloggen")

    expect(page).to_have_url(f"{visit.origin}/beheer/")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("beheren|Werk"))


def test_passkey_that_fails_is_told(browsing):
    visit = browsing
    visit.go("/account/login/")

    visit.page.evaluate("() => { navigator.credentials.get = () => Promise.reject('nee'); }")
    visit.press("Inloggen met een passkey")

    expect(visit.page.get_by_role("alert")).to_contain_text("Het is niet gelukt om uw passkey")
    visit.arrives("Inloggen")
