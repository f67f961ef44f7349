"""The outcome on a screen and on a telephone, also without script."""

import pytest
from playwright.sync_api import expect

from tests.e2e.looking import AXE, overflow, resize, unfold, violations

OVERLAP = """() => {
  const spots = [...document.querySelectorAll(".kp-radar__labels li, .kp-radar .tick")]
    .map((label) => label.getBoundingClientRect()).filter((spot) => spot.width);
  return spots.some((one, n) => spots.slice(n + 1).some((two) =>
    one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom));
}"""


@pytest.fixture(scope="module")
def outcome(site):
    return f"/gesprekstool/sessie/werk/{site.inside('conversation_with_outcome')}/uitkomst/"


def test_outcome_is_sound_at_both_widths(new_page, outcome):
    page = new_page(init_script=str(AXE))
    page.goto(outcome)

    for width in (1280, 390):
        resize(page, width)
        unfold(page)
        assert overflow(page) == (0, [])
        assert page.evaluate(OVERLAP) is False
        assert violations(page) == []


def test_tables_open_without_script(new_page, outcome):
    page = new_page(390, java_script_enabled=False)
    page.goto(outcome)
    table = page.get_by_role("table").first
    expect(table).to_be_hidden()

    page.get_by_text("Bekijk alle cijfers als tabel").first.click()

    expect(table).to_be_visible()
    expect(table.get_by_role("row")).to_have_count(7)
