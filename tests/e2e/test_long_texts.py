"""A page holds whatever an editor may fill in: each field to its end, in words without a break."""

import pytest

from tests.e2e.inside import LONG_SLUG, unbroken
from tests.e2e.looking import SPACE_TEXT, overflow, resize, unfold
from tests.e2e.the_list import PRACTICES

HEADINGS = [
    "Aanleiding",
    "Aanpak",
    "Wie",
    "Resultaat",
    "Voorwaarden",
    "Lessen",
    "Bewijs",
    "Drie bronnen van kennis",
    "Bronnen",
    "Begrippen",
    "Aanhalen",
]


@pytest.fixture(scope="module")
def long_practice(site):
    yield site.inside("make_long_practice")
    site.inside("remove_long_practice")


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(f"{PRACTICES}{LONG_SLUG}/", id="detail"),
        pytest.param(f"{PRACTICES}?q={unbroken(150)}", id="list"),
        pytest.param(f"/zoeken/?q={unbroken(150)}", id="search"),
        pytest.param(f"{PRACTICES}?thema={unbroken(80)}", id="unknown choice"),
        pytest.param(f"/zoeken/?q=schulden&kind={unbroken(80)}", id="unknown kind"),
        pytest.param(f"/zoeken/?q={unbroken(190)}niets", id="nothing found"),
    ],
)
def test_long_words_fit(page, long_practice, path):
    page.goto(path)
    found = {}

    for spacing in ("usual", "wide"):
        for width in (1280, 600, 320):
            resize(page, width)
            unfold(page)
            found[spacing, width] = overflow(page)
        page.evaluate(SPACE_TEXT)

    assert {place: cut for place, cut in found.items() if cut != (0, [])} == {}


def test_long_practice_shows_everything(page, long_practice):
    page.goto(long_practice)

    headings = page.locator(".kp-article__main h2").all_inner_texts()

    assert [heading for heading in headings if heading in HEADINGS] == HEADINGS
    assert page.locator(".kp-sources li").count() == 30
    assert page.locator("h1").inner_text() == unbroken(160)


@pytest.mark.parametrize("path", [PRACTICES, "/zoeken/"])
def test_long_practice_is_found_by_its_title(page, long_practice, path):
    page.goto(f"{path}?q={unbroken(150)}")

    assert page.locator("[data-slug]").evaluate_all("(all) => all.map((e) => e.dataset.slug)") == [
        LONG_SLUG
    ]
