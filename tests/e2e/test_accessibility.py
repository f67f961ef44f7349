import pytest
from playwright.sync_api import expect

from tests.e2e.kinds import KINDS, visit
from tests.e2e.looking import AXE, SPACE_TEXT, overflow, unfold, violations
from tests.e2e.the_list import PRACTICES, box


def test_axe_comes_with_its_licence():
    banner = AXE.read_text(encoding="utf-8")[:200]

    assert banner.startswith("/*! axe v4.")
    assert "Mozilla Public" in (AXE.parent / "LICENSE.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [1280, 320])  # 320 is a screen of 1280 at 400 percent
@pytest.mark.parametrize("kind", KINDS)
def test_page_is_accessible(lasting_page, site, kind, width):
    """Axe finds nothing, and all text fits, also when a visitor spaces it more widely."""
    page = lasting_page(width, init_script=AXE)
    visit(page, site, kind)
    unfold(page)

    found = {"axe": violations(page), "overflow": overflow(page)}
    page.evaluate(SPACE_TEXT)
    found["overflow of spaced text"] = overflow(page)

    nothing = (0, [])
    assert found == {"axe": [], "overflow": nothing, "overflow of spaced text": nothing}


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
