import pytest
from playwright.sync_api import expect

from tests.e2e.kinds import KINDS, visit
from tests.e2e.looking import AXE, SPACE_TEXT, overflow, resize, unfold, violations
from tests.e2e.the_list import PRACTICES, box

AXE_WIDTHS = (1280, 320)
WIDTHS = (1280, 390, 320)  # 320 is a screen of 1280 at 400 percent
NOTHING = ([], (0, []))


def test_axe_comes_with_its_licence():
    banner = AXE.read_text(encoding="utf-8")[:200]

    assert banner.startswith("/*! axe v4.")
    assert "Mozilla Public" in (AXE.parent / "LICENSE.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_page_is_accessible(lasting_page, site, kind):
    """Axe finds nothing, and all text fits, also when a visitor spaces it more widely."""
    page = lasting_page(init_script=AXE)
    visit(page, site, kind)
    found = {}

    for width in WIDTHS:
        resize(page, width)
        unfold(page)
        # What axe looks at differs between wide and narrow, and not from one narrow to another.
        found[width] = violations(page) if width in AXE_WIDTHS else [], overflow(page)
    page.evaluate(SPACE_TEXT)
    for width in WIDTHS:
        resize(page, width)
        unfold(page)
        found["spaced", width] = [], overflow(page)

    assert {place: faults for place, faults in found.items() if faults != NOTHING} == {}


@pytest.mark.parametrize("width", [1280, 320])
def test_list_that_could_not_change_is_accessible(new_page, width):
    page = new_page(width, init_script=AXE)
    page.goto(PRACTICES)
    unfold(page)
    page.route("**/*", lambda route: route.abort())
    box(page, "thema", "schulden").click()
    expect(page.locator("[data-kp-failure]")).to_be_visible()
    page.unroute("**/*")

    assert (violations(page), overflow(page)) == ([], (0, []))
