"""What a page fetches, keeps and sends; and how it looks on paper and in other colours."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.kinds import KINDS, visit
from tests.e2e.the_list import PRACTICES, tick

STORED = "[localStorage.length, Object.keys(sessionStorage), document.cookie]"
NOTHING = [0, [], ""]
# Without it, that no page breaks its policy would say nothing.
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"


class Watch:
    """All that a page asks for and complains of, from now on."""

    def __init__(self, page):
        self.requests, self.refusals, self.complaints = [], [], []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("response", self._see)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _see(self, response):
        if response.status >= 400 and not response.request.is_navigation_request():
            self.refusals.append(response.url)

    def _hear(self, message):
        # Chromium says of a page that is meant to be a 404 that it is one.
        is_status = message.text.startswith("Failed to load resource: the server responded")
        if message.type in {"error", "warning"} and not is_status:
            self.complaints.append(message.text)

    def hosts(self):
        return {urlsplit(url).netloc for url in self.requests if not url.startswith("data:")}


@pytest.mark.parametrize("kind", KINDS)
def test_page_stays_at_home_and_leaves_nothing_behind(page, site, kind):
    watch = Watch(page)

    response = visit(page, site, kind)
    page.wait_for_load_state("networkidle")

    assert response.headers.get("content-security-policy", POLICY).startswith(POLICY)
    assert watch.hosts() == {urlsplit(site.origin).netloc}
    assert (watch.refusals, watch.complaints) == ([], [])
    assert page.context.cookies() == []
    assert page.evaluate(STORED) == [0, counted_in(page), ""]


def counted_in(page):
    """Return what a tab remembers: that its one question was counted, if it asks one."""
    address = urlsplit(page.url)
    asked = sorted(
        pair for pair in parse_qsl(address.query) if pair[0] not in {"pagina", "sorteer"}
    )
    if "q" not in dict(asked):
        return []
    return [f"kp-geteld:{urlencode({'list': f'{address.path}?{urlencode(asked)}'})}".lower()]


def test_working_with_a_list_stays_at_home_and_leaves_nothing_behind(page, site):
    watch = Watch(page)
    page.goto(PRACTICES)

    tick(page, "thema", "schulden")
    tick(page, "doelgroep", "jongeren")
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?thema=schulden$"))
    page.locator(".ams-card__link").first.click()
    page.wait_for_load_state("networkidle")

    assert watch.hosts() == {urlsplit(site.origin).netloc}
    assert (watch.refusals, watch.complaints) == ([], [])
    assert page.context.cookies() == []
    assert page.evaluate(STORED) == NOTHING


@pytest.mark.parametrize("kind", ["praktijkvoorbeeld, lang", "kennis, een"])
def test_paper_shows_the_addresses_of_the_sources(page, site, kind):
    visit(page, site, kind)
    links = page.locator(".kp-sources a")
    added = "(all) => all.map((link) => getComputedStyle(link, '::after').content)"
    assert set(links.evaluate_all(added)) == {"none"}

    page.emulate_media(media="print")

    addresses = links.evaluate_all("(all) => all.map((link) => link.getAttribute('href'))")
    assert links.evaluate_all(added) == [f'" – {address}"' for address in addresses]


@pytest.mark.parametrize("kind", ["praktijkvoorbeeld, lang", "praktijkvoorbeelden met keuzes"])
def test_paper_leaves_out_what_cannot_be_clicked(page, site, kind):
    visit(page, site, kind)

    page.emulate_media(media="print")

    for name in ("Hoofdmenu", "Over deze site", "Op deze pagina", "Paginering"):
        expect(page.get_by_role("navigation", name=name)).to_be_hidden()
    for part in (".ams-skip-link", ".kp-facets", ".kp-sort", "footer", "form .ams-search-field"):
        for one in page.locator(part).all():
            expect(one).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


FILLING = """(all) => all.map((e) => {
  const { backgroundColor } = getComputedStyle(e);
  return /^rgba\\(.*, 0\\)$/.test(backgroundColor) ? "rgb(255, 255, 255)" : backgroundColor;
})"""


@pytest.mark.parametrize(
    ("kind", "on", "off"),
    [
        pytest.param(
            "over",
            ".kp-evidence__bar i.is-on",
            ".kp-evidence__bar i:not(.is-on)",
            id="bars of evidence",
        ),
        pytest.param(
            "praktijkvoorbeeld, lang",
            ".kp-compass__dots i.is-on",
            ".kp-compass__dots i:not(.is-on)",
            id="dots of the three sources",
        ),
    ],
)
def test_contrast_mode_shows_what_is_on(new_page, site, kind, on, off):
    page = new_page(forced_colors="active")
    visit(page, site, kind)

    looks_on = set(page.locator(on).evaluate_all(FILLING))
    looks_off = set(page.locator(off).evaluate_all(FILLING))

    assert (len(looks_on), len(looks_off)) == (1, 1)
    assert looks_on.isdisjoint(looks_off)


def test_contrast_mode_shows_a_ticked_box(new_page):
    page = new_page(forced_colors="active")
    page.goto(f"{PRACTICES}?thema=schulden")

    tick_mark = page.locator("#thema-schulden").evaluate(
        """(box) => {
          const mark = getComputedStyle(box, "::before");
          return [mark.visibility, mark.borderRightColor !== getComputedStyle(box).backgroundColor];
        }"""
    )

    assert tick_mark == ["visible", True]


@pytest.mark.parametrize(
    ("wish", "moves"),
    [pytest.param("no-preference", True, id="any"), pytest.param("reduce", False, id="reduced")],
)
def test_only_who_wants_it_sees_motion(new_page, site, wish, moves):
    page = new_page(reduced_motion=wish)
    visit(page, site, "praktijkvoorbeelden met keuzes")

    moving = page.evaluate(
        """() => [...document.querySelectorAll("body *")].some((e) => {
          const { animationName, transitionDuration } = getComputedStyle(e);
          return animationName !== "none" || /[1-9]/.test(transitionDuration);
        })"""
    )

    assert moving is moves
