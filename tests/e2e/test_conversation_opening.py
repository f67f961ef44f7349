"""The pages of the Gesprekstool that are the same for everybody."""

import pytest
from playwright.sync_api import expect

from tests.e2e.looking import AXE, overflow, resize, unfold, violations

START = "/gesprekstool/"
NOTHING = ([], (0, []))


@pytest.mark.parametrize(
    "path", [pytest.param(START, id="start"), pytest.param(f"{START}thema/zicht/", id="theme")]
)
def test_page_is_accessible(new_page, path):
    page = new_page(init_script=AXE)
    page.goto(path)
    found = {}

    for width in (1280, 390):
        resize(page, width)
        unfold(page)
        found[width] = violations(page), overflow(page)

    assert found == {1280: NOTHING, 390: NOTHING}


def test_menu_stands_beside_the_name_at_every_width(new_page):
    page = new_page()
    page.goto(START)
    name, first = page.locator(".kp-brand"), page.locator(".ams-page-header__menu > li:visible")

    for width in (1160, 1248, 1280, 1440):
        resize(page, width)
        brand, item = name.bounding_box(), first.first.bounding_box()
        assert brand["x"] + brand["width"] <= item["x"], width
    expect(first).to_have_count(8)
