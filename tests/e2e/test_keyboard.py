import pytest
from playwright.sync_api import expect

from tests.e2e.kinds import visit
from tests.e2e.looking import focus
from tests.e2e.the_list import PRACTICES

TABBABLE = """() => {
  const all = [...document.querySelectorAll("a[href], button, input, select, summary")];
  return all.filter((e) => e.checkVisibility() && !e.disabled && e.tabIndex >= 0).length;
}"""


@pytest.mark.parametrize("kind", ["home", "praktijkvoorbeelden", "praktijkvoorbeeld, lang"])
def test_skip_link_comes_first_and_goes_to_the_content(page, site, kind):
    visit(page, site, kind)

    page.keyboard.press("Tab")
    link = page.locator(":focus")
    expect(link).to_have_text("Ga naar de inhoud")
    box = link.bounding_box()
    page.keyboard.press("Enter")

    assert (box["width"] > 100, box["height"] > 20, box["y"] >= 0) == (True, True, True)
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    "kind",
    [
        "home",
        "praktijkvoorbeelden met keuzes",
        "praktijkvoorbeeld, lang",
        "zoeken met resultaten",
        "404",
    ],
)
def test_focus_is_always_seen(new_page, site, kind, width):
    page = new_page(width)
    visit(page, site, kind)
    expected = page.evaluate(TABBABLE)

    stops = []
    page.keyboard.press("Tab")
    while (stop := focus(page)) and len(stops) <= expected:
        stops.append(stop)
        page.keyboard.press("Tab")

    assert [stop["name"] for stop in stops if not (stop["hasRing"] and stop["isSeen"])] == []
    assert len(stops) == expected


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_menu_opens_and_escape_closes_it(new_page, key):
    page = new_page(390)
    page.goto("/")
    button, menu = page.locator("[data-kp-menu]"), page.locator("#menu")
    expect(menu).to_be_hidden()

    button.focus()
    page.keyboard.press(key)
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    expect(menu.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")

    expect(button).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


def test_menu_button_closes_what_it_opened(new_page):
    page = new_page(390)
    page.goto("/")
    button = page.locator("[data-kp-menu]")

    button.press("Enter")
    expect(page.locator("#menu")).to_be_visible()
    button.press("Enter")

    expect(page.locator("#menu")).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 390])
def test_ticking_a_box_keeps_the_focus_and_tells_the_count(new_page, width):
    page = new_page(width)
    page.goto(PRACTICES)
    if width < 1160:
        page.locator("[data-kp-facets] > summary").press("Enter")
    facet = page.locator("#filter-werkwijze")
    facet.locator("> summary").press("Enter")
    expect(facet).to_have_attribute("open", "")

    page.keyboard.press("Tab")
    if page.locator(":focus").get_attribute("type") == "search":
        page.keyboard.press("Tab")
    ticked = page.locator(":focus")
    name, promised = ticked.get_attribute("id"), ticked.get_attribute("data-n")
    page.keyboard.press("Space")

    expect(page.locator("#aantal")).to_have_attribute("data-count", promised)
    expect(page.locator("#melding")).to_have_text(page.locator("#aantal").inner_text())
    expect(page.locator(f"#{name}")).to_be_focused()
    expect(page.locator(f"#{name}")).to_be_checked()
    assert focus(page)["hasRing"]
    page.keyboard.press("Space")
    expect(page.locator(f"#{name}")).not_to_be_checked()
    expect(page.locator(f"#{name}")).to_be_focused()


def test_every_box_keeps_its_promise(page):
    """Of each facet, the first box that is not yet ticked."""
    page.goto(PRACTICES + "?thema=schulden")
    boxes = page.locator(".kp-facet").evaluate_all(
        """(facets) => facets.map((facet) => {
          const box = facet.querySelector("input[data-n]:not(:checked):not(:disabled)");
          return [`?thema=schulden&${box.name}=${box.value}`, box.dataset.n];
        })"""
    )

    kept = []
    for query, _promised in boxes:
        page.goto(PRACTICES + query)
        kept.append([query, page.locator("#aantal").get_attribute("data-count")])

    assert kept == boxes
