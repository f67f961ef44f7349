"""The beheer in a browser: every page under the policy, and an item on its whole way."""

import functools
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from playwright.sync_api import expect

BREACHES = """
  window.breaches = [];
  document.addEventListener("securitypolicyviolation", (event) =>
    window.breaches.push(`${event.violatedDirective}: ${event.sourceFile}:${event.lineNumber}`));
"""
OVERFLOW = "document.documentElement.scrollWidth - innerWidth"
CURATOR = "redacteur@kennisplaats.example"


@pytest.fixture(scope="module")
def keys(site):
    """Return the keys of practices that wait for a curator, one for each test that changes one."""
    return site.inside("make_submitted_practices", ["looked at", "asked", "both", "at once"])


@pytest.fixture(scope="module")
def sessions(site):
    """Give a function that returns the session of an account; making one takes seconds."""
    return functools.cache(lambda email: site.inside("session_of", email, True))


@pytest.fixture
def curator(new_page, site, sessions):
    """Give a function that opens a page of a curator, who sees every breach of the policy."""

    def open_page(width=1280, email=CURATOR):
        page = new_page(width)
        page.add_init_script(BREACHES)
        page.complaints = []
        page.on("console", lambda said: _hear(page, said))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        cookie = {"name": "sessionid", "value": sessions(email), "url": site.origin}
        page.context.add_cookies([cookie])
        return page

    return open_page


@pytest.fixture
def change(keys):
    """Give a function that returns the address of the form of a practice."""
    return lambda name: f"/beheer/practices/practice/{keys[name]}/change/"


def _hear(page, said):
    if said.type in {"error", "warning"} and "Failed to load resource" not in said.text:
        page.complaints.append(f"{page.url}: {said.text}")


def test_no_page_of_the_beheer_breaks_the_policy(curator, site, keys):
    page = curator()
    seen = []

    for address in site.inside("beheer_addresses", keys["looked at"]):
        response = page.goto(address)
        assert response.status == 200, address
        page.complaints += page.evaluate("window.breaches")
        seen.append(address)

    assert page.complaints == []
    assert len(seen) > 30


def test_pages_of_an_item_fit(curator, change):
    page = curator()
    too_wide = []

    for what in ("change/", "terug/", "archiveren/", "history/", "voorbeeld/"):
        page.goto(change("looked at").replace("change/", what))
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate(OVERFLOW) > 0:
                too_wide.append((what, width))

    assert too_wide == []


def test_text_is_written_with_headings_lists_and_links_and_seen_as_visitor(curator, change):
    page = curator()
    page.goto(change("looked at"))
    editor = page.get_by_role("textbox", name="Lessen")
    bar = page.get_by_role("toolbar", name="Opmaak: Lessen")

    editor.click()
    bar.get_by_role("button", name="Kop", exact=True).click()
    page.keyboard.type("Wat wij leerden")
    page.keyboard.press("Enter")
    bar.get_by_role("button", name="Opsomming").click()
    page.keyboard.type("Luister eerst")
    page.keyboard.press("Shift+Home")
    bar.get_by_role("button", name="Link").click()
    bar.get_by_label("Adres van de link").fill("https://bron.example/lessen")
    page.keyboard.press("Enter")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Bekijk als bezoeker").click()
    seen = opened.value

    expect(seen.get_by_role("heading", name="Wat wij leerden")).to_be_visible()
    expect(seen.get_by_role("link", name="Luister eerst")).to_have_attribute(
        "href", "https://bron.example/lessen"
    )
    expect(seen.get_by_role("heading", name="Voorbeeld")).to_be_visible()
    page.reload()
    expect(page.get_by_role("textbox", name="Lessen")).to_have_text("")
    assert page.complaints == []


def test_item_goes_from_submitted_to_questions(curator, change):
    page = curator()
    page.goto(change("asked"))

    page.get_by_role("button", name="Neem in behandeling").click()
    expect(page.get_by_text("U behandelt nu")).to_be_visible()
    page.get_by_role("link", name="Stel vragen aan de inzender").click()
    page.get_by_label("Titel").fill("Kan dit korter?")
    page.get_by_role("button", name="Stuur terug met deze vragen").click()

    expect(page.get_by_text("De inzender krijgt uw vragen")).to_be_visible()
    expect(page.get_by_role("article")).to_contain_text("Kan dit korter?")
    expect(page.locator(".kp-status")).to_contain_text("terug bij de inzender")


def test_second_to_save_chooses_between_both_versions(curator, change):
    address = change("both")
    ann, bob = curator(), curator(390, email="tweede@kennisplaats.example")
    ann.goto(address)
    bob.goto(address)
    expect(bob.get_by_text("heeft dit nu open")).to_be_visible()

    ann.get_by_label("Samenvatting").fill("Zoals Ann het zegt.")
    ann.locator("[name=_continue]").first.click()
    expect(ann.locator(".messagelist")).to_be_visible()
    bob.get_by_label("Samenvatting").fill("Zoals Bob het zegt.")
    bob.locator("[name=_continue]").first.click()

    expect(bob.get_by_role("heading", name="Iemand anders was u voor")).to_be_visible()
    both = bob.get_by_role("group", name="Samenvatting")
    expect(both).to_contain_text("Zoals Ann het zegt.")
    expect(both).to_contain_text("Zoals Bob het zegt.")
    assert bob.evaluate(OVERFLOW) <= 0
    both.get_by_label("Uw versie").check()
    bob.get_by_role("button", name="Opslaan met deze keuzes").click()
    expect(bob.get_by_label("Samenvatting")).to_have_value("Zoals Bob het zegt.")
    bob.get_by_role("link", name="Geschiedenis").click()
    expect(bob.get_by_text("Zoals Ann het zegt.").first).to_be_attached()
    assert (ann.complaints, bob.complaints) == ([], [])


class NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def test_of_two_who_save_at_the_same_moment_one_does(curator, site, change):
    """As two processes of the server would have it, on SQLite too."""
    page = curator()
    address = change("at once")
    opener = build_opener(NoRedirect)

    def save(sent):
        headers = {"Cookie": cookies}
        request = Request(site.origin + address, urlencode(sent).encode(), headers=headers)
        try:
            return opener.open(request, timeout=30).status
        except HTTPError as answer:
            return answer.code

    for number in range(10):
        page.goto(address)
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
        form = page.evaluate("[...new FormData(document.querySelector('#practice_form'))]")
        sent = [
            [*((name, text) for name, text in form if name != "title"), ("title", f"{who}{number}")]
            for who in ("Ann", "Bob")
        ]
        with ThreadPoolExecutor(2) as both:
            assert sorted(both.map(save, sent)) == [302, 409], number


def test_hostile_text_does_nothing_in_a_page(curator, site, change, keys):
    page = curator()
    dialogs, strangers = [], []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((site.origin, "data:"))
            else strangers.append(request.url)
        ),
    )
    site.inside("put_hostile_text", keys["looked at"])

    page.goto(change("looked at").replace("change/", "voorbeeld/"))
    expect(page.get_by_role("heading", name="Aanleiding")).to_be_visible()
    acting = page.locator(
        "main script:not([type='application/ld+json']), main iframe, main img, main style, "
        "main [onerror], main [onload], main [onclick], main [style], main a[href^='javascript' i]"
    )
    expect(acting).to_have_count(0)
    page.goto(change("looked at"))
    expect(page.get_by_role("textbox", name="Aanleiding")).to_be_visible()

    assert (dialogs, strangers) == ([], [])
